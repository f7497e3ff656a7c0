namespace Impetus.Lab.Problems.Functions;

/// <summary>
/// Levy's function (Laguna and Martí 2005; critical momenta, Eq. 13): with wᵢ = 1 + (xᵢ − 1)/4,
/// sin²(πw₁) + Σ (wᵢ − 1)²(1 + 10 sin²(πwᵢ + 1)) over all but the last coordinate + (w_d − 1)²(1 + sin²(2πw_d)).
/// </summary>
/// <remarks>Eq. 13 leaves out the index of the first w, which is 1.</remarks>
/// <param name="dimension">How many coordinates there are, from 1.</param>
public sealed class Levy(int dimension) : SeparableFunction(dimension)
{
    /// <inheritdoc/>
    public override Interval Domain => new(-10, 10);

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> Minima => [[.. Enumerable.Repeat(1.0, Dimension)]];

    /// <inheritdoc/>
    public override double MinimumValue => 0;

    private protected override (double Value, double Slope, double Curvature) Term(int index, double x)
    {
        double w = 1 + ((x - 1) / 4);
        (double value, double slope, double curvature) = index < Dimension - 1
            ? Bowl(w, ripple: 10, frequency: Math.PI, phase: 1)
            : Bowl(w, ripple: 1, frequency: 2 * Math.PI, phase: 0);
        if (index == 0)
        {
            value += Squared(Math.Sin(Math.PI * w));
            slope += Math.PI * Math.Sin(2 * Math.PI * w);
            curvature += 2 * Math.PI * Math.PI * Math.Cos(2 * Math.PI * w);
        }

        return (value, slope / 4, curvature / 16);
    }

    /// <summary>(w − 1)²(1 + ripple·sin²(frequency·w + phase)), with its two derivatives by w.</summary>
    private static (double Value, double Slope, double Curvature) Bowl(double w, double ripple, double frequency, double phase)
    {
        double from = w - 1, angle = (frequency * w) + phase;
        double factor = 1 + (ripple * Squared(Math.Sin(angle)));
        double factorSlope = ripple * frequency * Math.Sin(2 * angle);
        double factorCurvature = 2 * ripple * frequency * frequency * Math.Cos(2 * angle);
        return (
            from * from * factor,
            (2 * from * factor) + (from * from * factorSlope),
            (2 * factor) + (4 * from * factorSlope) + (from * from * factorCurvature));
    }

    private static double Squared(double value) => value * value;
}
