using Impetus.Distributed;
using Impetus.Lab.Models.Language;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks.Language;

/// <summary>
/// Batches of a text in order. A batch starts from the state after the one before it, as the first evaluation of that batch
/// left it: wrappers that evaluate a batch again, at other weights, do not change what follows. A batch out of order starts
/// from zeros and changes nothing. A process that takes a part reads the same streams in every batch, and carries their state.
/// </summary>
/// <param name="streams">The text.</param>
internal sealed class CarriedStateBatches(TextStreams streams) : IDividedBatches, IRunState
{
    private long _batch = -1;
    private CarriedState? _before;
    private CarriedState? _after;
    private BatchPart _part = BatchPart.Of(streams.Streams, 0, 1);
    private IProcessGroup? _processes;

    /// <inheritdoc/>
    public void TakePart(BatchPart part, IProcessGroup processes) => (_part, _processes) = (part, processes);

    /// <inheritdoc/>
    public double ShareOf(long batch) => (double)_part.Count / _part.Total;

    /// <inheritdoc/>
    public Tensor Loss(nn.Module model, long batch)
    {
        LstmLanguageModel recurrent = (LstmLanguageModel)model;
        bool isNext = batch == _batch + 1;
        if (isNext)
        {
            (_batch, _before, _after) = (batch, batch % streams.Count == 0 ? null : _after, null);
        }

        RecurrentState start = (batch == _batch ? _before?.ToTensors() : null) ?? recurrent.ZeroState(_part.Count);
        (Tensor input, Tensor labels) = streams.At((int)(batch % streams.Count), _part);
        (Tensor scores, RecurrentState end) = recurrent.call(input, start);
        if (isNext)
        {
            _after = CarriedState.Of(end);
        }

        return nn.functional.cross_entropy(scores.reshape(labels.numel(), -1), labels);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double[]> Save()
    {
        Dictionary<string, double[]> saved = new() { ["batch"] = [_batch] };
        Whole(_before)?.Save(saved, "before");
        Whole(_after)?.Save(saved, "after");
        return saved;
    }

    /// <inheritdoc/>
    public void Restore(IReadOnlyDictionary<string, double[]> saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        (_batch, _before, _after) = ((long)saved["batch"][0], Own("before"), Own("after"));

        CarriedState? Own(string name) => CarriedState.Restore(saved, name)?.Of(_part);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private CarriedState? Whole(CarriedState? own) => _processes is null ? own : own?.Gather(_part, _processes);
}
