using Impetus.Lab.Models;
using Impetus.Lab.Models.Vision;
using Impetus.Lab.Tasks;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Tests.Models;

/// <summary>Networks of the same architecture in TorchVision give the same scores and gradients on the same weights.</summary>
[Collection(NetworkEngine.Collection)]
public sealed class TorchVisionTests
{
    [Theory]
    [InlineData("resnet18")]
    [InlineData("resnet50")]
    [Trait("Category", "Slow")]
    public void Scores_and_gradients_are_those_of_TorchVision(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        using Module<Tensor, Tensor> ours = name == "resnet18" ? ResidualNetwork.Create18(ImageSize.Large, 10) : ResidualNetwork.Create50(ImageSize.Large, 10);
        using Module<Tensor, Tensor> theirs = name == "resnet18" ? torchvision.models.resnet18(10) : torchvision.models.resnet50(10);
        ours.Initialize(3);
        theirs.load_state_dict(ours.state_dict());
        // In single precision the rounding of one side would let rectifiers change their mind.
        ours.to(float64);
        theirs.to(float64);
        Tensor images = TensorValues.Copy<double>([.. Enumerable.Range(0, 2 * 3 * 64 * 64).Select(i => Math.Sin(i * 0.37))], 2, 3, 64, 64), labels = tensor([1L, 7]);

        Tensor scores = ours.call(images), expected = theirs.call(images);
        functional.cross_entropy(scores, labels).backward();
        functional.cross_entropy(expected, labels).backward();
        Assert.InRange(Distance(scores, expected), 0, 1e-10);
        Dictionary<string, TorchParameter> peers = theirs.named_parameters().ToDictionary(named => named.name, named => named.parameter);
        Assert.All(ours.named_parameters(), named => Assert.InRange(Distance(named.parameter.grad!, peers[named.name].grad!), 0, 1e-10));

        ours.eval();
        theirs.eval();
        Assert.InRange(Distance(ours.call(images), theirs.call(images)), 0, 1e-10);
    }

    private static double Distance(Tensor tensor, Tensor expected) => ((tensor - expected).norm() / expected.norm()).item<double>();
}
