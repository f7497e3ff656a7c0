using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Impetus.Checkpoints;
using Impetus.Tests.Contract;

namespace Impetus.Tests.Bits;

/// <summary>
/// An optimizer with its wrappers on tensors of its own, led through whatever steps meet: changing rates, gradients that are
/// missing for a step or for many, groups that freeze. Its hash stands for every bit of parameters and state.
/// </summary>
internal sealed class BitRun<TElement> : IDisposable
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private const int DifferentGradients = 16;

    private readonly BitCase _case;
    private readonly ParameterSet _parameters = [];
    private readonly TElement[][] _values;
    private readonly TElement[][] _gradients;
    private readonly TElement[][][] _stream;    // by step, then by tensor
    private readonly double _rate;

    public BitRun(BitCase @case, int threads = 1, NonFinitePolicy policy = NonFinitePolicy.Throw)
    {
        _case = @case;
        Tensor[] tensors = Tensor.Row(@case.Lengths);
        _values = [.. tensors.Select(tensor => GradientStream.Values<TElement>(tensor.FirstCoordinate, tensor.Length))];
        _gradients = [.. tensors.Select(tensor => new TElement[tensor.Length])];
        _stream = [.. Enumerable.Range(0, DifferentGradients).Select(step => tensors.Select(tensor => GradientsOf(tensor, step)).ToArray())];
        for (int index = 0; index < tensors.Length; index++)
        {
            Add(tensors[index].Name, _values[index], _gradients[index], @case.ShapeOf(index));
        }

        Optimizer = OptimizerSpecification.Parse(@case.Specification).Create(_parameters, options =>
        {
            options.Threads = threads;
            options.NonFinite = policy;
            options.Groups = @case.IsGrouped
                ? [new("first", "t0", "t1") { LearningRate = options.LearningRate / 2, WeightDecay = options.WeightDecay / 2 }, new("second", "t2", "t3", "t4", "t5")]
                : [];
        });
        _rate = Optimizer.LearningRate;
    }

    public Optimizer Optimizer { get; }

    /// <summary>Takes the steps from <paramref name="first"/> up to, without, <paramref name="end"/>.</summary>
    public BitRun<TElement> Run(int first, int end)
    {
        for (int step = first; step < end; step++)
        {
            Prepare(step);
            Take(step);
        }

        return this;
    }

    /// <summary>All parameters, tensor by tensor.</summary>
    public IEnumerable<TElement> Values => _values.SelectMany(static values => values);

    /// <summary>Takes over the parameters of another run.</summary>
    public void CopyParameters(BitRun<TElement> other)
    {
        for (int tensor = 0; tensor < _values.Length; tensor++)
        {
            other._values[tensor].CopyTo(_values[tensor], 0);
        }
    }

    /// <summary>The first 64 bits of a hash over parameters and state.</summary>
    public string Hash()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (TElement[] values in _values)
        {
            hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan()));
        }

        StateSchema schema = new();
        Optimizer.Describe(schema);
        foreach (StateTensor tensor in schema.Tensors)
        {
            byte[] bytes = new byte[tensor.ByteCount];
            tensor.Read(0, bytes);
            hash.AppendData(MemoryMarshal.AsBytes(tensor.Name.AsSpan()));
            hash.AppendData(bytes);
        }

        foreach (StateVector vector in schema.Vectors)
        {
            hash.AppendData(MemoryMarshal.AsBytes(vector.Name.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(vector.Values.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        _parameters.Dispose();
    }

    private static TElement[] GradientsOf(Tensor tensor, int step)
    {
        TElement[] gradients = new TElement[tensor.Length];
        GradientStream.Fill(gradients.AsSpan(), tensor.FirstCoordinate, step);
        return gradients;
    }

    private void Prepare(int step)
    {
        Optimizer.LearningRate = _rate * (1 + step % 3 * 0.25);
        if (_case.IsGrouped)
        {
            Optimizer.Groups["second"].IsFrozen = step % 50 == 7;
        }

        for (int tensor = 0; tensor < _parameters.Count; tensor++)
        {
            _parameters[tensor].HasGradient = (step * 7 + tensor * 3) % 11 != 0 && !(tensor == 1 && step % 100 is > 20 and < 40);
        }
    }

    private void Take(int step)
    {
        double loss = 1 + 0.5 * Math.Abs(step % 8 - 4);
        if (Optimizer.NeedsClosure)
        {
            _ = Optimizer.Step(() =>
            {
                Fill(step, TElement.CreateTruncating(0.5));
                return loss;
            });
            return;
        }

        Fill(step, TElement.Zero);
        Optimizer.Step(_case.IsTold ? loss : double.NaN);
    }

    /// <summary>Gradients of a common stream, which with a curvature depend on the parameters as well.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(int step, TElement curvature)
    {
        TElement[][] stream = _stream[step % DifferentGradients];
        for (int tensor = 0; tensor < stream.Length; tensor++)
        {
            TElement[] source = stream[tensor], values = _values[tensor], gradients = _gradients[tensor];
            if (curvature == TElement.Zero)
            {
                source.CopyTo(gradients, 0);
                continue;
            }

            for (int index = 0; index < source.Length; index++)
            {
                gradients[index] = source[index] + curvature * values[index];
            }
        }
    }

    private void Add(string name, TElement[] value, TElement[] gradient, long[] shape)
    {
        if (value is double[] wide)
        {
            _parameters.Add(name, wide, (double[])(object)gradient, shape.AsSpan());
        }
        else
        {
            _parameters.Add(name, (float[])(object)value, (float[])(object)gradient, shape.AsSpan());
        }
    }
}
