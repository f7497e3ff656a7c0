using Impetus.Kernels;

namespace Impetus.Lab.Benchmarks;

/// <summary>Copies half as many bytes as a step touches: as many are read as are written.</summary>
internal sealed unsafe class CopyYardstick : IYardstick
{
    private const int ChunkBytes = 512 * 1024;

    private readonly WorkerPool? _pool;
    private readonly NativeBuffer<byte> _source;
    private readonly NativeBuffer<byte> _target;
    private readonly Chunks _chunks;
    private readonly Action<int> _copyChunk;

    public CopyYardstick(long touchedBytes, WorkerPool? pool)
    {
        _pool = pool;
        _source = new((nint)(touchedBytes / 2));
        _target = new((nint)(touchedBytes / 2), stagger: 1);
        _chunks = new Chunks(_source.Length, ChunkBytes);
        _copyChunk = CopyChunk;
    }

    public void Run() => WorkerPool.Run(_pool, _chunks.Count, _copyChunk);

    public void Dispose()
    {
        _source.Dispose();
        _target.Dispose();
    }

    private void CopyChunk(int chunk)
    {
        nint start = _chunks.StartOf(chunk), length = _chunks.LengthOf(chunk);
        Buffer.MemoryCopy(_source.Start + start, _target.Start + start, length, length);
    }
}
