using Impetus.Lab.Runs;

namespace Impetus.Lab.Experiments.Training;

/// <summary>What came out of one training run.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Steps">Steps taken.</param>
/// <param name="Final">The task's metric on the final part; null unless it finished.</param>
/// <param name="TrainLoss">Mean batch loss over the last tenth of the steps; null unless it finished.</param>
/// <param name="MsPerStep">Median time of a step in milliseconds; null without steps.</param>
/// <param name="OptimizerShare">Median share of the optimizer in a step's time (0 to 1); null without steps.</param>
/// <param name="Curve">The training curve.</param>
internal sealed record TrainingOutcome(
    RunStatus Status,
    long Steps,
    double? Final,
    double? TrainLoss,
    double? MsPerStep,
    double? OptimizerShare,
    IReadOnlyList<CurvePoint> Curve);
