using Impetus.Lab.Reproduction;
using Impetus.Lab.Runs;
using Impetus.Lab.Statistics;

namespace Impetus.Lab.Comparisons.Combinations;

/// <summary>The figures of the grid.</summary>
internal static class GridFigures
{
    private const int MostPlaces = 24;
    private const int MostProfiles = 6;
    private const double LargestRatio = 100;

    // What everybody knows, to hold the best against.
    private static readonly string[] Yardsticks = ["none*none", "heavy-ball*none", "ema*second-moment"];

    /// <summary>The best mean places, and those of the yardsticks.</summary>
    public static ExperimentFigure Places(GridRanking ranking) => Intervals(
        "Mean place of the best combinations",
        "Mean place over problems",
        [.. Shown(ranking, MostPlaces).Select(combination => new FigureInterval(
            ranking.Search.Combinations[combination].Name, ranking.Mean(combination), ranking.Intervals[combination].Low, ranking.Intervals[combination].High))],
        (ranking.ByProblem.Length + 1) / 2.0,
        $"The {MostPlaces} best of {ranking.ByProblem.Length}, and {string.Join(", ", Yardsticks)}; bars are 95 % intervals over problems and seeds. The line is the mean of all places.");

    /// <summary>The main effects.</summary>
    public static ExperimentFigure Effects(GridEffects effects) => Intervals(
        "Main effects of the parts",
        "Places gained (left) or lost (right)",
        [
            .. effects.Memories.Select(memory => Over($"memory: {memory}", effects.OfMemory(memory))),
            .. effects.Scalings.Select(scaling => Over($"scaling: {scaling}", effects.OfScaling(scaling))),
            Over("order: scaling first, not memory", [.. effects.OfOrder(scalesFirst: true).Zip(effects.OfOrder(scalesFirst: false), (first, second) => first - second)]),
        ],
        0,
        "The mean place of all combinations with a part, less that of all combinations: left of the line is better. Bars are 95 % intervals over problems.");

    /// <summary>The shares of the variance.</summary>
    public static ExperimentFigure Shares(GridEffects effects) => Intervals(
        "What explains the differences in place",
        "Share of the variance within a problem",
        [.. effects.Parts.Select(part => Over(part.Part, part.Shares))],
        0,
        "Analysis of variance of the places, problem by problem; bars are 95 % intervals over problems. The first five add up to 1. The last says how much of that sum is due to the few seeds.");

    /// <summary>Performance profiles.</summary>
    public static ExperimentFigure Profiles(GridRanking ranking)
    {
        PerformanceProfile profile = PerformanceProfile.Of([.. ranking.Search.Cells.Select(cells => cells.SelectMany(cell => cell.Fresh).Select(run => run.Arrival).ToArray())]);
        double[] ratios = [.. Enumerable.Range(0, 201).Select(k => Math.Pow(LargestRatio, k / 200.0))];
        return new(
            "Performance profiles",
            new("Steps to a hundredth of the first gap, as a multiple of the fastest combination's", IsLogarithmic: true),
            new("Share of runs that are there"),
            [.. Shown(ranking, MostProfiles).Select(combination => new FigureCurve(
                ranking.Search.Combinations[combination].Name, ratios, [.. ratios.Select(ratio => profile.Share(combination, ratio))]))])
        {
            Caption = $"Dolan and Moré's profiles over all problems and fresh seeds, for the {MostProfiles} combinations with the best mean places and for {string.Join(", ", Yardsticks)}. At the left side stands how often a combination is the fastest of all, at the right side how often it arrives at all. Learning rates were tuned for the gap after the last step, not for this.",
        };
    }

    private static IEnumerable<int> Shown(GridRanking ranking, int most)
        => ranking.Order.Where((combination, place) => place < most || Yardsticks.Contains(ranking.Search.Combinations[combination].Name));

    private static FigureInterval Over(string name, double[] problems)
    {
        Difference mean = OverSeeds.PairedDifference(problems);
        return new(name, mean.Mean, mean.Low ?? double.NaN, mean.High ?? double.NaN);
    }

    private static ExperimentFigure Intervals(string title, string quantity, IReadOnlyList<FigureInterval> intervals, double reference, string caption)
        => new(title, [new FigurePanel(new(quantity), new("")) { Intervals = intervals, References = [new(reference, IsUpright: true)] }]) { Caption = caption };
}
