using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Impetus.Lab.Runs;

/// <summary>One training run of a comparison: one optimizer, one seed, the whole budget.</summary>
public sealed record ComparisonRun
{
    /// <summary>The seed of the initial weights and of the data order.</summary>
    [Range(0.0, double.MaxValue)]
    public required int Seed { get; init; }

    /// <summary>How the run ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The task's metric on the test set; null unless the run finished.</summary>
    public double? Metric { get; init; }

    /// <summary>Mean batch loss over the last tenth of the steps; null unless the run finished.</summary>
    public double? TrainLoss { get; init; }

    /// <summary>Steps to the first evaluation that reached the metric's target; null if none did.</summary>
    [Range(0.0, double.MaxValue)]
    public long? StepsToTarget { get; init; }

    /// <summary>Median time of a training step in milliseconds.</summary>
    [Range(0.0, double.MaxValue)]
    public double? MsPerStep { get; init; }

    /// <summary>Median share of a step's time that the optimizer took (0 to 1).</summary>
    public double? OptimizerShare { get; init; }

    /// <summary>Steps taken.</summary>
    [Range(0.0, double.MaxValue)]
    public required long Steps { get; init; }

    /// <summary>What the instruments measured after the last step, by <c>INSTRUMENT/KEY</c>; the curve has all measurements. Null without instruments.</summary>
    public IReadOnlyDictionary<string, double?>? Instruments { get; init; }

    /// <summary>Path of the curve file (JSON lines of <see cref="CurvePoint"/>), relative to the run folder.</summary>
    public required string CurveFile { get; init; }

    /// <summary>The curve itself: in the file, not in the result's JSON. Filled by <see cref="RunFolder.Read"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<CurvePoint> Curve { get; init; } = [];
}
