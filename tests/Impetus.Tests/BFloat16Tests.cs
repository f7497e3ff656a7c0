using System.Runtime.InteropServices;
using Impetus.Wrappers;

namespace Impetus.Tests;

public sealed unsafe class BFloat16Tests : IDisposable
{
    private const int Length = 1000;

    private readonly ushort* _value = (ushort*)NativeMemory.AllocZeroed(2 * Length, sizeof(ushort));

    private ushort* Gradient => _value + Length;

    public void Dispose() => NativeMemory.Free(_value);

    [Theory]
    [InlineData(0x3f808000u, 0x3f80)]    // halfway: to the even one below
    [InlineData(0x3f818000u, 0x3f82)]    // halfway: to the even one above
    [InlineData(0x3f808001u, 0x3f81)]
    [InlineData(0x3f807fffu, 0x3f80)]
    [InlineData(0x7f7fffffu, 0x7f80)]    // the largest float overflows to infinity, as IEEE 754 rounds
    [InlineData(0x7f800001u, 0x7fc0)]    // a signalling NaN whose upper half would be infinity
    public void RoundsToNearestEven(uint bits, int expected)
    {
        float source = BitConverter.UInt32BitsToSingle(bits);
        ushort target;
        Kernels.BFloat16Conversion.RoundToNearest(&source, &target, 1);
        Assert.Equal(expected, target);
    }

    [Fact]
    public void SmallStepsAddUpInTheMasterWeights()
    {
        Fill(value: 0x3f80, gradient: 0x3f80);    // θ = 1, g = 1
        using ParameterSet parameters = Parameters();
        using Optimizer optimizer = Optimizers.Create(parameters, "sgd:lr=1e-3");
        optimizer.Step();
        Assert.Equal(0x3f80, _value[0]);    // 0.999 rounds back to 1
        for (int step = 1; step < 100; step++)
        {
            optimizer.Step();
        }

        Assert.Equal(0.9f, BitConverter.UInt32BitsToSingle((uint)_value[Length - 1] << 16), 0.004f);
    }

    [Fact]
    public void StochasticRoundingIsRightOnAverageAndRepeatable()
    {
        ushort[] first = Round(), second = Round();
        Assert.Equal(first, second);
        double mean = first.Average(bits => (double)BitConverter.UInt32BitsToSingle((uint)bits << 16));
        Assert.Equal(0.999, mean, 4e-4);
        Assert.Equal(2, first.Distinct().Count());

        ushort[] Round()
        {
            Fill(value: 0x3f80, gradient: 0x3f80);
            using ParameterSet parameters = Parameters();
            using Optimizer optimizer = Optimizers.Create(parameters, "sgd:lr=1e-3,rounding=stochastic");
            optimizer.Step();
            return new Span<ushort>(_value, Length).ToArray();
        }
    }

    [Theory]
    [InlineData("adamw:lr=0.01")]
    [InlineData("sam(rho=0.1)+tam:lr=0.01")]
    public void EqualsASinglePrecisionRunOnTheSameNumbers(string specification)
    {
        Fill(value: 0x3f80, gradient: 0);
        float[] master = new float[Length], gradient = new float[Length];
        master.AsSpan().Fill(1);
        using ParameterSet narrow = Parameters(), wide = new() { { "x", master, gradient } };
        using Optimizer first = OptimizerSpecification.Parse(specification).Create(narrow), second = OptimizerSpecification.Parse(specification).Create(wide);
        for (int step = 0; step < 5; step++)
        {
            int seed = step;
            first.Step(() => Evaluate((index, bits) => Gradient[index] = (ushort)(bits >> 16), seed));
            second.Step(() => Evaluate((index, bits) => gradient[index] = BitConverter.UInt32BitsToSingle(bits & 0xffff0000), seed));
        }

        for (int index = 0; index < Length; index++)
        {
            float source = master[index];
            ushort expected;
            Kernels.BFloat16Conversion.RoundToNearest(&source, &expected, 1);
            Assert.Equal(expected, _value[index]);
        }
    }

    [Fact]
    public void WrappersGoWithin()
    {
        using ParameterSet parameters = Parameters();
        using Optimizer optimizer = Optimizers.Sgd(parameters);
        Assert.IsType<MasterWeights>(optimizer);
        Assert.Throws<ArgumentException>(() => new Lookahead(optimizer));
    }

    private static double Evaluate(Action<int, uint> set, int seed)
    {
        for (int index = 0; index < Length; index++)
        {
            set(index, BitConverter.SingleToUInt32Bits(MathF.Sin(index + seed)));
        }

        return 0;
    }

    private ParameterSet Parameters()
    {
        ParameterSet parameters = [];
        parameters.Add("x", (nint)_value, (nint)Gradient, Length, ElementType.BFloat16);
        return parameters;
    }

    private void Fill(ushort value, ushort gradient)
    {
        new Span<ushort>(_value, Length).Fill(value);
        new Span<ushort>(Gradient, Length).Fill(gradient);
    }
}
