using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Am;

/// <summary>What am/fig3 shows, one panel for each data set.</summary>
internal static class ConvexFigures
{
    private const int Columns = 3;
    private const double Rounding = 1e-16;

    public static IReadOnlyList<ExperimentFigure> Of(ConvexRuns[] all, double[] rates, double faster) =>
    [
        new("Objective gap with the learning rate 1/L", [.. all.Select(runs => GapPanel(runs, 1))])
        {
            Columns = Columns,
            Caption = "f − f* over iterations. The best fixed β has the smallest gap at the end.",
        },
        new($"Objective gap with the learning rate {faster}/L", [.. all.Select(runs => GapPanel(runs, faster))])
        {
            Columns = Columns,
            Caption = "Where a curve of AM-MGD levels off its memory has become too short: the last figure.",
        },
        new("Gap after the last step, by learning rate", [.. all.Select(runs => RatePanel(runs, rates))])
        {
            Columns = Columns,
            Caption = "Relative to the gap at the start. Above 1 the run has diverged or got stuck higher than it began.",
        },
        new($"Length of the memory relative to the gradient, rate {faster}/L", [.. all.Select(runs => LengthPanel(runs, faster))])
        {
            Columns = Columns,
            Caption = "‖d‖/‖g‖ over iterations. Where it is far below 1 and does not return, the steps are too short.",
        },
    ];

    private static FigurePanel GapPanel(ConvexRuns runs, double rate) => new(new("Iterations"), new("f − f*", IsLogarithmic: true))
    {
        Title = runs.Instance.Name,
        Curves =
        [
            .. ConvexRuns.Methods.Append(ConvexRuns.BestFixed).Append(ConvexRuns.Adam).Select(method => (method, runs.After(int.MaxValue - 1, method, rate).Gaps))
                .Select(entry => new FigureCurve(entry.method, Steps(entry.Gaps.Length), Positive(entry.Gaps))),
        ],
    };

    private static FigurePanel RatePanel(ConvexRuns runs, double[] rates) => new(new("Learning rate × L", IsLogarithmic: true), new("Relative gap", IsLogarithmic: true))
    {
        Title = runs.Instance.Name,
        Curves = [.. ConvexRuns.Methods.Select(method => new FigureCurve(method, rates, [.. rates.Select(rate => Math.Max(Rounding, runs.Runs[(method, rate)].RelativeGap))]))],
    };

    private static FigurePanel LengthPanel(ConvexRuns runs, double rate) => new(new("Iterations"), new("‖d‖/‖g‖", IsLogarithmic: true))
    {
        Title = runs.Instance.Name,
        Curves =
        [
            .. ConvexRuns.Methods.Skip(1).Select(method =>
            {
                List<double> lengths = runs.Runs[(method, rate)].Memory.RelativeLengths;
                return new FigureCurve(method, Steps(lengths.Count), lengths);
            }),
        ],
    };

    private static double[] Steps(int count) => [.. Enumerable.Range(0, count).Select(step => (double)step)];

    /// <summary>Gaps that rounding hides are left out.</summary>
    private static double[] Positive(double[] gaps) => [.. gaps.Select(gap => gap > Rounding && double.IsFinite(gap) ? gap : double.NaN)];
}
