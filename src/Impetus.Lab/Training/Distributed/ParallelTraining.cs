using System.IO.Hashing;
using System.Runtime.InteropServices;
using Impetus.Distributed;
using Impetus.Lab.Tasks;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Training.Distributed;

/// <summary>
/// What a run does otherwise where several processes train it: each evaluates its part of a batch, and gradients become one. Everything
/// else they do alike.
/// </summary>
internal sealed class ParallelTraining : IDisposable
{
    private readonly IProcessGroup _processes;
    private readonly IDividedBatches _batches;
    private readonly GradientAverage _average;

    /// <summary>Makes a run ready.</summary>
    /// <param name="processes">The processes.</param>
    /// <param name="batchSize">Examples in a batch.</param>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="batches">The run's batches; from now on they are parts.</param>
    /// <exception cref="LabException">Batches of the task cannot be divided, or a layer of the model cannot do with a part.</exception>
    public ParallelTraining(IProcessGroup processes, int batchSize, nn.Module model, ParameterSet parameters, ITrainingBatches batches)
    {
        _processes = processes;
        _batches = batches as IDividedBatches ?? throw new LabException(
            "--data-parallel cannot divide the batches of this task: a batch of it is one whole. Train it in one process; compare shares out whole runs.").KnownToAll();
        if (batchSize < processes.Size)
        {
            throw new LabException($"{processes.Size} processes cannot divide batches of {batchSize}: start at most {batchSize}.").KnownToAll();
        }

        BatchPart part = BatchPart.Of(batchSize, processes.Rank, processes.Size);
        _batches.TakePart(part, processes);
        WholeBatchLayers.Prepare(model, processes, part);
        _average = GradientAverage.Of(parameters, processes);
    }

    /// <summary>The loss of a whole batch.</summary>
    /// <param name="part">The loss of this process's part.</param>
    /// <param name="batch">The batch's number.</param>
    public double Whole(double part, long batch) => _processes.Sum(_batches.ShareOf(batch) * part);

    /// <summary>Goes back from the loss of this process's part, and makes the gradients of all processes one.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="batch">The batch's number.</param>
    public void Differentiate(Tensor loss, long batch)
    {
        using (DisposeScope scope = NewDisposeScope())
        {
            loss.Times(_batches.ShareOf(batch)).backward();
        }

        _average.Run(share: 1);
    }

    /// <summary>Whether it holds in any process: what each sees at another time has to be seen by all at the same step.</summary>
    public bool Any(bool holds) => _processes.Any(holds);

    /// <summary>Makes sure that all processes have the same weights.</summary>
    /// <exception cref="LabException">They have not.</exception>
    public void RequireSame(ParameterArena arena)
    {
        double[] sums = _processes.Gather(XxHash32.HashToUInt32(MemoryMarshal.AsBytes<float>(arena.CopyValues<float>())));
        if (Array.FindIndex(sums, sum => sum != sums[0]) is > 0 and int other)
        {
            throw new LabException(
                $"Process {other} has other weights than process 0, though both took the same steps: the machines are of different kinds, or one has a defect. Train on machines of one kind.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _average.Dispose();
}
