using Impetus.Kernels;
using Impetus.Lab.Benchmarks;

namespace Impetus.Benchmarks;

/// <summary>A pass: how many arrays it reads, how many of them it writes, and which is the first. An array that is only written is read all the same, line by line.</summary>
internal readonly record struct Pass(int Reads, int Writes, int First = 0)
{
    public override string ToString() => $"{Reads} + {Writes}";
}

/// <summary>Passes in C that read and write as many arrays as those of a rule, and compute next to nothing: what memory alone takes.</summary>
internal sealed unsafe class MemoryPasses : IYardstick
{
    private const int ChunkLength = 128 * 1024;
    private const int ArrayLimit = 6;

    private readonly Chunks _chunks;
    private readonly WorkerPool? _pool;
    private readonly NativeBuffer<float>[] _arrays;
    private readonly Action<int>[] _passes;
    private float _read;

    public MemoryPasses(IReadOnlyList<Pass> passes, long elements, int threads)
    {
        nint length = (nint)((elements + 15) / 16 * 16);
        _chunks = new Chunks(length, ChunkLength);
        _pool = WorkerPool.ForWork(elements, threads);
        _arrays = [.. Enumerable.Range(0, passes.Max(pass => pass.First + pass.Reads)).Select(array => new NativeBuffer<float>(length, array))];
        _passes = [.. passes.Select(pass => (Action<int>)(chunk => Make(pass, chunk)))];
    }

    public void Run() => Array.ForEach(_passes, pass => WorkerPool.Run(_pool, _chunks.Count, pass));

    public void Dispose() => Array.ForEach(_arrays, array => array.Dispose());

    private void Make(Pass pass, int chunk)
    {
        float** arrays = stackalloc float*[ArrayLimit];
        for (int array = 0; array < pass.Reads; array++)
        {
            arrays[array] = _arrays[pass.First + array].Start;
        }

        nint start = _chunks.StartOf(chunk);
        float read = Loops.ReadAndWrite(arrays, pass.Reads, pass.Writes, start, start + _chunks.LengthOf(chunk));
        _read = read >= 0 ? read : throw new ArgumentOutOfRangeException(nameof(pass), pass, "passes.c has no such pass");
    }
}
