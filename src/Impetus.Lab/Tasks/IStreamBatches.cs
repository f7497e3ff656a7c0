using static TorchSharp.torch;

namespace Impetus.Lab.Tasks;

/// <summary>
/// Batches of a stream of tasks, whose result arises along the way (online accuracy, learning accuracy) rather than at the
/// end. What it has counted so far is its <see cref="IRunState"/>, of whole batches where several processes share them out.
/// </summary>
public interface IStreamBatches : ITrainingBatches, IRunState
{
    /// <summary>Called after every step, with the model in training mode; leave it so.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The number of the batch that the step was for.</param>
    void StepTaken(nn.Module model, long batch);

    /// <summary>The result so far; takes the place of <see cref="ILoadedTask.Evaluate"/>.</summary>
    Evaluation Evaluate(nn.Module model, EvaluationPart part);
}
