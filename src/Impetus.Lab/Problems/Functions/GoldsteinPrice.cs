using static Impetus.Lab.Problems.Functions.SecondOrder;

namespace Impetus.Lab.Problems.Functions;

/// <summary>
/// The logarithm of the Goldstein-Price function, brought to mean 0 and variance 1 over its domain (Picheny et al. 2013;
/// critical momenta, Eq. 12). Besides the global minimum it has three local ones.
/// </summary>
/// <remarks>
/// Eq. 12 prints the shift of 8.693 inside the second factor, where it would make the logarithm's argument negative around the
/// minimum; it belongs outside the logarithm. The minimum lies at (0, −1), not in [0, 1]², which is where it lies after the
/// unit square is mapped onto the domain.
/// </remarks>
public sealed class GoldsteinPrice : PlanarFunction
{
    /// <summary>The mean of the logarithm over the domain, which the function subtracts.</summary>
    public const double Shift = 8.693;

    /// <summary>The standard deviation of the logarithm over the domain, by which the function divides.</summary>
    public const double Spread = 2.427;

    /// <inheritdoc/>
    public override Interval Domain => new(-2, 2);

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> Minima { get; } = [[0, -1]];

    /// <inheritdoc/>
    public override double MinimumValue => (Math.Log(3) - Shift) / Spread;

    private protected override SecondOrder Formula(in SecondOrder x, in SecondOrder y)
    {
        SecondOrder a = 1 + (Square(x + y + 1) * (19 - (14 * x) + (3 * x * x) - (14 * y) + (6 * x * y) + (3 * y * y)));
        SecondOrder b = 30 + (Square((2 * x) - (3 * y)) * (18 - (32 * x) + (12 * x * x) + (48 * y) - (36 * x * y) + (27 * y * y)));
        return 1 / Spread * (Log(a * b) - Shift);
    }
}
