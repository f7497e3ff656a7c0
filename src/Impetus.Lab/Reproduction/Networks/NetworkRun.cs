using System.ComponentModel.DataAnnotations;
using Impetus.Lab.Runs;

namespace Impetus.Lab.Reproduction.Networks;

/// <summary>A training run that has ended, as it is kept.</summary>
internal sealed record NetworkRun
{
    /// <summary>What it depended on.</summary>
    public required RunConfiguration Configuration { get; init; }

    /// <summary>How it ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Why it diverged; else null.</summary>
    public string? Trouble { get; init; }

    /// <summary>The metric on the final part; null unless it finished.</summary>
    public double? Metric { get; init; }

    /// <summary>The mean loss on the final part; null unless it finished.</summary>
    public double? Loss { get; init; }

    /// <summary>The mean batch loss over the last tenth of the steps; null unless it finished.</summary>
    public double? TrainLoss { get; init; }

    /// <summary>The best metric of the validation curve; null without one.</summary>
    public double? BestMetric { get; init; }

    /// <summary>The validation curve.</summary>
    public IReadOnlyList<CurvePoint> Curve { get; init; } = [];

    /// <summary>What the instruments measured.</summary>
    public IReadOnlyList<TracePoint> Traces { get; init; } = [];

    /// <summary>Seconds of the run.</summary>
    [Range(0.0, double.MaxValue)]
    public required double Seconds { get; init; }

    /// <summary>The version of Impetus that made it.</summary>
    public required string Version { get; init; }
}

/// <summary>What the instruments measured after a step.</summary>
/// <param name="Step">Steps taken.</param>
/// <param name="Values">Values by <c>INSTRUMENT/KEY</c>; null where one is not finite.</param>
internal sealed record TracePoint(long Step, IReadOnlyDictionary<string, double?> Values);
