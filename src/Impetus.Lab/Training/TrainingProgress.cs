using System.ComponentModel.DataAnnotations;

namespace Impetus.Lab.Training;

/// <summary>What a run has come to, in numbers: with weights, buffers and the optimizer's state all that it needs to go on.</summary>
internal sealed record TrainingProgress
{
    /// <summary>Steps taken. The next batch has this number.</summary>
    [Range(0.0, double.MaxValue)]
    public long Step { get; set; }

    /// <summary>Whether the curve has its point before the first step.</summary>
    public bool HasStarted { get; set; }

    /// <summary>Sum of the finite losses since the last point of the curve.</summary>
    public double LossSum { get; set; }

    /// <summary>How many they are.</summary>
    [Range(0.0, double.MaxValue)]
    public long LossCount { get; set; }

    /// <summary>Sum of the finite losses over the last tenth of the steps.</summary>
    public double FinalLossSum { get; set; }

    /// <summary>How many they are.</summary>
    [Range(0.0, double.MaxValue)]
    public long FinalLossCount { get; set; }

    /// <summary>The metric at the last point of the validation curve.</summary>
    public double? Metric { get; set; }

    /// <summary>The best metric of the validation curve.</summary>
    public double? BestMetric { get; set; }

    /// <summary>The first step after which the curve had it.</summary>
    [Range(0.0, double.MaxValue)]
    public long? BestStep { get; set; }

    /// <summary>The first step after which the curve had reached the metric's target.</summary>
    [Range(0.0, double.MaxValue)]
    public long? StepsToTarget { get; set; }

    /// <summary>What a learning rate that follows the metric remembers; null for all others.</summary>
    public PlateauState? Plateau { get; set; }
}
