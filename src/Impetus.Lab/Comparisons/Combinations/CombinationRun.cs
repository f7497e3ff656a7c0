using Impetus.Lab.Data;
using Impetus.Lab.Problems;

namespace Impetus.Lab.Comparisons.Combinations;

/// <summary>What a run of a combination has reached.</summary>
/// <param name="Score">
/// The decades between the first gap to the minimum and the last, below 0 for progress. What is more than
/// <see cref="MostDecades"/> counts as solved, and what ends more than a decade above the start, or nowhere, counts as lost.
/// </param>
/// <param name="Arrival">After how many steps the gap was a hundredth of the first one; infinite if never.</param>
internal readonly record struct CombinationRun(double Score, double Arrival)
{
    /// <summary>From here on rounding would decide.</summary>
    public const double MostDecades = 10;

    private const double Hundredth = 0.01;

    /// <summary>Runs a combination.</summary>
    /// <param name="problem">On what.</param>
    /// <param name="optimizer">With its learning rate.</param>
    /// <param name="budget">For how long, and with what schedule.</param>
    /// <param name="seed">Where random numbers start.</param>
    /// <param name="number">The number of the run: runs of the same number share start and noise.</param>
    /// <param name="observes">Whether the arrival is wanted, which takes the value after every step.</param>
    public static CombinationRun Of(GridProblem problem, OptimizerSpecification optimizer, GridBudget budget, ulong seed, ulong number, bool observes)
    {
        DeterministicRandom random = DeterministicRandom.For(seed, number);
        double[] start = problem.Start(ref random);
        double first = problem.Gap(start), arrival = double.PositiveInfinity;
        double[] end = new ProblemRun(problem.Problem, optimizer, start, budget.Steps)
        {
            RateFactor = budget.Falls ? Schedules.Cosine(1, 0, budget.Steps) : null,
            NoiseSeed = random.NextBits(),
            Observe = !observes ? null : (step, point, _) => arrival = double.IsInfinity(arrival) && problem.Gap(point) <= Hundredth * first ? Math.Max(step, 1) : arrival,
        }.Train();
        double last = problem.Gap(end);
        double score = double.IsFinite(last) ? Math.Clamp(Math.Log10(last / first), -MostDecades, 1) : 1;
        return new(score, arrival);
    }
}
