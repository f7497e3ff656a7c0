using Impetus.Lab.Models.Layers;
using Impetus.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Vision;

/// <summary>
/// The block of EfficientNet (Tan and Le 2019): 1×1 expansion, depthwise convolution, squeeze-and-excitation, 1×1 projection
/// without activation, and, where the shape stays, the input on top, with stochastic depth.
/// </summary>
internal sealed class InvertedResidualBlock : Module<Tensor, Tensor>
{
    private const int SqueezeDivisor = 4;

    private readonly Sequential block;
    private readonly StochasticDepth? stochastic_depth;

    public InvertedResidualBlock(int inputs, int outputs, int expansion, int kernel, int stride, double dropProbability)
        : base(nameof(InvertedResidualBlock))
    {
        int inner = inputs * expansion;
        block = Sequential(
        [
            .. expansion == 1 ? Array.Empty<Module<Tensor, Tensor>>() : [ConvolutionWithNormalization(inputs, inner, kernel: 1)],
            ConvolutionWithNormalization(inner, inner, kernel, stride, groups: inner),
            new SqueezeExcitation(inner, Math.Max(1, inputs / SqueezeDivisor)),
            ConvolutionWithNormalization(inner, outputs, kernel: 1, isActivated: false),
        ]);
        stochastic_depth = stride == 1 && inputs == outputs ? new StochasticDepth(dropProbability) : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        Tensor output = block.call(input);
        return stochastic_depth is null ? output : stochastic_depth.call(output).Plus(input);
    }

    /// <summary>Convolution, normalisation and, if wanted, the activation.</summary>
    public static Sequential ConvolutionWithNormalization(
        int inputs, int outputs, int kernel, int stride = 1, int groups = 1, bool isActivated = true)
    {
        Conv2d convolution = Conv2d(inputs, outputs, kernel, stride, padding: kernel / 2, groups: groups, bias: false)
            .StartingFrom(Initializers.NormalByOutputs(outputs / groups * kernel * kernel));
        return isActivated
            ? Sequential(convolution, new Layers.BatchNorm2d(outputs), SiLU())
            : Sequential(convolution, new Layers.BatchNorm2d(outputs));
    }
}
