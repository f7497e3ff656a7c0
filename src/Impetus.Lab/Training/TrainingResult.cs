using System.ComponentModel.DataAnnotations;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Training;

/// <summary>How a training run ended: what <c>result.json</c> holds.</summary>
public sealed record TrainingResult
{
    /// <summary>The file in the run folder.</summary>
    public const string FileName = "result.json";

    /// <summary>The name of the task.</summary>
    public required string Task { get; init; }

    /// <summary>The scale of the budget.</summary>
    public required string Scale { get; init; }

    /// <summary>Parameters of the model that was trained; null in results of older versions.</summary>
    public long? Parameters { get; init; }

    /// <summary>The optimizer as its user spelled it.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The largest learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The seed.</summary>
    [Range(0.0, double.MaxValue)]
    public required int Seed { get; init; }

    /// <summary>What the passes through the network computed in.</summary>
    public Precision Precision { get; init; }

    /// <summary>How it ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Why it diverged; else null.</summary>
    public string? Trouble { get; init; }

    /// <summary>Steps taken.</summary>
    [Range(0.0, double.MaxValue)]
    public required long Steps { get; init; }

    /// <summary>Steps that were skipped because of a gradient that was not finite.</summary>
    [Range(0.0, double.MaxValue)]
    public required long SkippedSteps { get; init; }

    /// <summary>What the task is judged by.</summary>
    public required Metric Metric { get; init; }

    /// <summary>The metric on the test set after the last step; null unless the run finished.</summary>
    public double? Test { get; init; }

    /// <summary>Further measures on the test set, by name; null where the task has none.</summary>
    public IReadOnlyDictionary<string, double>? TestOthers { get; init; }

    /// <summary>The mean loss on the test set after the last step; null unless the run finished.</summary>
    public double? TestLoss { get; init; }

    /// <summary>Mean batch loss over the last tenth of the steps; null unless the run finished.</summary>
    public double? TrainLoss { get; init; }

    /// <summary>The best metric of the validation curve; null without one.</summary>
    public double? BestValidation { get; init; }

    /// <summary>The step after which the curve had it. Its checkpoint is kept, unless that is 0.</summary>
    public long? BestStep { get; init; }

    /// <summary>Steps to the first point of the validation curve that reached the metric's target; null if none did.</summary>
    public long? StepsToTarget { get; init; }

    /// <summary>Median time of a step in milliseconds, since the run last started.</summary>
    public double? MsPerStep { get; init; }

    /// <summary>Median share of a step's time that the optimizer took (0 to 1).</summary>
    public double? OptimizerShare { get; init; }

    /// <summary>Seconds of training, interruptions left out.</summary>
    [Range(0.0, double.MaxValue)]
    public required double Seconds { get; init; }

    /// <summary>The run folder.</summary>
    public required string RunFolder { get; init; }

    /// <summary>The trained weights and buffers; null unless the run finished.</summary>
    public string? Weights { get; init; }

    /// <summary>The checksum of that file, by which damage is noticed; null in results of older versions.</summary>
    public string? WeightsSha256 { get; init; }

    /// <summary>The folder with the trained model as others read it; null unless the run finished and others know such models.</summary>
    public string? Model { get; init; }

    /// <summary>The newest checkpoint; null if there is none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The machine and the software.</summary>
    public required RunEnvironment Environment { get; init; }

    /// <summary>Reads that of a run.</summary>
    /// <param name="folder">The run folder.</param>
    /// <exception cref="LabException">It is missing or damaged.</exception>
    internal static TrainingResult Read(string folder) =>
        TrainingJson.Read<TrainingResult>(Path.Combine(folder, FileName), $"delete it, and './impetus train --resume {folder}' makes it anew");

    /// <summary>The record as it stands in the file.</summary>
    public string ToJson() => TrainingJson.Text(this, TrainingJson.Default.TrainingResult).TrimEnd();
}
