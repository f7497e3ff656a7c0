using System.Globalization;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Am;

/// <summary>What am/appendixB shows: the stiffest coordinate with rates around the bound.</summary>
internal static class NonOvershootingFigure
{
    private const double Momentum = 0.9;
    private const int Steps = 120;

    private static readonly double[] RelativeRates = [0.5, 1, 2];

    public static ExperimentFigure Of() => new("The stiffest coordinate, β = 0.9, d starts at g₀",
    [
        Panel("distance to the optimum", "x", path => path.Point),
        Panel("what Lemma B.5 is about", "(d − g)/g, cut at ±3", path => Math.Clamp(path.Excess, -3, 3)),
    ])
    {
        Columns = 2,
        Caption = "Rates in units of the bound of B.3. Up to it x goes to 0 without crossing, and d is at least as large as g; above it x crosses, and then d and g may disagree.",
    };

    private static FigurePanel Panel(string title, string vertical, Func<HeavyBallPath, double> quantity) => new(new("Steps"), new(vertical))
    {
        Title = title,
        References = [new(0, IsUpright: false)],
        Curves = [.. RelativeRates.Select(rate => new FigureCurve(
            string.Create(CultureInfo.InvariantCulture, $"{rate} × bound"), [.. Enumerable.Range(0, Steps).Select(step => (double)step)], Values(rate, quantity)))],
    };

    private static double[] Values(double relativeRate, Func<HeavyBallPath, double> quantity)
    {
        HeavyBallPath path = new(1, 1, startsAtGradient: true);
        double[] values = new double[Steps];
        for (int step = 0; step < Steps; step++)
        {
            values[step] = quantity(path);
            path.Step(relativeRate * HeavyBallPath.LargestRate(Momentum, 1), Momentum);
        }

        return values;
    }
}
