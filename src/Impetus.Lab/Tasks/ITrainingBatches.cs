using static TorchSharp.torch;

namespace Impetus.Lab.Tasks;

/// <summary>The training data of one run, in its order.</summary>
public interface ITrainingBatches : IDisposable
{
    /// <summary>
    /// The loss of a batch, as a scalar that gradients flow back from. A pure function of the seed, the batch's number and
    /// the model: order, augmentation and masks follow from seed, epoch and example, so that a run can go on anywhere.
    /// Random operators of the model are seeded by the training loop before every step.
    /// </summary>
    /// <param name="model">The model, in training mode.</param>
    /// <param name="batch">The batch's number since the start of training, from 0.</param>
    /// <remarks>A loader may run ahead on another thread. It never changes what a batch is.</remarks>
    Tensor Loss(nn.Module model, long batch);
}
