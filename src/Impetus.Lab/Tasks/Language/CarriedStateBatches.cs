using Impetus.Lab.Models.Language;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks.Language;

/// <summary>
/// Batches of a text in order. A batch starts from the state after the one before it, as the first evaluation of that batch
/// left it: wrappers that evaluate a batch again, at other weights, do not change what follows. A batch out of order starts
/// from zeros and changes nothing.
/// </summary>
/// <param name="streams">The text.</param>
internal sealed class CarriedStateBatches(TextStreams streams) : ITrainingBatches, IRunState
{
    // States as numbers, so that checkpoints hold them and no tensor outlives its scope.
    private long _batch = -1;
    private State? _before;
    private State? _after;

    /// <inheritdoc/>
    public Tensor Loss(nn.Module model, long batch)
    {
        LstmLanguageModel recurrent = (LstmLanguageModel)model;
        bool isNext = batch == _batch + 1;
        if (isNext)
        {
            (_batch, _before, _after) = (batch, batch % streams.Count == 0 ? null : _after, null);
        }

        RecurrentState start = (batch == _batch ? _before?.ToTensors() : null) ?? recurrent.ZeroState(streams.Streams);
        (Tensor input, Tensor labels) = streams.At((int)(batch % streams.Count));
        (Tensor scores, RecurrentState end) = recurrent.call(input, start);
        if (isNext)
        {
            _after = State.Of(end);
        }

        return nn.functional.cross_entropy(scores.reshape(labels.numel(), -1), labels);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double[]> Save()
    {
        Dictionary<string, double[]> saved = new() { ["batch"] = [_batch] };
        _before?.Save(saved, "before");
        _after?.Save(saved, "after");
        return saved;
    }

    /// <inheritdoc/>
    public void Restore(IReadOnlyDictionary<string, double[]> saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        (_batch, _before, _after) = ((long)saved["batch"][0], State.Restore(saved, "before"), State.Restore(saved, "after"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed record State(long[] Shape, float[] Hidden, float[] Cell)
    {
        public static State Of(RecurrentState state) => new(state.Hidden.shape, Numbers(state.Hidden), Numbers(state.Cell));

        public static State? Restore(IReadOnlyDictionary<string, double[]> saved, string name) =>
            saved.TryGetValue($"{name}/shape", out double[]? shape)
                ? new(Array.ConvertAll(shape, static length => (long)length), Narrow(saved[$"{name}/hidden"]), Narrow(saved[$"{name}/cell"]))
                : null;

        public RecurrentState ToTensors() => new(TensorValues.Copy<float>(Hidden, Shape), TensorValues.Copy<float>(Cell, Shape));

        public void Save(Dictionary<string, double[]> saved, string name)
        {
            saved[$"{name}/shape"] = Array.ConvertAll(Shape, static length => (double)length);
            saved[$"{name}/hidden"] = Array.ConvertAll(Hidden, static value => (double)value);
            saved[$"{name}/cell"] = Array.ConvertAll(Cell, static value => (double)value);
        }

        // With products in bfloat16 the state may be of that type.
        private static float[] Numbers(Tensor state) => state.to(ScalarType.Float32).ToArray<float>();

        private static float[] Narrow(double[] values) => Array.ConvertAll(values, static value => (float)value);
    }
}
