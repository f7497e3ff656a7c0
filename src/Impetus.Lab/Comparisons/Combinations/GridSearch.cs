using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Comparisons.Combinations;

/// <summary>Every combination on every problem: tuned on some seeds, judged on others.</summary>
/// <param name="Combinations">The combinations.</param>
/// <param name="Problems">The problems.</param>
/// <param name="Cells">For each combination, its cell for each problem.</param>
internal sealed record GridSearch(IReadOnlyList<Combination> Combinations, IReadOnlyList<GridProblem> Problems, GridCell[][] Cells)
{
    private const ulong FirstFreshStart = 1_000_000;

    /// <summary>Searches.</summary>
    /// <param name="settings">How to use the machine, and from which seed.</param>
    /// <param name="combinations">The combinations.</param>
    /// <param name="problems">The problems.</param>
    /// <param name="budget">What each combination may spend on each problem.</param>
    public static GridSearch Run(ExperimentSettings settings, IReadOnlyList<Combination> combinations, IReadOnlyList<GridProblem> problems, GridBudget budget)
    {
        // By problem first: neighbours in time then take about as long as each other.
        GridCell[] cells = settings.Map(problems.Count * combinations.Count, index =>
            Cell(combinations[index % combinations.Count], problems[index / combinations.Count], budget, settings.Seed));
        return new(combinations, problems, [.. Enumerable.Range(0, combinations.Count).Select(c => Enumerable.Range(0, problems.Count).Select(p => cells[(p * combinations.Count) + c]).ToArray())]);
    }

    private static GridCell Cell(Combination combination, GridProblem problem, GridBudget budget, ulong seed)
    {
        double[] tuning = [.. budget.Rates.Select(combination.With).Select(optimizer => Enumerable.Range(0, budget.TuningSeeds)
            .Average(number => CombinationRun.Of(problem, optimizer, budget, seed, (ulong)number, observes: false).Score))];
        int best = Array.IndexOf(tuning, tuning.Min());
        OptimizerSpecification chosen = combination.With(budget.Rates[best]);
        return new(
            budget.Rates[best],
            best == 0 || best == budget.Rates.Count - 1,
            tuning[best],
            [.. Enumerable.Range(0, budget.FreshSeeds).Select(number => CombinationRun.Of(problem, chosen, budget, seed, FirstFreshStart + (ulong)number, observes: true))]);
    }
}

/// <summary>What each combination may spend on each problem.</summary>
/// <param name="Rates">The learning rates to try.</param>
/// <param name="TuningSeeds">Over how many seeds each rate is judged.</param>
/// <param name="FreshSeeds">Over how many others the best rate is.</param>
/// <param name="Steps">The steps of a run; each evaluates the gradient once.</param>
/// <param name="Falls">Whether the rate falls to 0 along a cosine; else it is constant.</param>
internal sealed record GridBudget(IReadOnlyList<double> Rates, int TuningSeeds, int FreshSeeds, int Steps, bool Falls);

/// <summary>A combination on a problem.</summary>
/// <param name="Rate">The learning rate with the lowest mean score over the seeds of the tuning.</param>
/// <param name="IsAtEdge">Whether it is the smallest or the largest that was tried.</param>
/// <param name="TunedScore">That mean score.</param>
/// <param name="Fresh">The runs on fresh seeds.</param>
internal sealed record GridCell(double Rate, bool IsAtEdge, double TunedScore, CombinationRun[] Fresh);
