using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Torch.Tests;

/// <summary>Every update rule, run by TorchSharp operator by operator, against the fused loop.</summary>
[Collection(TorchGroup.Name)]
public sealed class TensorLaneTests
{
    private const int Steps = 12;

    public static TheoryData<string> Specifications =>
        [.. OptimizerRegistry.All.Select(definition => definition.Name), "torque-aware*maximum-variation:amsgrad,weight-decay=0.1", "adaptive-memory*second-moment:scope=tensor,clip-norm=1", "critical-momenta*maximum-variation:capacity=2", "angulargrad:angle=tan", "adamw:clip-value=0.5"];

    [Theory]
    [MemberData(nameof(Specifications))]
    public void AgreesWithTheFusedLoop(string specification)
    {
        double[] weight = Start(15), weightGradient = new double[15], gain = Start(1), gainGradient = new double[1];
        using DisposeScope scope = NewDisposeScope();
        Tensor weightTensor = tensor(weight, [3, 5]), gainTensor = tensor(gain);
        Tensor weightSlope = zeros(3, 5, dtype: ScalarType.Float64), gainSlope = zeros(1, dtype: ScalarType.Float64);
        using ParameterSet fused = new() { { "weight", weight, weightGradient, 3, 5 }, { "gain", gain, gainGradient } };
        using ParameterSet tensors = TensorParameters.Create([("weight", weightTensor, weightSlope), ("gain", gainTensor, gainSlope)]);
        using Optimizer first = Optimizers.Create(fused, specification), second = Optimizers.Create(tensors, specification);
        for (int step = 0; step < Steps; step++)
        {
            Gradient(weightGradient, step);
            Gradient(gainGradient, step + 100);
            weightSlope.copy_(tensor(weightGradient, [3, 5]));
            gainSlope.copy_(tensor(gainGradient));
            first.Step();
            second.Step();
        }

        double[] actual = [.. weightTensor.data<double>(), .. gainTensor.data<double>()];
        Assert.All(weight.Concat(gain).Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * Math.Max(1, Math.Abs(pair.First))));
    }

    [Fact]
    public void StatesAreInterchangeable()
    {
        string path = Path.Combine(Path.GetTempPath(), $"impetus-{Guid.NewGuid():n}.safetensors");
        try
        {
            double[] weight = Start(6), gradient = new double[6];
            using DisposeScope scope = NewDisposeScope();
            Tensor value = tensor(weight), slope = zeros(6, dtype: ScalarType.Float64);
            using ParameterSet fused = new() { { "weight", weight, gradient } };
            using ParameterSet tensors = TensorParameters.Create([("weight", value, slope)]);
            using Optimizer first = Optimizers.Create(fused, "adam-cm:capacity=2"), second = Optimizers.Create(tensors, "adam-cm:capacity=2");
            for (int step = 0; step < Steps; step++)
            {
                Gradient(gradient, step);
                first.Step();
            }

            first.Save(path);
            second.Load(path);
            value.copy_(tensor(weight));
            Gradient(gradient, Steps);
            slope.copy_(tensor(gradient));
            first.Step();
            second.Step();
            Assert.All(weight.Zip(value.data<double>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static double[] Start(int length) => [.. Enumerable.Range(0, length).Select(index => Math.Sin(index + 1))];

    private static void Gradient(double[] gradient, int step)
    {
        for (int index = 0; index < gradient.Length; index++)
        {
            gradient[index] = Math.Cos(step * 0.9 + index * index);
        }
    }
}
