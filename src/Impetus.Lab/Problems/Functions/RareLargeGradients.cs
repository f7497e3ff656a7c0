using Impetus.Lab.Data;

namespace Impetus.Lab.Problems.Functions;

/// <summary>
/// The counterexample of eleven functions (Chen et al. 2019; maximum variation, Eq. 11): one of them, drawn rarely, pulls
/// towards the minimum at 0 with eleven times the force with which each of the ten others pushes away. Their sum is θ²/2 up to
/// |θ| = 1, and |θ| − ½ beyond.
/// </summary>
public sealed class RareLargeGradients : SeparableFunction, IStochasticProblem
{
    /// <summary>How many functions there are.</summary>
    public const int FunctionCount = 11;

    /// <summary>The problem.</summary>
    public RareLargeGradients()
        : base(1)
    {
    }

    /// <inheritdoc/>
    public override Interval Domain => new(-2, 2);

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> Minima => [[0]];

    /// <inheritdoc/>
    public override double MinimumValue => 0;

    /// <summary>Draws the gradient of one of the eleven functions; on average it is an eleventh of the sum's.</summary>
    /// <inheritdoc/>
    public void SampleGradient(ReadOnlySpan<double> point, Span<double> gradient, ref DeterministicRandom random)
        => gradient[0] = (random.Next(FunctionCount) == 0 ? FunctionCount : -1) * Math.Clamp(point[0], -1, 1);

    private protected override (double Value, double Slope, double Curvature) Term(int index, double x)
        => Math.Abs(x) <= 1 ? (x * x / 2, x, 1) : (Math.Abs(x) - 0.5, Math.Sign(x), 0);
}
