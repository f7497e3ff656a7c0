namespace Impetus.Lab.Runs;

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
    double LearningRate);
