using Impetus.Memories;
using Impetus.Tests.Contract;

namespace Impetus.Tests.Passes;

/// <summary>Gradients may be measured before the step, in any order and as often as one likes, and nobody can tell.</summary>
public sealed class MeasuredAheadTests
{
    private static readonly Tensor[] Tensors = Tensor.Row(5000, 1, 0, 300, 9001);

    public static TheoryData<string> Specifications => [.. Configurations.Named, "torque-aware*maximum-variation*scale-first", "adaptive-memory*second-moment*scale-first"];

    public static TheoryData<string> Names => [.. OptimizerRegistry.All.Select(definition => definition.Name)];

    /// <summary>Measured in a random order, some twice, some never; some after their gradient changed, some missing, some with other hyper-parameters meanwhile.</summary>
    [Theory]
    [MemberData(nameof(Specifications))]
    public void NothingChanges(string specification)
    {
        using Trial<float> plain = new(specification, Tensors), ahead = new(specification, Tensors);
        Random random = new(specification.Length);
        for (int step = 0; step < 8; step++)
        {
            ahead.Fill(step + 1);    // gradients that do not last, as of a batch before
            MeasureSome(ahead.Optimizer, random);
            if (step % 2 == 0)
            {
                ahead.Optimizer.ForgetMeasuredGradients();
                ahead.Fill(step);
                MeasureSome(ahead.Optimizer, random);
            }
            else
            {
                ahead.Fill(step);
                MeasureAll(ahead.Optimizer);
            }

            int missing = random.Next(2 * Tensors.Length);
            double rate = step % 3 == 1 ? 0.5 : 1;
            foreach (Trial<float> trial in new[] { plain, ahead })
            {
                trial.Optimizer.LearningRate *= rate;
                Change(trial.Optimizer.Groups[0], step);
                for (int tensor = 0; tensor < Tensors.Length; tensor++)
                {
                    trial.Parameters[tensor].HasGradient = tensor != missing;
                }
            }

            plain.Fill(step);
            plain.Optimizer.Step();
            ahead.Optimizer.Step();
            Assert.Equal(plain.Bits, ahead.Bits);
        }
    }

    [Theory]
    [InlineData("ema+adatamw")]
    [InlineData("lookahead(k=2)+tam:clip-norm=1")]
    [InlineData("switch(steps=3,first=tam)+am-adamw")]
    [InlineData("sam+am-adamw")]
    [InlineData("accumulate(batches=2)+am-adamw")]
    public void NothingChangesBehindWrappers(string specification)
    {
        float[][] ends = [.. new[] { false, true }.Select(isAhead => Train(specification, isAhead))];
        Assert.Equal(ends[0], ends[1]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AStepReadsNothingASecondTime(string name)
    {
        using Trial<float> trial = new(name, Tensors);
        trial.Run(0, 2);
        trial.Fill(2);
        long before = trial.Optimizer.PassCount;
        MeasureAll(trial.Optimizer);
        trial.Optimizer.Step();
        Assert.Equal(1, trial.Optimizer.PassCount - before);
    }

    [Theory]
    [InlineData("tam")]
    [InlineData("adamw")]
    [InlineData("adam-cm:clip-norm=1")]
    public void AGradientThatIsNotFiniteIsFound(string specification)
    {
        using Trial<float> trial = new(specification, Tensors);
        trial.Run(0, 2);
        byte[] before = trial.Bits;
        trial.Fill(2);
        trial.Gradient("t3")[17] = float.NaN;
        MeasureAll(trial.Optimizer);
        Assert.Contains("t3", Assert.Throws<NonFiniteGradientException>(trial.Optimizer.Step).Message, StringComparison.Ordinal);
        Assert.Equal(before, trial.Bits);
    }

    [Fact]
    public void AStateThatWasLoadedMeanwhileCounts()
    {
        string path = Path.Combine(Path.GetTempPath(), $"impetus-{Guid.NewGuid():n}.safetensors");
        using Trial<float> plain = new("tam", Tensors), ahead = new("tam", Tensors);
        try
        {
            plain.Run(0, 3);
            plain.Optimizer.Save(path);
            ahead.Run(0, 3);
            ahead.Optimizer.Load(path);
            plain.Run(3, 4);
            ahead.Fill(3);
            MeasureAll(ahead.Optimizer);
            ahead.Optimizer.Load(path);
            ahead.Optimizer.Step();
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Equal(plain.Bits, ahead.Bits);
    }

    [Fact]
    public void MeasuringAllocatesNothing()
    {
        using Trial<float> trial = new("am-adamw", Tensors);
        trial.Run(0, 3);
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Allocation(trial.Optimizer)));
    }

    private static long Allocation(Optimizer optimizer)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 100; step++)
        {
            MeasureAll(optimizer);
            optimizer.Step();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static float[] Train(string specification, bool isAhead)
    {
        float[] value = [.. Enumerable.Range(0, 700).Select(index => (float)Math.Sin(index))], gradient = new float[value.Length];
        using ParameterSet parameters = new() { { "x", value, gradient } };
        using Optimizer optimizer = OptimizerSpecification.Parse(specification).Create(parameters);
        for (int step = 0; step < 10; step++)
        {
            double Evaluate()
            {
                for (int index = 0; index < value.Length; index++)
                {
                    gradient[index] = value[index] * (1 + index % 5) + (float)Math.Cos(step + index);
                }

                if (isAhead)
                {
                    optimizer.MeasureGradient(0);
                }

                return 1;
            }

            optimizer.Step(Evaluate);
        }

        return value;
    }

    private static void MeasureAll(Optimizer optimizer)
    {
        for (int tensor = optimizer.Parameters.Count - 1; tensor >= 0; tensor--)
        {
            optimizer.MeasureGradient(tensor);
        }
    }

    private static void MeasureSome(Optimizer optimizer, Random random)
    {
        for (int times = random.Next(2 * Tensors.Length); times > 0; times--)
        {
            optimizer.MeasureGradient(random.Next(Tensors.Length));
        }
    }

    private static void Change(ParameterGroup group, int step)
    {
        if (step == 4 && group.Memory is AdaptiveMemory.Options adaptive)
        {
            adaptive.Proximity = 0.7;
        }

        if (step == 5 && group.WeightDecay > 0)
        {
            group.WeightDecay = 0.05;
        }
    }
}
