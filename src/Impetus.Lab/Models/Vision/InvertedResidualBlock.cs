using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Models.Vision;

/// <summary>
/// The block of EfficientNet (Tan and Le 2019): 1×1 expansion, depthwise convolution, squeeze-and-excitation, 1×1 projection
/// without activation, and, where the shape stays, the input on top, with stochastic depth.
/// </summary>
internal sealed class InvertedResidualBlock : Module
{
    private const int SqueezeDivisor = 4;

    private readonly Sequential _block;
    private readonly StochasticDepth? _depth;

    public InvertedResidualBlock(int inputs, int outputs, int expansion, int kernel, int stride, double dropProbability)
    {
        int inner = inputs * expansion;
        Module[] expand = expansion == 1 ? [] : [ConvolutionWithNormalization(inputs, inner, kernel: 1)];
        _block = Child("block", new Sequential(
        [
            .. expand,
            ConvolutionWithNormalization(inner, inner, kernel, stride, groups: inner),
            new SqueezeExcitation(inner, Math.Max(1, inputs / SqueezeDivisor)),
            ConvolutionWithNormalization(inner, outputs, kernel: 1, isActivated: false),
        ]));
        _depth = stride == 1 && inputs == outputs ? Child("stochastic_depth", new StochasticDepth(dropProbability)) : null;
    }

    public override Tensor Forward(Tensor input)
    {
        Tensor output = _block.Forward(input);
        return _depth is null ? output : _depth.Forward(output) + input;
    }

    /// <summary>Convolution, normalisation and, if wanted, the activation.</summary>
    public static Sequential ConvolutionWithNormalization(
        int inputs, int outputs, int kernel, int stride = 1, int groups = 1, bool isActivated = true)
    {
        Initializer initializer = Initializers.NormalByOutputs(outputs / groups * kernel * kernel);
        Convolution2d convolution = new(inputs, outputs, kernel, stride, kernel / 2, groups, bias: false, initializer);
        BatchNormalization2d normalization = new(outputs);
        return isActivated ? new(convolution, normalization, new SigmoidLinearUnit()) : new(convolution, normalization);
    }
}
