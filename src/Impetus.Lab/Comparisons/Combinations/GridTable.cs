using System.Globalization;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Statistics;

namespace Impetus.Lab.Comparisons.Combinations;

/// <summary>The table of places, and the test whether they are more than chance.</summary>
internal static class GridTable
{
    /// <summary>One row for each combination, the best mean place first.</summary>
    /// <param name="ranking">The places.</param>
    /// <param name="falling">Those with a rate that falls.</param>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows(GridRanking ranking, GridRanking falling)
        => [.. ranking.Order.Select(combination => Row(ranking, falling, combination))];

    /// <summary>Friedman's test over problems.</summary>
    public static Claim Differ(string text, GridRanking ranking)
    {
        int problems = ranking.Search.Problems.Count;
        (double chiSquare, double probability) = Ranks.Friedman([.. Enumerable.Range(0, problems).Select(problem => ranking.ByProblem.Select(own => own[problem]).ToArray())]);
        string evidence = string.Create(
            CultureInfo.InvariantCulture,
            $"{ranking.ByProblem.Length} combinations on {problems} problems: Friedman's χ² = {chiSquare:F1}, p {Decision.Probability(probability)} (form of Iman and Davenport)");
        return new(text, probability < Decision.Level ? Verdict.Holds : Verdict.Undecided, evidence) { Doubt = probability, Contrary = 1 };
    }

    private static Dictionary<string, object?> Row(GridRanking ranking, GridRanking falling, int index)
    {
        Combination combination = ranking.Search.Combinations[index];
        GridCell[] cells = ranking.Search.Cells[index];
        CombinationRun[] runs = [.. cells.SelectMany(cell => cell.Fresh)];
        return new()
        {
            ["optimizer"] = combination.Name,
            ["named"] = combination.Names.Count == 0 ? null : string.Join(", ", combination.Names),
            ["meanPlace"] = ranking.Mean(index),
            ["low"] = ranking.Intervals[index].Low,
            ["high"] = ranking.Intervals[index].High,
            ["placeMultimodal"] = ranking.Mean(index, ProblemFamily.Multimodal),
            ["placeConvex"] = ranking.Mean(index, ProblemFamily.Convex),
            ["placeNoisy"] = ranking.Mean(index, ProblemFamily.Noisy),
            ["placeNetworks"] = ranking.Mean(index, ProblemFamily.Network),
            ["placeFallingRate"] = falling.Mean(index),
            ["decades"] = -runs.Average(run => run.Score),
            ["shareOfRunsToOnePercent"] = runs.Average(run => double.IsFinite(run.Arrival) ? 1.0 : 0.0),
            ["ratesAtEdge"] = cells.Count(cell => cell.IsAtEdge),
        };
    }
}
