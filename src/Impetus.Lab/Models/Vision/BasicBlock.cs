using Impetus.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Vision;

/// <summary>
/// The residual block of ResNet-18 and ResNet-34 (He et al. 2016): y = relu(x′ + bn(conv(relu(bn(conv(x)))))) with 3×3
/// convolutions; x′ is x, or a 1×1 convolution of it where the shape changes.
/// </summary>
internal sealed class BasicBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly Layers.BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly Layers.BatchNorm2d bn2;
    private readonly Sequential? downsample;

    public BasicBlock(int inputs, int outputs, int stride, ResidualLayers layers)
        : base(nameof(BasicBlock))
    {
        conv1 = layers.Convolution(inputs, outputs, kernel: 3, stride);
        bn1 = new Layers.BatchNorm2d(outputs);
        conv2 = layers.Convolution(outputs, outputs, kernel: 3);
        bn2 = new Layers.BatchNorm2d(outputs);
        downsample = layers.Shortcut(inputs, outputs, stride);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        Tensor inner = bn1.call(conv1.call(input)).relu_();
        Tensor sum = bn2.call(conv2.call(inner)).PlusInPlace(downsample?.call(input) ?? input);
        return sum.relu_();
    }
}
