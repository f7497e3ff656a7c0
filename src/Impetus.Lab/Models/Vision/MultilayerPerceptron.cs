using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Vision;

/// <summary>
/// Linear layers with rectifiers between them, over the flattened image. Malviya et al. 2024 (torque-aware momentum, Table
/// 3) use 2 and 4 hidden layers of 128 on CIFAR-10.
/// </summary>
public static class MultilayerPerceptron
{
    /// <summary>Makes one, not yet initialised. Names: <c>1.weight</c>, <c>3.weight</c>, ... by position, rectifiers included.</summary>
    /// <param name="inputs">Values of an image.</param>
    /// <param name="classes">Outputs.</param>
    /// <param name="hiddenLayers">Hidden layers, at least 1.</param>
    /// <param name="units">Units of a hidden layer.</param>
    public static Module<Tensor, Tensor> Create(int inputs, int classes, int hiddenLayers, int units = 128)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hiddenLayers, 1);
        return Sequential(
        [
            Flatten(),
            Linear(inputs, units),
            .. Enumerable.Range(1, hiddenLayers - 1).SelectMany(_ => new Module<Tensor, Tensor>[] { ReLU(inplace: true), Linear(units, units) }),
            ReLU(inplace: true),
            Linear(units, classes),
        ]);
    }
}
