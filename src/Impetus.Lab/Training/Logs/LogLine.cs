namespace Impetus.Lab.Training.Logs;

/// <summary>One line of a run's log. But for <see cref="Time"/> and <see cref="Seconds"/>, it depends on the configuration alone.</summary>
public sealed record LogLine
{
    /// <summary>Steps taken so far.</summary>
    public required long Step { get; init; }

    /// <summary>Passes over the training part so far; fractional.</summary>
    public required double Epoch { get; init; }

    /// <summary>When the line was written.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Seconds that the run has taken so far, without interruptions.</summary>
    public required double Seconds { get; init; }

    /// <summary>The learning rate of the last step; before the first, that of the first.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Mean batch loss since the line before; null at step 0, beside measurements between two points, and where no loss was finite.</summary>
    public double? TrainLoss { get; init; }

    /// <summary>Mean loss on the fixed validation part; null where it was not evaluated or is not finite.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The task's metric on the fixed validation part; null where it was not evaluated or is not finite.</summary>
    public double? ValidationMetric { get; init; }

    /// <summary>Steps that were skipped so far, because of a gradient that was not finite.</summary>
    public long SkippedSteps { get; init; }

    /// <summary>What the instruments measured: <c>INSTRUMENT/KEY</c>; null where a value is not finite.</summary>
    public IReadOnlyDictionary<string, double?>? Instruments { get; init; }
}
