namespace Impetus.Lab.Problems.Functions;

/// <summary>
/// Σ min(x², s(x − 1)²) over all coordinates: a flat minimum at 0 and one that is s times as sharp at 1, both of value 0
/// (critical momenta, Eq. 9). Where coordinates disagree, the point is a minimum too.
/// </summary>
/// <param name="dimension">How many coordinates there are, from 1.</param>
/// <param name="sharpness">s, above 1.</param>
public sealed class FlatAndSharpMinima(int dimension, double sharpness) : SeparableFunction(dimension)
{
    /// <summary>Where the flat basin ends and the sharp one begins: x² = s(x − 1)² between the two minima. Descent leads to 0 from below it.</summary>
    public double Ridge { get; } = Math.Sqrt(sharpness) / (1 + Math.Sqrt(sharpness));

    /// <inheritdoc/>
    public override Interval Domain => new(-5, 5);

    /// <summary>The minimum at the origin and that at (1, …, 1).</summary>
    public override IReadOnlyList<double[]> Minima => [new double[Dimension], [.. Enumerable.Repeat(1.0, Dimension)]];

    /// <inheritdoc/>
    public override double MinimumValue => 0;

    private protected override (double Value, double Slope, double Curvature) Term(int index, double x)
    {
        double flat = x * x, sharp = sharpness * (x - 1) * (x - 1);
        return flat <= sharp ? (flat, 2 * x, 2) : (sharp, 2 * sharpness * (x - 1), 2 * sharpness);
    }
}
