using System.Runtime.InteropServices;
using Impetus.Lab.Models;
using Impetus.Lab.Models.Vision;
using Impetus.Lab.Tasks;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Tests.Models;

[Collection(NetworkEngine.Collection)]
public sealed class VisionModelTests
{
    // Tensors are small: a second thread would only be waited for.
    public VisionModelTests() => set_num_threads(1);

    /// <summary>Counts of the reference implementations: torchvision's for large images, the usual CIFAR networks for small ones.</summary>
    public static TheoryData<string, Func<Module>, long> Published() => new()
    {
        { "MLP, 2 hidden layers", () => MultilayerPerceptron.Create(3 * 32 * 32, 10, hiddenLayers: 2), 411_146 },
        { "MLP, 4 hidden layers", () => MultilayerPerceptron.Create(3 * 32 * 32, 10, hiddenLayers: 4), 444_170 },
        { "ResNet-18, small", () => ResidualNetwork.Create18(ImageSize.Small, 10), 11_173_962 },
        { "ResNet-34, small", () => ResidualNetwork.Create34(ImageSize.Small, 10), 21_282_122 },
        { "ResNet-50, small", () => ResidualNetwork.Create50(ImageSize.Small, 10), 23_520_842 },
        { "ResNet-18, large", () => ResidualNetwork.Create18(ImageSize.Large, 1000), 11_689_512 },
        { "ResNet-34, large", () => ResidualNetwork.Create34(ImageSize.Large, 1000), 21_797_672 },
        { "ResNet-50, large", () => ResidualNetwork.Create50(ImageSize.Large, 1000), 25_557_032 },
        { "VGG-19, small", () => VggNetwork.Create19(ImageSize.Small, 10), 20_040_522 },
        { "VGG-19, large", () => VggNetwork.Create19(ImageSize.Large, 1000), 143_678_248 },
        { "WRN-28-10", () => WideResidualNetwork.Create(28, 10, 10), 36_479_194 },
        { "WRN-40-10", () => WideResidualNetwork.Create(40, 10, 100), 55_899_444 },
        { "MobileNet, small", () => MobileNetwork.Create(ImageSize.Small, 10), 3_217_226 },
        { "MobileNet, large", () => MobileNetwork.Create(ImageSize.Large, 1000), 4_231_976 },
        { "EfficientNet-B0", () => EfficientNetwork.CreateB0(1000), 5_288_548 },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Parameters_are_as_many_as_in_the_reference(string name, Func<Module> create, long count)
    {
        using Module model = create();
        Assert.True(count == model.ParameterCount(), $"{name} has {model.ParameterCount():N0} parameters, the reference {count:N0}.");
    }

    [Fact]
    public void Names_are_those_of_the_reference()
    {
        Assert.Equal(
            [
                "conv1.weight", "bn1.weight", "bn1.bias",
                "layer1.0.conv1.weight", "layer1.0.bn1.weight", "layer1.0.bn1.bias", "layer1.0.conv2.weight", "layer1.0.bn2.weight", "layer1.0.bn2.bias",
            ],
            Names(ResidualNetwork.Create18(ImageSize.Large, 10, width: 0.1)).Take(9));
        Assert.Superset(
            new HashSet<string> { "layer2.0.downsample.0.weight", "layer2.0.downsample.1.running_var", "layer4.1.bn2.running_mean", "fc.bias" },
            Names(ResidualNetwork.Create18(ImageSize.Large, 10, width: 0.1)));
        Assert.Superset(new HashSet<string> { "layer1.0.downsample.0.weight", "layer4.2.bn3.bias" }, Names(ResidualNetwork.Create50(ImageSize.Large, 10, width: 0.1)));
        Assert.Superset(new HashSet<string> { "features.0.bias", "features.50.running_mean", "classifier.6.weight" }, Names(VggNetwork.Create19(ImageSize.Large, 10, width: 0.1)));
        Assert.Superset(new HashSet<string> { "features.49.weight", "classifier.weight" }, Names(VggNetwork.Create19(ImageSize.Small, 10, width: 0.1)));
        Assert.Superset(new HashSet<string> { "conv1.weight", "block1.layer.0.convShortcut.weight", "block3.layer.3.bn2.bias", "fc.weight" }, Names(WideResidualNetwork.Create(28, 2, 10)));
        Assert.Superset(new HashSet<string> { "layers.12.conv2.weight", "layers.0.bn1.running_mean", "linear.bias" }, Names(MobileNetwork.Create(ImageSize.Small, 10)));
        Assert.Superset(
            new HashSet<string> { "features.0.0.weight", "features.1.0.block.1.fc1.bias", "features.2.1.block.0.1.running_var", "features.7.0.block.3.0.weight", "features.8.1.bias", "classifier.1.weight" },
            Names(EfficientNetwork.CreateB0(10)));
    }

    /// <summary>Narrow networks, to be quick, at image sizes and channels that are not those of the publications too.</summary>
    public static TheoryData<string, Func<Module<Tensor, Tensor>>, long[]> Narrow() => new()
    {
        { "MLP", () => MultilayerPerceptron.Create(28 * 28, 7, hiddenLayers: 2, units: 16), [1, 28, 28] },
        { "ResNet-18 on grey images", () => ResidualNetwork.Create18(ImageSize.Small, 7, inputs: 1, width: 0.125), [1, 28, 28] },
        { "ResNet-34", () => ResidualNetwork.Create34(ImageSize.Small, 7, width: 0.125), [3, 32, 32] },
        { "ResNet-50, large", () => ResidualNetwork.Create50(ImageSize.Large, 7, width: 0.125), [3, 64, 96] },
        { "VGG-19", () => VggNetwork.Create19(ImageSize.Small, 7, width: 0.125), [3, 32, 32] },
        { "VGG-19, large", () => VggNetwork.Create19(ImageSize.Large, 7, width: 0.03), [3, 64, 64] },
        { "WRN-10-1", () => WideResidualNetwork.Create(10, 1, 7, dropout: 0.3), [3, 32, 32] },
        { "MobileNet", () => MobileNetwork.Create(ImageSize.Small, 7, width: 0.25), [3, 32, 32] },
        { "EfficientNet-B0", () => EfficientNetwork.CreateB0(7, width: 0.25), [3, 64, 64] },
    };

    [Theory]
    [MemberData(nameof(Narrow))]
    public void Images_become_scores_and_every_parameter_gets_a_gradient(string name, Func<Module<Tensor, Tensor>> create, long[] image)
    {
        using DisposeScope scope = NewDisposeScope();
        using Module<Tensor, Tensor> model = create();
        model.Initialize(1);
        Tensor images = TensorValues.Copy<float>(Noise(2 * image.Aggregate(1L, (a, b) => a * b), seed: 1), [2, .. image]);
        Tensor before = images.clone();

        Tensor scores = model.call(images);
        functional.cross_entropy(scores, tensor([0L, 3])).backward();

        Assert.Equal([2, 7], scores.shape);
        Assert.Equal(before.ToArray<float>(), images.ToArray<float>()); // nothing worked in place on what is the caller's
        Assert.All(model.named_parameters(), named =>
        {
            float[] gradient = named.parameter.grad?.ToArray<float>() ?? [];
            Assert.True(gradient.Length > 0 && gradient.All(float.IsFinite), $"{name}: {named.name} has no finite gradient");
        });
        Assert.Contains(model.parameters(), parameter => parameter.grad!.ToArray<float>().Any(x => x != 0));
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("bottleneck")]
    [InlineData("preactivation")]
    [InlineData("inverted")]
    public void A_block_has_the_gradient_of_finite_differences(string kind)
    {
        const double Step = 1e-6;
        using DisposeScope scope = NewDisposeScope();
        ResidualLayers layers = new(ImageSize.Small);
        using Module<Tensor, Tensor> block = kind switch
        {
            "basic" => new BasicBlock(2, 3, stride: 2, layers),
            "bottleneck" => new BottleneckBlock(2, 1, stride: 1, layers),
            "preactivation" => new PreactivationBlock(2, 3, stride: 2, dropout: 0),
            _ => new InvertedResidualBlock(2, 2, expansion: 2, kernel: 3, stride: 1, dropProbability: 0),
        };
        block.Initialize(2);
        block.to(ScalarType.Float64);
        Tensor images = TensorValues.Copy<double>([.. Noise(3 * 2 * 5 * 5, seed: 3).Select(x => (double)x)], 3, 2, 5, 5);
        Tensor Loss() => block.call(images).pow(3).mean();

        Loss().backward();
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in block.named_parameters())
        {
            double[] gradient = parameter.grad!.ToArray<double>();
            for (int i = 0; i < gradient.Length; i += 3)
            {
                using IDisposable constants = no_grad();
                ref double value = ref MemoryMarshal.Cast<byte, double>(parameter.bytes)[i];
                double middle = value;
                value = middle + Step;
                double above = Loss().item<double>();
                value = middle - Step;
                double below = Loss().item<double>();
                value = middle;
                double estimate = (above - below) / (2 * Step);
                Assert.True(Math.Abs(estimate - gradient[i]) <= 1e-6 * Math.Max(1, Math.Abs(estimate)), $"{name}[{i}]: {gradient[i]:R}, by differences {estimate:R}");
            }
        }
    }

    [Fact]
    public void A_depth_that_no_wide_network_has_is_refused()
    {
        Assert.Contains("6n + 4", Assert.Throws<ArgumentException>(() => WideResidualNetwork.Create(20, 2, 10)).Message, StringComparison.Ordinal);
    }

    private static HashSet<string> Names(Module model)
    {
        using (model)
        {
            return [.. model.named_parameters().Select(named => named.name), .. model.named_buffers().Select(named => named.name)];
        }
    }

    private static float[] Noise(long count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, (int)count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
