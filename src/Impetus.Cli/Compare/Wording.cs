using System.Globalization;
using Impetus.Lab.Comparisons;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Cli.Compare;

/// <summary>How the quantities of a comparison are written for people.</summary>
internal static class Wording
{
    /// <summary>What stands where there is no number.</summary>
    public const string Nothing = "–";

    /// <summary>A share in percent.</summary>
    public static string Percent(double? share, int digits = 2)
        => share is { } value && double.IsFinite(value) ? (100 * value).ToString($"F{digits}", CultureInfo.InvariantCulture) + " %" : Nothing;

    /// <summary>A value of a metric: an accuracy in percent, anything else in five significant digits.</summary>
    public static string Value(Metric metric, double? value, int digits = 2)
        => metric.IsShare ? Percent(value, digits)
            : value is { } known && double.IsFinite(known) ? known.ToString("G5", CultureInfo.InvariantCulture)
            : Nothing;

    /// <summary>A mean with its standard deviation, the unit behind both.</summary>
    public static string Spread(MeanAndDeviation quantity, Func<double?, string> format) => quantity switch
    {
        { Mean: { } mean, Std: { } deviation } => $"{format(mean).Replace(" %", "", StringComparison.Ordinal)} ± {format(deviation)}",
        _ => format(quantity.Mean),
    };

    /// <summary>A loss.</summary>
    public static string Loss(double? loss) => loss is { } value ? value.ToString("F4", CultureInfo.InvariantCulture) : Nothing;

    /// <summary>A learning rate in as few digits as it has.</summary>
    public static string Rate(double rate) => rate.ToString("0.######", CultureInfo.InvariantCulture) is not "0" and var text
        ? text
        : rate.ToString("0.###e-0", CultureInfo.InvariantCulture);

    /// <summary>A number of things.</summary>
    /// <param name="count">How many.</param>
    /// <param name="thing">One of them; more take an s.</param>
    public static string Count(long count, string thing) => $"{count:N0} {thing}{(count == 1 ? "" : "s")}";

    /// <summary>A duration: minutes and seconds, from one hour on also hours.</summary>
    public static string Duration(TimeSpan time)
        => time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time:mm\\:ss}" : $"{(int)time.TotalMinutes}:{time:ss}";

    /// <summary>What a run is about: its optimizer, and what sets it apart. The one seed that a comparison tunes with is 0.</summary>
    public static string Describe(RunLabel run)
        => $"{(run.Tuning ? "tuning " : "")}{run.Setting ?? run.Optimizer}, learning rate {Rate(run.LearningRate)}{(run.Seed == 0 ? "" : $", seed {run.Seed}")}";

    /// <summary>How a run ended.</summary>
    public static string Describe(RunStatus status, bool tuning, Metric metric, double? value) => status switch
    {
        RunStatus.Finished => $"{(tuning ? "validation" : "test")} {metric.Name} {Value(metric, value)}",
        RunStatus.Diverged => "diverged",
        _ => "stopped",
    };

    /// <summary>What is going to happen.</summary>
    public static string Describe(ComparisonOverview overview)
        => $"{Count(overview.Optimizers.Count, "optimizer")}, {Count(overview.Seeds, "seed")} each, {Count(overview.Budget.Steps, "step")} of {Count(overview.Budget.BatchSize, "example")}"
            + $"{(overview.Budget.TuningSteps > 0 ? $", after tuning of the learning rates ({Count(overview.Budget.TuningSteps, "step")} each)" : "")}"
            + $", {(overview.SideBySide > 1 ? $"{overview.SideBySide} runs side by side, each " : "")}on {Count(overview.Environment.Threads, "thread")}, libtorch {overview.Environment.Torch}";
}
