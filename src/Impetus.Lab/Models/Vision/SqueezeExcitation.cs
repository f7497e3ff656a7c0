using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Models.Vision;

/// <summary>
/// Weighs the channels of an image by what they are on average (Hu et al. 2018): x·σ(W₂·silu(W₁·mean(x))), a factor in
/// (0, 1) for each channel.
/// </summary>
internal sealed class SqueezeExcitation : Module
{
    private readonly AdaptiveAveragePool2d _pool = new(1);
    private readonly SigmoidLinearUnit _activation = new();
    private readonly Convolution2d _fc1, _fc2;

    public SqueezeExcitation(int channels, int squeezed)
    {
        _fc1 = Child("fc1", new Convolution2d(channels, squeezed, kernel: 1, initializer: Initializers.NormalByOutputs(squeezed)));
        _fc2 = Child("fc2", new Convolution2d(squeezed, channels, kernel: 1, initializer: Initializers.NormalByOutputs(channels)));
    }

    public override Tensor Forward(Tensor input)
    {
        Tensor factors = _fc2.Forward(_activation.Forward(_fc1.Forward(_pool.Forward(input)))).Sigmoid();
        return input * factors;
    }
}
