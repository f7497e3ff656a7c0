namespace Impetus.Lab.Runs;

/// <summary>What a comparison found about one optimizer. Rows are ordered by the mean of the metric; diverged ones come last.</summary>
public sealed record ComparisonRow
{
    /// <summary>The optimizer as the user spelled it, for instance <c>adam-cm:capacity=20</c>.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The peak learning rate of the runs: the tuned one, or the given one without tuning.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The task's metric on the test set, over the seeds that finished.</summary>
    public required MeanAndDeviation Metric { get; init; }

    /// <summary>The same again under the name that scripts know, where the metric is an accuracy (0 to 1); else null.</summary>
    public MeanAndDeviation? TestAccuracy { get; init; }

    /// <summary>Final training loss (mean batch loss over the last tenth of the steps) over the seeds that finished.</summary>
    public required MeanAndDeviation TrainLoss { get; init; }

    /// <summary>Mean number of steps to the metric's target; null unless every finished seed reached it.</summary>
    public double? StepsToTarget { get; init; }

    /// <summary>Time of a training step in milliseconds: the median over the runs' medians.</summary>
    public double? MsPerStep { get; init; }

    /// <summary>Share of a step's time that the optimizer took (0 to 1): the median over the runs' medians.</summary>
    public double? OptimizerShare { get; init; }

    /// <summary>Diverged if any seed diverged, else stopped if any seed is missing, else finished.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Paired difference to the first row; null for the first row itself and for rows without a common seed.</summary>
    public Difference? DifferenceToBest { get; init; }

    /// <summary>The runs, by seed.</summary>
    public required IReadOnlyList<ComparisonRun> Runs { get; init; }
}
