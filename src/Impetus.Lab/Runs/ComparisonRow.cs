using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Impetus.Lab.Runs;

/// <summary>What a comparison found about one optimizer. Rows are ordered by the mean of the metric; diverged ones come last.</summary>
public sealed record ComparisonRow
{
    /// <summary>The optimizer as the user spelled it, for instance <c>adam-cm:capacity=20</c>.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The peak learning rate of the runs: the tuned one, or the given one without tuning.</summary>
    [Range(0.0, double.MaxValue)]
    public required double LearningRate { get; init; }

    /// <summary>The specification that the runs trained where tuning has chosen more than the rate; else null.</summary>
    public string? Trained { get; init; }

    /// <summary>The task's metric on the test set, over the seeds that finished.</summary>
    public required MeanAndDeviation Metric { get; init; }

    /// <summary>The same again under the name that scripts know, where the metric is an accuracy (0 to 1); else null.</summary>
    public MeanAndDeviation? TestAccuracy { get; init; }

    /// <summary>Final training loss (mean batch loss over the last tenth of the steps) over the seeds that finished.</summary>
    public required MeanAndDeviation TrainLoss { get; init; }

    /// <summary>Mean number of steps to the metric's target; null unless every finished seed reached it.</summary>
    [Range(0.0, double.MaxValue)]
    public double? StepsToTarget { get; init; }

    /// <summary>Time of a training step in milliseconds: the median over the runs' medians.</summary>
    [Range(0.0, double.MaxValue)]
    public double? MsPerStep { get; init; }

    /// <summary>Share of a step's time that the optimizer took (0 to 1): the median over the runs' medians.</summary>
    public double? OptimizerShare { get; init; }

    /// <summary>Diverged if any seed diverged, else stopped if any seed is missing, else finished.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Paired difference to the first row; null for the first row itself and for rows without a common seed.</summary>
    public Difference? DifferenceToBest { get; init; }

    /// <summary>What the instruments measured after the last step, by <c>INSTRUMENT/KEY</c>, over the seeds that finished; null without instruments.</summary>
    public IReadOnlyDictionary<string, MeanAndDeviation>? Instruments { get; init; }

    /// <summary>The runs, by seed.</summary>
    public required IReadOnlyList<ComparisonRun> Runs { get; init; }
}

/// <summary>A quantity over seeds.</summary>
/// <param name="Mean">The arithmetic mean, or null when no run produced the quantity.</param>
/// <param name="Std">
/// The sample standard deviation (divisor n − 1), or null for fewer than two runs: one run says nothing about the spread.
/// </param>
public sealed record MeanAndDeviation(double? Mean, double? Std);

/// <summary>
/// How far the metric of a row lies from that of the best row, paired over the seeds that both finished.
/// An interval that contains zero means that the seeds do not tell the two apart.
/// </summary>
/// <param name="Mean">Mean over seeds of (this row − best row), in units of the metric; negative is worse only where higher is better.</param>
/// <param name="Low">Lower end of the confidence interval, or null for fewer than two pairs.</param>
/// <param name="High">Upper end of the confidence interval, or null for fewer than two pairs.</param>
/// <param name="Confidence">The probability that the interval was built for, for instance 0.95.</param>
public sealed record Difference(double Mean, double? Low, double? High, double Confidence);

/// <summary>How the learning rate of one optimizer was chosen.</summary>
public sealed record TuningRow
{
    /// <summary>The optimizer as the user spelled it.</summary>
    public required string Optimizer { get; init; }

    /// <summary>What was tried: rates in ascending order, or points of the search space, the defaults first.</summary>
    public required IReadOnlyList<TuningCandidate> Candidates { get; init; }

    /// <summary>The rate with the best validation result; the smallest if no candidate finished.</summary>
    public required double Chosen { get; init; }

    /// <summary>The specification with the best validation result where more than the rate was tried and other options than the given ones were best; else null.</summary>
    public string? ChosenOptimizer { get; init; }
}

/// <summary>One learning rate that was tried, perhaps with other options.</summary>
/// <param name="LearningRate">The peak rate of the schedule.</param>
/// <param name="ValidationMetric">The task's metric on the whole validation set after the tuning budget; null unless the run finished.</param>
/// <param name="Status">How the run ended.</param>
public sealed record TuningCandidate(double LearningRate, double? ValidationMetric, RunStatus Status)
{
    /// <summary>The specification that was tried, where it is another than the one that is tuned; else null.</summary>
    public string? Optimizer { get; init; }

    /// <summary>Steps of the run where halving gave it fewer than the whole budget of tuning; else null.</summary>
    public long? Steps { get; init; }
}

/// <summary>One point of the training curves of a run.</summary>
/// <param name="Step">Optimizer steps taken so far.</param>
/// <param name="Epoch">Passes over the training set so far; fractional.</param>
/// <param name="TrainLoss">Mean batch loss since the previous point; null at step 0 and where it is not finite.</param>
/// <param name="ValidationMetric">The task's metric on the fixed validation part; null where only the training loss was recorded.</param>
/// <param name="ValidationLoss">Mean loss on the fixed validation part; null where it was not evaluated or is not finite.</param>
/// <param name="LearningRate">The learning rate of the last step; before the first, that of the first.</param>
public sealed record CurvePoint(
    long Step,
    double Epoch,
    double? TrainLoss,
    double? ValidationMetric,
    double? ValidationLoss,
    double LearningRate)
{
    /// <summary>What the instruments measured, by <c>INSTRUMENT/KEY</c>, null where it is not finite; null where nothing was measured.</summary>
    public IReadOnlyDictionary<string, double?>? Instruments { get; init; }
}

/// <summary>How a training run, a row of a comparison or a whole comparison ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
public enum RunStatus
{
    /// <summary>The whole budget was spent and every loss was finite.</summary>
    [JsonStringEnumMemberName("finished")]
    Finished,

    /// <summary>A loss became infinite or not a number; nothing after that step was trained.</summary>
    [JsonStringEnumMemberName("diverged")]
    Diverged,

    /// <summary>The user stopped it; what was finished before that is kept.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped,
}
