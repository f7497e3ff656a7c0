using System.Numerics;
using Impetus.Tests.Contract;

namespace Impetus.Tests.Properties;

/// <summary>Finite gradients, however large or small, leave finite weights and a state that can be loaded again.</summary>
public sealed class FiniteWeightsTests
{
    private const int Length = 37, Steps = 12, Spiking = 6;

    private static readonly double[] Magnitudes =
        [0, 1e-320, 1e-160, 1e-45, 1e-38, 1e-23, 1e-12, 1e12, 1e17, 3e19, 1e25, 1e30, 1e34, 1e150, 1e155, 1e200, 1e290, 1e304];

    /// <summary>All rules as they are and without an epsilon, parts that no name has together, and all wrappers.</summary>
    public static TheoryData<string> Specifications =>
    [
        .. OptimizerRegistry.All.Select(definition => definition.Name),
        .. OptimizerRegistry.All.Where(definition => definition.Options.Any(option => option.Key == "eps")).Select(definition => $"{definition.Name}:eps=0"),
        "adamw:eps=0,eps-inside", "madam:amsgrad", "laprop:amsgrad,eps=0", "am-adamw:lambda=0", "am-adamw:lambda=2,eps=0", "tam:scope=tensor", "adam-cm:scope=tensor",
        "adaptive-memory*maximum-variation", "torque-aware*maximum-variation", "adamw:clip-norm=1", "sgdm:clip-value=1",
        "cautious+adamw", "cautious+sgdm", "grams+tam", "sam+adamw", "sam+sgdm:clip-norm=1", "meg+adam", "lookahead+am-adamw", "ema+radam", "accumulate(batches=2)+madam", "switch(steps=5)+adamw",
    ];

    [Theory]
    [MemberData(nameof(Specifications))]
    public void SinglePrecision(string specification) => Try<float>(specification);

    [Theory]
    [MemberData(nameof(Specifications))]
    public void DoublePrecision(string specification) => Try<double>(specification);

    [Theory]
    [InlineData("adam:beta2=0.9", 3e19f)]
    [InlineData("laprop:beta2=0.9", 1e25f)]
    [InlineData("amsgrad:beta2=0.9", 1e19f)]
    [InlineData("madam:beta2-max=0.9", 3e19f)]
    [InlineData("am-adamw:beta2=0.9", 3e19f)]
    [InlineData("qhadam:beta1=0.9,beta2=0.9", 3e19f)]
    [InlineData("adopt:beta2=0.9", 1e19f)]
    public void A_second_moment_that_was_full_decays_and_its_coordinate_moves_again(string specification, float spike)
    {
        using Trial<float> trial = new($"{specification},lr=0.01", Tensor.Row(1));
        trial.Gradient("t0")[0] = spike;
        trial.Optimizer.Step();
        trial.Gradient("t0")[0] = specification.StartsWith("amsgrad", StringComparison.Ordinal) ? spike : 1;
        for (int step = 0; step < 1200; step++)
        {
            trial.Optimizer.Step();
        }

        float before = trial["t0"][0];
        for (int step = 0; step < 50; step++)
        {
            trial.Optimizer.Step();
        }

        Assert.InRange(before - trial["t0"][0], 0.1, 5);
    }

    private static void Try<TElement>(string specification)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        // A rule without a scaling moves by multiples of the gradient.
        double most = (typeof(TElement) == typeof(float) ? float.MaxValue : double.MaxValue) / 1e4;
        foreach (double magnitude in Magnitudes.Where(magnitude => magnitude < most))
        {
            using Trial<TElement> trial = new(specification, Tensor.Row(Length));
            for (int step = 0; step < Steps; step++)
            {
                Fill(trial.Gradient("t0"), step, TElement.CreateChecked(magnitude));
                Take(trial.Optimizer);
                Assert.True(
                    trial["t0"].All(TElement.IsFinite),
                    $"{specification} at {magnitude}, step {step + 1}: {string.Join(" ", trial["t0"].Take(Spiking + 1))}");
            }

            string file = Path.GetTempFileName();
            try
            {
                trial.Optimizer.Save(file);
                using Trial<TElement> other = new(specification, Tensor.Row(Length));
                other.Optimizer.Load(file);
            }
            catch (InvalidDataException error)
            {
                Assert.Fail($"{specification} at {magnitude}: {error.Message}");
            }
            finally
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Coordinates that have it first, later, always, in turns, never, and always beside the ordinary ones.</summary>
    private static void Fill<TElement>(TElement[] gradient, int step, TElement magnitude)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        GradientStream.Fill(gradient.AsSpan(), 0, step);
        gradient[0] = step == 0 ? magnitude : gradient[0];
        gradient[1] = step == 5 ? -magnitude : gradient[1];
        gradient[2] = magnitude;
        gradient[3] = step % 2 == 0 ? magnitude : -magnitude;
        gradient[4] = TElement.Zero;
        gradient[Spiking - 1] = step < 2 ? TElement.Zero : magnitude;
    }

    private static void Take(Optimizer optimizer)
    {
        if (optimizer.NeedsClosure)
        {
            optimizer.Step(static () => 1);
        }
        else
        {
            optimizer.Step();
        }
    }
}
