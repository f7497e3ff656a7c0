using System.Numerics;
using System.Runtime.InteropServices;

namespace Impetus.Tests.Contract;

/// <summary>A tensor of a trial: its coordinates are a stretch of the numbered coordinates of <see cref="GradientStream"/>.</summary>
internal sealed record Tensor(string Name, int FirstCoordinate, int Length)
{
    /// <summary>The shape; without one, a vector.</summary>
    public long[] Shape { get; init; } = [];

    /// <summary>A matrix of the coordinates from one on.</summary>
    public static Tensor Matrix(string name, int firstCoordinate, int rows, int columns)
        => new(name, firstCoordinate, rows * columns) { Shape = [rows, columns] };

    /// <summary>Tensors t0, t1, … of these lengths, one behind the other.</summary>
    public static Tensor[] Row(params ReadOnlySpan<int> lengths)
    {
        Tensor[] tensors = new Tensor[lengths.Length];
        int first = 0;
        for (int index = 0; index < tensors.Length; index++)
        {
            tensors[index] = new($"t{index}", first, lengths[index]);
            first += lengths[index];
        }

        return tensors;
    }
}

/// <summary>An optimizer on tensors of its own, driven by the gradient stream.</summary>
internal sealed class Trial<TElement> : IDisposable
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private readonly Tensor[] _tensors;
    private readonly TElement[][] _values;
    private readonly TElement[][] _gradients;

    public Trial(string specification, params Tensor[] tensors)
        : this(Configurations.Options(specification), tensors)
    {
    }

    public Trial(OptimizerOptions options, params Tensor[] tensors)
        : this(options, static _ => { }, tensors)
    {
    }

    public Trial(OptimizerOptions options, Action<Parameter> describe, params Tensor[] tensors)
    {
        _tensors = tensors;
        _values = [.. tensors.Select(tensor => GradientStream.Values<TElement>(tensor.FirstCoordinate, tensor.Length))];
        _gradients = [.. tensors.Select(tensor => new TElement[tensor.Length])];
        for (int index = 0; index < tensors.Length; index++)
        {
            Add(tensors[index], _values[index], _gradients[index]);
        }

        foreach (Parameter parameter in Parameters)
        {
            describe(parameter);
        }

        Optimizer = Optimizers.Create(Parameters, options);
    }

    public ParameterSet Parameters { get; } = [];

    public Optimizer Optimizer { get; }

    public TElement[] this[string name] => _values[Array.FindIndex(_tensors, tensor => tensor.Name == name)];

    public TElement[] Gradient(string name) => _gradients[Array.FindIndex(_tensors, tensor => tensor.Name == name)];

    /// <summary>The bits of all values, in the order of their coordinates, not of the tensors.</summary>
    public byte[] Bits => MemoryMarshal.AsBytes<TElement>(Values).ToArray();

    /// <summary>All values, in the order of their coordinates, not of the tensors.</summary>
    public TElement[] Values
        => [.. Enumerable.Range(0, _tensors.Length).OrderBy(index => _tensors[index].FirstCoordinate).Select(index => _values[index]).Aggregate(new List<TElement>(), Append)];

    /// <summary>Puts the gradients of a step in place.</summary>
    public void Fill(int step)
    {
        for (int index = 0; index < _tensors.Length; index++)
        {
            GradientStream.Fill(_gradients[index].AsSpan(), _tensors[index].FirstCoordinate, step);
        }
    }

    /// <summary>Takes the steps from <paramref name="first"/> up to, without, <paramref name="end"/>.</summary>
    public Trial<TElement> Run(int first, int end)
    {
        for (int step = first; step < end; step++)
        {
            Fill(step);
            Optimizer.Step();
        }

        return this;
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        Parameters.Dispose();
    }

    private static List<TElement> Append(List<TElement> all, TElement[] values)
    {
        all.AddRange(values);
        return all;
    }

    private void Add(Tensor tensor, TElement[] value, TElement[] gradient)
    {
        if (value is double[] wide)
        {
            Parameters.Add(tensor.Name, wide, (double[])(object)gradient, tensor.Shape.AsSpan());
        }
        else
        {
            Parameters.Add(tensor.Name, (float[])(object)value, (float[])(object)gradient, tensor.Shape.AsSpan());
        }
    }
}
