using Impetus.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Vision;

/// <summary>
/// The residual block of ResNet-50 (He et al. 2016): 1×1, 3×3 and 1×1 convolutions, the last with four times the channels.
/// The stride is that of the 3×3 convolution, as in the implementations the papers use.
/// </summary>
internal sealed class BottleneckBlock : Module<Tensor, Tensor>
{
    /// <summary>Output channels over the channels inside.</summary>
    public const int Expansion = 4;

    private readonly Conv2d conv1;
    private readonly Layers.BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly Layers.BatchNorm2d bn2;
    private readonly Conv2d conv3;
    private readonly Layers.BatchNorm2d bn3;
    private readonly Sequential? downsample;

    public BottleneckBlock(int inputs, int channels, int stride, ResidualLayers layers)
        : base(nameof(BottleneckBlock))
    {
        int outputs = Expansion * channels;
        conv1 = layers.Convolution(inputs, channels, kernel: 1);
        bn1 = new Layers.BatchNorm2d(channels);
        conv2 = layers.Convolution(channels, channels, kernel: 3, stride);
        bn2 = new Layers.BatchNorm2d(channels);
        conv3 = layers.Convolution(channels, outputs, kernel: 1);
        bn3 = new Layers.BatchNorm2d(outputs);
        downsample = layers.Shortcut(inputs, outputs, stride);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        Tensor inner = bn1.call(conv1.call(input)).relu_();
        inner = bn2.call(conv2.call(inner)).relu_();
        Tensor sum = bn3.call(conv3.call(inner)).PlusInPlace(downsample?.call(input) ?? input);
        return sum.relu_();
    }
}
