using Impetus.Lab.Runs;
using Impetus.Lab.Statistics;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Comparisons.Sweeps;

/// <summary>What a sweep found about one point of its grid.</summary>
public sealed record SweepRow
{
    /// <summary>The whole specification of the point.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The point: numbers, truth values and words under the keys of the grid.</summary>
    public required IReadOnlyDictionary<string, object> Options { get; init; }

    /// <summary>The task's metric on the whole validation part after the last step, over the seeds that finished.</summary>
    public required MeanAndDeviation Metric { get; init; }

    /// <summary>The same again, where the metric is an accuracy (0 to 1); else null.</summary>
    public MeanAndDeviation? ValidationAccuracy { get; init; }

    /// <summary>Final training loss (mean batch loss over the last tenth of the steps) over the seeds that finished.</summary>
    public required MeanAndDeviation TrainLoss { get; init; }

    /// <summary>Time of a training step in milliseconds: the median over the runs' medians.</summary>
    public double? MsPerStep { get; init; }

    /// <summary>Diverged if any seed diverged, else stopped if any seed is missing, else finished.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>What the instruments measured after the last step, by <c>INSTRUMENT/KEY</c>, over the seeds that finished; null without instruments.</summary>
    public IReadOnlyDictionary<string, MeanAndDeviation>? Instruments { get; init; }

    /// <summary>The runs, by seed.</summary>
    public required IReadOnlyList<SweepRun> Runs { get; init; }

    /// <summary>The row of a point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="runs">Its runs so far.</param>
    /// <param name="seeds">Runs that it should have.</param>
    /// <param name="metric">What the task is judged by.</param>
    internal static SweepRow Of(SweepPoint point, IReadOnlyList<SweepRun> runs, int seeds, Metric metric)
    {
        SweepRun[] finished = [.. runs.Where(run => run.Status == RunStatus.Finished)];
        MeanAndDeviation result = OverSeeds.MeanAndDeviation([.. finished.Select(run => run.Metric!.Value)]);
        return new SweepRow
        {
            Optimizer = point.Optimizer,
            Options = point.Options,
            Metric = result,
            ValidationAccuracy = metric.IsShare ? result : null,
            TrainLoss = OverSeeds.MeanAndDeviation([.. finished.Select(run => run.TrainLoss!.Value)]),
            MsPerStep = OverSeeds.Median(runs.Select(run => run.MsPerStep).OfType<double>()),
            Status = runs.Any(run => run.Status == RunStatus.Diverged) ? RunStatus.Diverged
                : finished.Length < seeds ? RunStatus.Stopped
                : RunStatus.Finished,
            Instruments = InstrumentSummary.Of(finished.Select(run => run.Instruments)),
            Runs = [.. runs],
        };
    }
}

/// <summary>One training run of a sweep.</summary>
/// <param name="Seed">The seed of the initial weights and of the data order.</param>
/// <param name="Status">How the run ended.</param>
/// <param name="Metric">The task's metric on the validation part; null unless the run finished.</param>
/// <param name="TrainLoss">Mean batch loss over the last tenth of the steps; null unless the run finished.</param>
/// <param name="MsPerStep">Median time of a training step in milliseconds.</param>
/// <param name="Steps">Steps taken.</param>
public sealed record SweepRun(int Seed, RunStatus Status, double? Metric, double? TrainLoss, double? MsPerStep, long Steps)
{
    /// <summary>What the instruments measured after the last step, by <c>INSTRUMENT/KEY</c>; null without instruments.</summary>
    public IReadOnlyDictionary<string, double?>? Instruments { get; init; }
}
