using System.Numerics;
using Impetus.Algebra;
using Impetus.Kernels;
using Impetus.Memories;
using Impetus.Scalings;
using Impetus.Tests.Contract;

namespace Impetus.Tests;

/// <summary>Heavy balls without dampening and look-ahead have a formula of their own, of which nobody may see anything but the time.</summary>
[Collection(nameof(LaneTests))]
public sealed unsafe class PlainHeavyBallTests
{
    private const double Rate = 0.1;

    /// <summary>Every parameter with every gradient and every momentum of these: zeros of both signs, what underflows, what overflows, what is no number.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(0.9)]
    public void BitsAreThoseOfTheWholeFormula(double momentum)
    {
        Check<float>(momentum, [0, float.Epsilon, 1.1e-38f, 0.3f, 1, 7e30f, float.MaxValue, float.PositiveInfinity, float.NaN]);
        Check<double>(momentum, [0, double.Epsilon, 2.2e-308, 0.3, 1, 7e300, double.MaxValue, double.PositiveInfinity, double.NaN]);
    }

    [Fact]
    public void OptionsMayChangeBetweenSteps()
    {
        double[] values = [1, -2, 0.5], gradients = new double[3];
        using Optimizer optimizer = Optimizers.SgdM(new ParameterSet { { "x", values, gradients } }, new() { LearningRate = Rate });
        HeavyBall.Options options = (HeavyBall.Options)optimizer.Groups[0].Memory;
        double[] expected = [.. values], m = new double[3];
        for (int step = 0; step < 12; step++)
        {
            options.Momentum = step == 11 ? 0.5 : 0.9;
            options.Nesterov = step is > 2 and < 6;
            options.Dampening = step is > 4 and < 9 ? 0.25 : 0;
            for (int index = 0; index < values.Length; index++)
            {
                gradients[index] = Math.Sin(3 * step + index);
                m[index] = Math.FusedMultiplyAdd(options.Momentum, m[index], (1 - options.Dampening) * gradients[index]);
                double direction = options.Nesterov ? Math.FusedMultiplyAdd(options.Momentum, m[index], gradients[index]) : m[index];
                expected[index] = Math.FusedMultiplyAdd(-Rate, direction, expected[index]);
            }

            optimizer.Step();
            Assert.Equal(expected, values);
        }
    }

    private static void Check<TElement>(double momentum, TElement[] sizes)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        TElement[] numbers = [.. sizes, .. sizes.Select(static size => -size)];
        TElement[][] all = [.. numbers.SelectMany(parameter => numbers.SelectMany(gradient => numbers.Select(kept => new[] { parameter, gradient, kept })))];
        HeavyBall whole = new HeavyBall.Options { Momentum = momentum }.Plan(default, [], []);
        int usual = LaneLimit.Bits;
        try
        {
            foreach (int bits in new[] { 512, 256, 0 })
            {
                LaneLimit.Bits = bits;
                Assert.Equal(Step<HeavyBall, TElement>(whole, all), Step<PlainHeavyBall, TElement>(new(momentum), all));
            }
        }
        finally
        {
            LaneLimit.Bits = usual;
        }
    }

    /// <summary>Parameters and momenta after a step, by their bits; what is not a number has many, and any of them will do.</summary>
    private static string[] Step<TMemory, TElement>(TMemory memory, TElement[][] all)
        where TMemory : struct, IMemory
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        TElement[] parameter = [.. all.Select(static each => each[0])], gradient = [.. all.Select(static each => each[1])], kept = [.. all.Select(static each => each[2])];
        fixed (TElement* values = parameter, gradients = gradient, momenta = kept)
        {
            Streams<TElement> streams = new() { Parameter = values, Gradient = gradients, Memory = new() { First = momenta } };
            Formula<TMemory, NoScaling, MemoryFirst, NoDecay, NoClipping, AsItIs> formula = new(memory, default, default, default, default, Rate);
            Kernel<TElement>.Move(formula, streams, 0, parameter.Length);
        }

        return [.. parameter.Concat(kept).Select(static number => TElement.IsNaN(number) ? "NaN" : $"{(TElement.IsNegative(number) ? "-" : "+")}{TElement.Abs(number):R}")];
    }
}
