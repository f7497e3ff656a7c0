using System.Runtime.InteropServices;

namespace Impetus.Tests;

public sealed class ParameterSetTests
{
    [Fact]
    public void KnowsItsParameters()
    {
        using ParameterSet parameters = new() { { "matrix", new float[6], new float[6], 2, 3 }, { "scalar", new float[1], new float[1] }, { "empty", Memory<float>.Empty, Memory<float>.Empty, 4, 0 } };
        Assert.Equal(["matrix", "scalar", "empty"], parameters.Select(parameter => parameter.Name));
        Assert.Equal([2, 3], parameters["matrix"].Shape.ToArray());
        Assert.Equal([], parameters["scalar"].Shape.ToArray());
        Assert.Equal([4, 0], parameters["empty"].Shape.ToArray());
        Assert.Equal(7, parameters.CoordinateCount);
        Assert.Contains("matrix, scalar, empty", Assert.Throws<KeyNotFoundException>(() => parameters["matricks"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SeesMemoryInPlace()
    {
        float[] value = [1, 2, 3, 4], gradient = [1, 1, 1, 1];
        using ParameterSet parameters = new() { { "middle", value.AsMemory(1, 2), gradient.AsMemory(1, 2) } };
        using Optimizer optimizer = Optimizers.Sgd(parameters, new() { LearningRate = 1 });
        optimizer.Step();
        Assert.Equal([1, 1, 2, 4], value);
        Assert.Equal([1, 2], parameters[0].Values<float>().ToArray());
        Assert.Throws<InvalidOperationException>(() => parameters[0].Values<double>());
    }

    [Fact]
    public unsafe void GradientsCanBeBoundAnew()
    {
        float[] value = [1, 2], first = [1, 1], second = [-2, 0];
        using ParameterSet parameters = new() { { "weight", value, first } };
        using Optimizer optimizer = Optimizers.SgdM(parameters, new() { LearningRate = 1, Memory = { Momentum = 0.5 } });
        optimizer.Step();
        fixed (float* start = second)
        {
            parameters[0].BindGradient((nint)start);
            optimizer.Step();
        }

        Assert.Equal([1.5f, 0.5f], value);
        Assert.Equal(second, parameters[0].Gradients<float>().ToArray());
        Assert.Contains("'weight'", Assert.Throws<ArgumentException>(() => parameters[0].BindGradient(0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ManagedGradientsCanBeBoundAnew()
    {
        double[] value = [1, 2], first = [1, 1];
        using ParameterSet parameters = new() { { "weight", value, first } };
        using Optimizer optimizer = Optimizers.Sgd(parameters, new() { LearningRate = 1 });
        optimizer.Step();
        foreach (double slope in new[] { -1.0, 4 })
        {
            parameters[0].BindGradient(new double[] { slope, 0 });    // held by the pin alone
            GC.Collect();
            optimizer.Step();
        }

        Assert.Equal([-3, 1], value);
        Assert.Contains("2 coordinates", Assert.Throws<ArgumentException>(() => parameters[0].BindGradient(new double[3])).Message, StringComparison.Ordinal);
        Assert.Contains("share memory", Assert.Throws<ArgumentException>(() => parameters[0].BindGradient(value)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => parameters[0].BindGradient(new float[2]));
    }

    [Theory]
    [InlineData(6, new long[] { 2, 4 })]
    [InlineData(6, new long[] { -2, -3 })]
    [InlineData(1, new long[] { 0 })]
    [InlineData(0, new long[] { long.MaxValue, 3 })]
    [InlineData(4, new long[] { long.MaxValue, long.MaxValue, 4 })]
    [InlineData(4, new long[] { 1L << 62, 1L << 62, 1L << 62 })]
    public void ShapesThatDoNotFitAreRefused(int length, long[] shape)
    {
        using ParameterSet parameters = [];
        ArgumentException exception = Assert.Throws<ArgumentException>(() => parameters.Add("weight", new float[length], new float[length], shape));
        Assert.Contains("'weight'", exception.Message, StringComparison.Ordinal);
        Assert.Empty(parameters);
    }

    [Fact]
    public void ValuesAndGradientsAreOfOneLength()
        => Refused(new(), parameters => parameters.Add("weight", new float[3], new float[4]), "3 values but 4 gradients");

    [Fact]
    public void NamesAreUsedOnce()
    {
        ParameterSet parameters = new() { { "weight", new float[3], new float[3] } };
        Refused(parameters, set => set.Add("weight", new float[2], new float[2]), "already is a parameter 'weight'");
        Refused(parameters, set => set.Add("", new float[2], new float[2]), "name");
    }

    [Fact]
    public void ElementTypesAreNotMixed()
        => Refused(new() { { "narrow", new float[3], new float[3] } }, parameters => parameters.Add("wide", new double[3], new double[3]), "one set for each");

    [Fact]
    public void OverlapsAreRefused()
    {
        float[] value = new float[10], gradient = new float[10];
        ParameterSet parameters = new() { { "first", value.AsMemory(0, 5), gradient.AsMemory(0, 5) } };
        Refused(parameters, set => set.Add("second", value.AsMemory(4, 3), gradient.AsMemory(5, 3)), "shares memory with 'first'");
        Refused(parameters, set => set.Add("second", value.AsMemory(0, 10), gradient), "shares memory with 'first'");
        Refused(parameters, set => set.Add("second", gradient.AsMemory(2, 2), new float[2]), "share memory");
        Refused(parameters, set => set.Add("second", new float[2], value.AsMemory(2, 2)), "share memory");
        Refused(parameters, set => set.Add("second", value.AsMemory(6, 2), value.AsMemory(6, 2)), "its own gradient");
        parameters.Add("second", value.AsMemory(5, 5), gradient.AsMemory(5, 5));
        parameters.Add("nothing", value.AsMemory(3, 0), gradient.AsMemory(3, 0));
        Assert.Equal(3, parameters.Count);
        parameters.Dispose();
    }

    [Fact]
    public void NativeMemoryNeedsAnAddress()
    {
        ParameterSet parameters = [];
        Refused(parameters, set => set.Add("weight", 0, 0, 3, ElementType.Float32), "no address");
        parameters.Add("empty", 0, 0, 0, ElementType.Float32);
    }

    [Fact]
    public void LateParametersAreRefused()
    {
        using ParameterSet parameters = new() { { "weight", new float[3], new float[3] } };
        using Optimizer optimizer = Optimizers.Adam(parameters);
        Assert.Contains("'late' comes too late", Assert.Throws<InvalidOperationException>(() => parameters.Add("late", new float[1], new float[1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public unsafe void ArraysStayInPlaceWhileMemoryIsCompacted()
    {
        List<object> debris = [];
        (ParameterSet parameters, WeakReference weak, nint address) = Make(debris);
        using Optimizer optimizer = Optimizers.Sgd(parameters, new() { LearningRate = 1 });
        for (int round = 0; round < 3; round++)
        {
            debris.Clear();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            optimizer.Step();
        }

        float[] value = Assert.IsType<float[]>(weak.Target);
        Assert.All(value, each => Assert.Equal(-3, each));
        fixed (float* start = value)
        {
            Assert.Equal(address, (nint)start);
        }

        parameters.Dispose();
        parameters.Dispose();

        static (ParameterSet Set, WeakReference Value, nint Address) Make(List<object> debris)
        {
            ParameterSet parameters = [];
            float[] value = [], gradient;
            for (int index = 0; index < 200; index++)
            {
                debris.Add(new byte[1000]);
                value = new float[100];
                gradient = new float[100];
                Array.Fill(gradient, 1);
                parameters.Add($"t{index}", value, gradient);
            }

            fixed (float* start = value)
            {
                return (parameters, new WeakReference(value), (nint)start);
            }
        }
    }

    [Fact]
    public void ADisposedOptimizerDoesNotStep()
    {
        using ParameterSet parameters = new() { { "weight", new float[3], new float[3] } };
        Optimizer optimizer = Optimizers.Adam(parameters);
        optimizer.Dispose();
        optimizer.Dispose();
        Assert.Throws<ObjectDisposedException>(optimizer.Step);
    }

    [Fact]
    public unsafe void NativeMemoryIsTrainedLikeArrays()
    {
        double* memory = (double*)NativeMemory.AllocZeroed(8, sizeof(double));
        try
        {
            using ParameterSet parameters = [];
            parameters.Add("weight", (nint)memory, (nint)(memory + 4), 4, ElementType.Float64, 2, 2);
            using Optimizer optimizer = Optimizers.Sgd(parameters, new() { LearningRate = 0.5 });
            memory[6] = 4;
            optimizer.Step();
            Assert.Equal([0, 0, -2, 0], parameters[0].Values<double>().ToArray());
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }

    private static void Refused(ParameterSet parameters, Action<ParameterSet> add, string message)
    {
        int count = parameters.Count;
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => add(parameters)).Message, StringComparison.Ordinal);
        Assert.Equal(count, parameters.Count);
    }
}
