using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Models;

/// <summary>Every network against Python's torch and the engine that the lab had before TorchSharp; see tests/golden/networks/README.md.</summary>
[Collection(NetworkEngine.Collection)]
public sealed class GoldenNetworkTests
{
    public static TheoryData<string, ScalarType, double, double> All()
    {
        TheoryData<string, ScalarType, double, double> rows = [];
        foreach (string name in GoldenNetwork.Names)
        {
            rows.Add(name, ScalarType.Float64, 1e-10, 1e-10);
            rows.Add(name, ScalarType.Float32, 1e-5, 1e-4);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Outputs_gradients_and_statistics_are_those_of_others(string name, ScalarType type, double outputs, double gradients)
    {
        set_num_threads(1);
        using DisposeScope scope = NewDisposeScope();
        using GoldenNetwork network = new(name, type);
        if (network.Has("evaluation"))
        {
            network.Model.eval();
            Near("evaluation", network.Output(), outputs);
            network.Model.train();
            network.StopDrawing();
        }

        Tensor output = network.Output(), loss = network.Loss(output);
        loss.backward();
        Near("output", output, outputs);
        Near("loss", loss, outputs);
        foreach ((string buffer, Tensor values) in network.Statistics)
        {
            Near($"buffer-after/{buffer}", values, outputs);
        }

        (string Name, Tensor Actual, Tensor Expected)[] slopes = [.. network.Model.named_parameters().Select(named => Slope(named.name, named.parameter))];
        double all = Math.Sqrt(slopes.Sum(slope => Math.Pow(Norm(slope.Expected), 2)));
        Assert.All(slopes, slope =>
        {
            double length = Norm(slope.Expected);
            Assert.True(Norm(slope.Actual - slope.Expected) <= gradients * (length == 0 ? all : length), $"{name}: the gradient of {slope.Name} is off by {Norm(slope.Actual - slope.Expected)} of {length}");
        });

        void Near(string what, Tensor actual, double tolerance)
        {
            Tensor expected = network.Tensor(what);
            Assert.Equal(expected.shape, actual.shape);
            Assert.True(Norm(actual - expected) <= tolerance * Norm(expected), $"{name}: {what} is off by {Norm(actual - expected)} of {Norm(expected)}");
        }

        // Of a large tensor the file has the first rows.
        (string Name, Tensor Actual, Tensor Expected) Slope(string parameter, TorchParameter values)
        {
            Tensor expected = network.Tensor($"gradient/{parameter}");
            return (parameter, values.grad!.reshape(-1).narrow(0, 0, expected.numel()), expected.reshape(-1));
        }
    }

    private static double Norm(Tensor tensor) => tensor.to(float64).norm().item<double>();
}
