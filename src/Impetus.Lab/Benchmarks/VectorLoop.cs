using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Impetus.Kernels;

namespace Impetus.Lab.Benchmarks;

/// <summary>
/// AdamW and SGD with momentum as one writes them by hand: one tensor, fixed hyper-parameters, no generality. The widest
/// vectors of the machine, 512 or 256 bits.
/// </summary>
internal sealed unsafe class VectorLoop : IYardstick
{
    private const int ChunkLength = 128 * 1024;
    private const float Rate = 1e-3f, FirstDecay = 0.9f, SecondDecay = 0.999f, Epsilon = 1e-8f, Retained = 1 - 1e-5f;

    private readonly LoopRule _rule;
    private readonly WorkerPool? _pool;
    private readonly NativeBuffer<float>[] _arrays;
    private readonly Chunks _chunks;
    private readonly Action<int> _moveChunk;

    public VectorLoop(LoopRule rule, long elements, WorkerPool? pool)
    {
        _rule = rule;
        _pool = pool;
        nint padded = (nint)((elements + 15) / 16 * 16);
        _arrays = [.. Enumerable.Range(0, ArrayCount(rule)).Select(array => new NativeBuffer<float>(padded, array))];
        Noise.Fill(_arrays[0], 1);
        Noise.Fill(_arrays[1], 0.01f);
        _chunks = new Chunks(padded, ChunkLength);
        _moveChunk = MoveChunk;
    }

    /// <summary>Parameter, gradient, and the arrays of state.</summary>
    public static int ArrayCount(LoopRule rule) => rule == LoopRule.AdamW ? 4 : 3;

    public void Run() => WorkerPool.Run(_pool, _chunks.Count, _moveChunk);

    public void Dispose() => Array.ForEach(_arrays, array => array.Dispose());

    private void MoveChunk(int chunk)
    {
        nint start = _chunks.StartOf(chunk), length = _chunks.LengthOf(chunk);
        float* parameter = _arrays[0].Start + start, gradient = _arrays[1].Start + start, momentum = _arrays[2].Start + start;
        if (_rule == LoopRule.Momentum)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                Momentum512(parameter, gradient, momentum, length);
            }
            else
            {
                Momentum256(parameter, gradient, momentum, length);
            }
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            AdamW512(parameter, gradient, momentum, _arrays[3].Start + start, length);
        }
        else
        {
            AdamW256(parameter, gradient, momentum, _arrays[3].Start + start, length);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Momentum512(float* parameter, float* gradient, float* momentum, nint length)
    {
        Vector512<float> decay = Vector512.Create(FirstDecay), rate = Vector512.Create(-Rate);
        for (nint index = 0; index < length; index += Vector512<float>.Count)
        {
            Vector512<float> m = Vector512.FusedMultiplyAdd(decay, Vector512.Load(momentum + index), Vector512.Load(gradient + index));
            m.Store(momentum + index);
            Vector512.FusedMultiplyAdd(rate, m, Vector512.Load(parameter + index)).Store(parameter + index);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Momentum256(float* parameter, float* gradient, float* momentum, nint length)
    {
        Vector256<float> decay = Vector256.Create(FirstDecay), rate = Vector256.Create(-Rate);
        for (nint index = 0; index < length; index += Vector256<float>.Count)
        {
            Vector256<float> m = Vector256.FusedMultiplyAdd(decay, Vector256.Load(momentum + index), Vector256.Load(gradient + index));
            m.Store(momentum + index);
            Vector256.FusedMultiplyAdd(rate, m, Vector256.Load(parameter + index)).Store(parameter + index);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AdamW512(float* parameter, float* gradient, float* momentum, float* second, nint length)
    {
        Vector512<float> firstDecay = Vector512.Create(FirstDecay), firstIntake = Vector512.Create(1 - FirstDecay);
        Vector512<float> secondDecay = Vector512.Create(SecondDecay), secondIntake = Vector512.Create(1 - SecondDecay);
        Vector512<float> epsilon = Vector512.Create(Epsilon), rate = Vector512.Create(-Rate), retained = Vector512.Create(Retained);
        for (nint index = 0; index < length; index += Vector512<float>.Count)
        {
            Vector512<float> g = Vector512.Load(gradient + index);
            Vector512<float> m = Vector512.FusedMultiplyAdd(firstDecay, Vector512.Load(momentum + index), firstIntake * g);
            Vector512<float> v = Vector512.FusedMultiplyAdd(secondDecay, Vector512.Load(second + index), secondIntake * (g * g));
            m.Store(momentum + index);
            v.Store(second + index);
            Vector512<float> step = m / (Vector512.Sqrt(v) + epsilon);
            Vector512.FusedMultiplyAdd(rate, step, retained * Vector512.Load(parameter + index)).Store(parameter + index);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AdamW256(float* parameter, float* gradient, float* momentum, float* second, nint length)
    {
        Vector256<float> firstDecay = Vector256.Create(FirstDecay), firstIntake = Vector256.Create(1 - FirstDecay);
        Vector256<float> secondDecay = Vector256.Create(SecondDecay), secondIntake = Vector256.Create(1 - SecondDecay);
        Vector256<float> epsilon = Vector256.Create(Epsilon), rate = Vector256.Create(-Rate), retained = Vector256.Create(Retained);
        for (nint index = 0; index < length; index += Vector256<float>.Count)
        {
            Vector256<float> g = Vector256.Load(gradient + index);
            Vector256<float> m = Vector256.FusedMultiplyAdd(firstDecay, Vector256.Load(momentum + index), firstIntake * g);
            Vector256<float> v = Vector256.FusedMultiplyAdd(secondDecay, Vector256.Load(second + index), secondIntake * (g * g));
            m.Store(momentum + index);
            v.Store(second + index);
            Vector256<float> step = m / (Vector256.Sqrt(v) + epsilon);
            Vector256.FusedMultiplyAdd(rate, step, retained * Vector256.Load(parameter + index)).Store(parameter + index);
        }
    }
}
