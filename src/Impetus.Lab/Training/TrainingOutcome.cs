using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Training;

/// <summary>What came out of one training run.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Steps">Steps taken.</param>
/// <param name="Final">The evaluation on the final part; null unless it finished.</param>
/// <param name="TrainLoss">Mean batch loss over the last tenth of the steps; null unless it finished.</param>
/// <param name="StepsToTarget">Steps to the first point of the validation curve that reached the target; null if none did.</param>
/// <param name="MsPerStep">Median time of a step in milliseconds; null without steps.</param>
/// <param name="OptimizerShare">Median share of the optimizer in a step's time (0 to 1); null without steps.</param>
/// <param name="Trouble">What ended a run that diverged; else null.</param>
internal sealed record TrainingOutcome(
    RunStatus Status,
    long Steps,
    Evaluation? Final,
    double? TrainLoss,
    long? StepsToTarget,
    double? MsPerStep,
    double? OptimizerShare,
    string? Trouble)
{
    /// <summary>The best metric of the validation curve; null without one.</summary>
    public double? Best { get; init; }
}
