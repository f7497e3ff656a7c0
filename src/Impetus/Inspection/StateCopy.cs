using Impetus.Checkpoints;
using Impetus.Kernels;

namespace Impetus.Inspection;

/// <summary>An array of state as it was at some time.</summary>
internal sealed unsafe class StateCopy : IDisposable
{
    private const int ChunkBytes = 1 << 20;

    private NativeBuffer<byte>?[] _tensors = [];

    /// <summary>Keeps the array as it is.</summary>
    public void Take(IReadOnlyList<StateTensor> tensors)
    {
        Array.Resize(ref _tensors, tensors.Count);
        for (int index = 0; index < tensors.Count; index++)
        {
            long bytes = tensors[index].ByteCount;
            byte* own = (_tensors[index] ??= new((nint)bytes)).Start;
            for (long offset = 0; offset < bytes; offset += ChunkBytes)
            {
                tensors[index].Read(offset, new Span<byte>(own + offset, (int)Math.Min(ChunkBytes, bytes - offset)));
            }
        }
    }

    /// <summary>Where the copy for a parameter lies; null if there is none.</summary>
    public void* StartOf(int parameter) => parameter < _tensors.Length ? _tensors[parameter]!.Start : null;

    public void Dispose() => Array.ForEach(_tensors, tensor => tensor?.Dispose());
}
