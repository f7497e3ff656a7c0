namespace Impetus.Lab.Papers.Am;

/// <summary>
/// One coordinate of the heavy ball on ½Σhᵢxᵢ² (Appendix B): g = hx, d ← (1 − β)g + βd, x ← x − ηd. The minimum is at 0. On a
/// diagonal quadratic no coordinate knows of the others.
/// </summary>
/// <param name="curvature">h, above 0.</param>
/// <param name="start">x₀, not 0.</param>
/// <param name="startsAtGradient">Whether d starts at g₀, so that the first step is −ηg₀; else at 0.</param>
internal sealed class HeavyBallPath(double curvature, double start, bool startsAtGradient)
{
    // Where coordinates are as small as this, signs are rounding.
    private const double Nothing = 1e-250;

    /// <summary>x.</summary>
    public double Point { get; private set; } = start;

    /// <summary>d of the step before.</summary>
    public double Memory { get; private set; } = startsAtGradient ? curvature * start : 0;

    /// <summary>g.</summary>
    public double Gradient => curvature * Point;

    /// <summary>Definition B.1 for the steps so far: x came no farther from 0, and did not cross it.</summary>
    public bool IsMonotonic { get; private set; } = true;

    /// <summary>Corollary B.2: g and d have the sign of x.</summary>
    public bool KeepsSigns => Math.Abs(Point) < Nothing || (Math.Sign(Gradient) == Math.Sign(Point) && Math.Sign(Memory) == Math.Sign(Point));

    /// <summary>Lemma B.5: (d − g)x, which it says is not negative; relative to gx, so that 0 means d = g.</summary>
    public double Excess => Math.Abs(Point) < Nothing ? 0 : (Memory - Gradient) / Gradient;

    /// <summary>The largest η with which the recurrence does not oscillate: that which makes its discriminant 0 (Proposition B.3).</summary>
    public static double LargestRate(double momentum, double smoothness) => (1 - Math.Sqrt(momentum)) * (1 - Math.Sqrt(momentum)) / ((1 - momentum) * smoothness);

    /// <summary>Takes a step.</summary>
    public void Step(double rate, double momentum)
    {
        Memory = ((1 - momentum) * Gradient) + (momentum * Memory);
        double next = Point - (rate * Memory);
        IsMonotonic &= Math.Abs(Point) < Nothing || (Math.Abs(next) <= Math.Abs(Point) && next * Math.Sign(Point) >= 0);
        Point = next;
    }
}
