using Impetus.Kernels;
using Impetus.Lab.Benchmarks;

namespace Impetus.Benchmarks;

/// <summary>A loop in C with AVX-512 intrinsics over one long tensor: in chunks, which threads share.</summary>
internal sealed unsafe class CompiledLoop : IYardstick
{
    private const int ChunkLength = 128 * 1024;

    private readonly LoopRule _rule;
    private readonly Chunks _chunks;
    private readonly WorkerPool? _pool;
    private readonly NativeBuffer<float>[] _arrays;
    private readonly Action<int> _moveChunk;

    public CompiledLoop(LoopRule rule, long elements, int threads)
    {
        _rule = rule;
        nint length = (nint)((elements + 15) / 16 * 16);
        _chunks = new Chunks(length, ChunkLength);
        _pool = WorkerPool.ForWork(elements, threads);
        _arrays = [.. Enumerable.Range(0, rule == LoopRule.AdamW ? 4 : 3).Select(array => new NativeBuffer<float>(length, array))];
        _arrays[0].Span.Fill(1);
        _arrays[1].Span.Fill(0.01f);
        _moveChunk = MoveChunk;
    }

    /// <summary>Whether the library was built; see bench/peers/build.</summary>
    public static bool IsBuilt => System.IO.File.Exists(Loops.File);

    public float* Gradient => _arrays[1].Start;

    public void Run() => WorkerPool.Run(_pool, _chunks.Count, _moveChunk);

    public void Dispose() => Array.ForEach(_arrays, array => array.Dispose());

    private void MoveChunk(int chunk)
    {
        nint start = _chunks.StartOf(chunk), length = _chunks.LengthOf(chunk);
        if (_rule == LoopRule.AdamW)
        {
            Loops.AdamW(_arrays[0].Start + start, _arrays[1].Start + start, _arrays[2].Start + start, _arrays[3].Start + start, length);
        }
        else
        {
            Loops.Momentum(_arrays[0].Start + start, _arrays[1].Start + start, _arrays[2].Start + start, length);
        }
    }
}
