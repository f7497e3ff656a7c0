using Impetus.Kernels;

namespace Impetus.Lab.Benchmarks;

/// <summary>Tensors to step on: two long vectors, one of parameters and one of gradients, cut at cache lines.</summary>
public sealed unsafe class BenchmarkTensors : IDisposable
{
    private const int LineLength = 16;

    private readonly NativeBuffer<float> _values;
    private readonly NativeBuffer<float> _gradients;

    /// <summary>Tensors that share that many coordinates evenly.</summary>
    public BenchmarkTensors(long elements, int count)
    {
        long length = elements / count, longer = elements % count;
        long room = (length / LineLength + 2) * LineLength * count;
        _values = new((nint)room, stagger: 0);
        _gradients = new((nint)room, stagger: 1);
        Noise.Fill(_values, 1);
        Noise.Fill(_gradients, 0.01f);
        Parameters = [];
        long offset = 0;
        for (int tensor = 0; tensor < count; tensor++)
        {
            nint own = (nint)(length + (tensor < longer ? 1 : 0));
            Parameters.Add($"tensor-{tensor}", (nint)(_values.Start + offset), (nint)(_gradients.Start + offset), own, ElementType.Float32);
            offset += (own + LineLength - 1) / LineLength * LineLength;
        }
    }

    /// <summary>The tensors.</summary>
    public ParameterSet Parameters { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Parameters.Dispose();
        _values.Dispose();
        _gradients.Dispose();
    }
}

/// <summary>Numbers that look random, the same in every run.</summary>
internal static unsafe class Noise
{
    /// <summary>Fills a buffer with numbers between −scale and scale.</summary>
    public static void Fill(NativeBuffer<float> buffer, float scale)
    {
        uint state = 0x9E3779B9;
        for (nint index = 0; index < buffer.Length; index++)
        {
            state = state * 1664525 + 1013904223;
            buffer.Start[index] = scale * ((int)state / (float)(1u << 31));
        }
    }
}
