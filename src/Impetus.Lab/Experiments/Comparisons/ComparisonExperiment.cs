using Impetus.Lab.Runs;

namespace Impetus.Lab.Experiments.Comparisons;

/// <summary>
/// Trains several optimizers on one task under the same conditions: equal tuning budgets, and per seed the same initial
/// weights and the same batches for every optimizer.
/// </summary>
public static class ComparisonExperiment
{
    /// <summary>Runs it. The run folder holds the result when this returns; writing a report is left to the caller.</summary>
    /// <param name="plan">What to compare.</param>
    /// <param name="observer">Watches the progress.</param>
    /// <param name="cancellation">Stops after the current step; everything finished before is in the result.</param>
    /// <returns>The result, with its curves. Its status is <see cref="RunStatus.Stopped"/> after a cancellation.</returns>
    /// <exception cref="LabException">Data or the run folder cannot be used, or the plan is out of range.</exception>
    public static Comparison Run(ComparisonPlan plan, IComparisonObserver observer, CancellationToken cancellation = default) =>
        throw new NotImplementedException();
}
