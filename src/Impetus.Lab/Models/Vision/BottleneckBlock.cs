using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Models.Vision;

/// <summary>
/// The residual block of ResNet-50 (He et al. 2016): 1×1, 3×3 and 1×1 convolutions, the last with four times the channels.
/// The stride is that of the 3×3 convolution, as in the implementations the papers use.
/// </summary>
internal sealed class BottleneckBlock : Module
{
    /// <summary>Output channels over the channels inside.</summary>
    public const int Expansion = 4;

    private readonly Convolution2d _conv1, _conv2, _conv3;
    private readonly BatchNormalization2d _bn1, _bn2, _bn3;
    private readonly Rectifier _rectifier = new(inPlace: true);
    private readonly Sequential? _downsample;

    public BottleneckBlock(int inputs, int channels, int stride, ResidualNetwork.Layers layers)
    {
        int outputs = Expansion * channels;
        _conv1 = Child("conv1", layers.Convolution(inputs, channels, kernel: 1));
        _bn1 = Child("bn1", new BatchNormalization2d(channels));
        _conv2 = Child("conv2", layers.Convolution(channels, channels, kernel: 3, stride));
        _bn2 = Child("bn2", new BatchNormalization2d(channels));
        _conv3 = Child("conv3", layers.Convolution(channels, outputs, kernel: 1));
        _bn3 = Child("bn3", new BatchNormalization2d(outputs));
        _downsample = layers.Shortcut(inputs, outputs, stride) is { } shortcut ? Child("downsample", shortcut) : null;
    }

    public override Tensor Forward(Tensor input)
    {
        Tensor inner = _rectifier.Forward(_bn1.Forward(_conv1.Forward(input)));
        inner = _rectifier.Forward(_bn2.Forward(_conv2.Forward(inner)));
        Tensor sum = _bn3.Forward(_conv3.Forward(inner)).AddInPlace(_downsample?.Forward(input) ?? input);
        return _rectifier.Forward(sum);
    }
}
