using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Models.Vision;

/// <summary>
/// The residual block of ResNet-18 and ResNet-34 (He et al. 2016): y = relu(x′ + bn(conv(relu(bn(conv(x)))))) with 3×3
/// convolutions; x′ is x, or a 1×1 convolution of it where the shape changes.
/// </summary>
internal sealed class BasicBlock : Module
{
    private readonly Convolution2d _conv1, _conv2;
    private readonly BatchNormalization2d _bn1, _bn2;
    private readonly Rectifier _rectifier = new(inPlace: true);
    private readonly Sequential? _downsample;

    public BasicBlock(int inputs, int outputs, int stride, ResidualNetwork.Layers layers)
    {
        _conv1 = Child("conv1", layers.Convolution(inputs, outputs, kernel: 3, stride));
        _bn1 = Child("bn1", new BatchNormalization2d(outputs));
        _conv2 = Child("conv2", layers.Convolution(outputs, outputs, kernel: 3));
        _bn2 = Child("bn2", new BatchNormalization2d(outputs));
        _downsample = layers.Shortcut(inputs, outputs, stride) is { } shortcut ? Child("downsample", shortcut) : null;
    }

    public override Tensor Forward(Tensor input)
    {
        Tensor inner = _rectifier.Forward(_bn1.Forward(_conv1.Forward(input)));
        Tensor sum = _bn2.Forward(_conv2.Forward(inner)).AddInPlace(_downsample?.Forward(input) ?? input);
        return _rectifier.Forward(sum);
    }
}
