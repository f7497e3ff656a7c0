using Impetus.Distributed;
using Impetus.Lab.Models.Language;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks.Language;

/// <summary>A recurrent state as numbers, so that checkpoints hold it and no tensor outlives its scope.</summary>
/// <param name="Layers">Recurrent layers.</param>
/// <param name="Streams">Pieces of text that are read side by side.</param>
/// <param name="Hidden">h (layer, stream, hidden), one behind the other.</param>
/// <param name="Cell">c in the same order.</param>
internal sealed record CarriedState(int Layers, int Streams, float[] Hidden, float[] Cell)
{
    private int Width => Hidden.Length / (Layers * Streams);

    /// <summary>The numbers of a state.</summary>
    public static CarriedState Of(RecurrentState state)
    {
        long[] shape = state.Hidden.shape;
        return new((int)shape[0], (int)shape[1], Numbers(state.Hidden), Numbers(state.Cell));
    }

    /// <summary>What <see cref="Save"/> has left under a name; null if nothing.</summary>
    public static CarriedState? Restore(IReadOnlyDictionary<string, double[]> saved, string name) =>
        saved.TryGetValue($"{name}/shape", out double[]? shape)
            ? new((int)shape[0], (int)shape[1], Narrow(saved[$"{name}/hidden"]), Narrow(saved[$"{name}/cell"]))
            : null;

    /// <summary>Adds it to what a checkpoint holds.</summary>
    public void Save(Dictionary<string, double[]> saved, string name)
    {
        saved[$"{name}/shape"] = [Layers, Streams, Width];
        saved[$"{name}/hidden"] = Array.ConvertAll(Hidden, static value => (double)value);
        saved[$"{name}/cell"] = Array.ConvertAll(Cell, static value => (double)value);
    }

    /// <summary>The state as tensors.</summary>
    public RecurrentState ToTensors() => new(
        TensorValues.Copy<float>(Hidden, Layers, Streams, Width), TensorValues.Copy<float>(Cell, Layers, Streams, Width));

    /// <summary>That of the streams that a process takes.</summary>
    public CarriedState Of(BatchPart part)
    {
        int start = part.Offset * Width, end = start + (part.Count * Width);
        return this with { Streams = part.Count, Hidden = Cut(Hidden), Cell = Cut(Cell) };

        float[] Cut(float[] whole) => [.. whole.Chunk(part.Total * Width).SelectMany(layer => layer[start..end])];
    }

    /// <summary>That of all streams, of which each process has its part.</summary>
    /// <param name="part">The part of this one.</param>
    /// <param name="processes">The processes; all call this.</param>
    public CarriedState Gather(BatchPart part, IProcessGroup processes)
    {
        int[] counts = [.. Enumerable.Range(0, processes.Size).Select(rank => BatchPart.Of(part.Total, rank, processes.Size).Count * Width)];
        return this with { Streams = part.Total, Hidden = Whole(Hidden), Cell = Whole(Cell) };

        float[] Whole(float[] own) => [.. own.Chunk(part.Count * Width).SelectMany(WholeLayer)];

        float[] WholeLayer(float[] own)
        {
            float[] all = new float[part.Total * Width];
            own.CopyTo(all, part.Offset * Width);
            processes.AllGather<float>(all, counts);
            return all;
        }
    }

    // With products in bfloat16 the state may be of that type.
    private static float[] Numbers(Tensor state) => state.to(ScalarType.Float32).ToArray<float>();

    private static float[] Narrow(double[] values) => Array.ConvertAll(values, static value => (float)value);
}
