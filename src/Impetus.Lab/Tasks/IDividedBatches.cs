using Impetus.Distributed;

namespace Impetus.Lab.Tasks;

/// <summary>Batches that several processes can share out among each other: each takes the loss of its part.</summary>
public interface IDividedBatches : ITrainingBatches
{
    /// <summary>From now on <see cref="ITrainingBatches.Loss"/> is that of a part of each batch: the mean over what is counted in it, 0 where nothing is.</summary>
    /// <param name="part">The part, of at least one example. Together the parts are the batch that one process would have.</param>
    /// <param name="processes">
    /// The processes that have the parts. Batches that carry something along, or count over whole batches, ask them; all processes make the same
    /// calls, also those of <see cref="IRunState.Save"/> and <see cref="IStreamBatches"/>.
    /// </param>
    void TakePart(BatchPart part, IProcessGroup processes);

    /// <summary>How much of what a batch counts, examples or tokens, is in the part that was taken: from 0 to 1.</summary>
    /// <param name="batch">The batch's number since the start of training, from 0.</param>
    double ShareOf(long batch);
}
