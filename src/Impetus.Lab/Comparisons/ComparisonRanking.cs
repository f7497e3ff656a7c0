using Impetus.Lab.Runs;
using Impetus.Lab.Statistics;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Comparisons;

/// <summary>Turns runs into ordered rows. Pure.</summary>
internal static class ComparisonRanking
{
    /// <summary>One row per optimizer: the best mean metric first, then those without a result, diverged ones last.</summary>
    /// <param name="entries">Optimizers with their runs, in the order in which they were asked for.</param>
    /// <param name="seeds">Runs that each should have.</param>
    /// <param name="metric">What the task is judged by.</param>
    public static IReadOnlyList<ComparisonRow> Rank(
        IEnumerable<(PlannedOptimizer Optimizer, IReadOnlyList<ComparisonRun> Runs)> entries, int seeds, Metric metric)
    {
        ComparisonRow[] rows =
        [
            .. entries.Select(entry => Row(entry.Optimizer, entry.Runs, seeds, metric))
                .OrderBy(row => row.Status == RunStatus.Diverged)
                .ThenByDescending(row => row.Metric.Mean is { } mean ? metric.Score(mean) : double.NegativeInfinity),
        ];
        return [.. rows.Select((row, place) => place == 0 ? row : row with { DifferenceToBest = DifferenceToBest(row, rows[0]) })];
    }

    private static ComparisonRow Row(PlannedOptimizer optimizer, IReadOnlyList<ComparisonRun> runs, int seeds, Metric metric)
    {
        ComparisonRun[] finished = [.. runs.Where(run => run.Status == RunStatus.Finished)];
        MeanAndDeviation result = OverSeeds.MeanAndDeviation([.. finished.Select(run => run.Metric!.Value)]);
        return new ComparisonRow
        {
            Optimizer = optimizer.Text,
            LearningRate = optimizer.LearningRate,
            Trained = optimizer.Trained == optimizer.Text ? null : optimizer.Trained,
            Metric = result,
            TestAccuracy = metric.IsShare ? result : null,
            TrainLoss = OverSeeds.MeanAndDeviation([.. finished.Select(run => run.TrainLoss!.Value)]),
            StepsToTarget = finished.Length > 0 && finished.All(run => run.StepsToTarget is not null)
                ? finished.Average(run => run.StepsToTarget!.Value)
                : null,
            MsPerStep = OverSeeds.Median(runs.Select(run => run.MsPerStep).OfType<double>()),
            OptimizerShare = OverSeeds.Median(runs.Select(run => run.OptimizerShare).OfType<double>()),
            Status = runs.Any(run => run.Status == RunStatus.Diverged) ? RunStatus.Diverged
                : finished.Length < seeds ? RunStatus.Stopped
                : RunStatus.Finished,
            Runs = runs,
            Instruments = InstrumentSummary.Of(finished.Select(run => run.Instruments)),
        };
    }

    private static Difference? DifferenceToBest(ComparisonRow row, ComparisonRow best)
    {
        double[] differences =
        [
            .. from run in row.Runs
               join other in best.Runs on run.Seed equals other.Seed
               where run.Metric is not null && other.Metric is not null
               select run.Metric!.Value - other.Metric!.Value,
        ];
        return differences.Length == 0 ? null : OverSeeds.PairedDifference(differences);
    }
}
