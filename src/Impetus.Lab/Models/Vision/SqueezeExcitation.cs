using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Vision;

/// <summary>
/// Weighs the channels of an image by what they are on average (Hu et al. 2018): x·σ(W₂·silu(W₁·mean(x))), a factor in
/// (0, 1) for each channel.
/// </summary>
internal sealed class SqueezeExcitation : Module<Tensor, Tensor>
{
    private readonly AdaptiveAvgPool2d avgpool = AdaptiveAvgPool2d(1);
    private readonly Conv2d fc1;
    private readonly Conv2d fc2;

    public SqueezeExcitation(int channels, int squeezed)
        : base(nameof(SqueezeExcitation))
    {
        fc1 = Conv2d(channels, squeezed, kernel_size: 1).StartingFrom(Initializers.NormalByOutputs(squeezed));
        fc2 = Conv2d(squeezed, channels, kernel_size: 1).StartingFrom(Initializers.NormalByOutputs(channels));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        input * fc2.call(functional.silu(fc1.call(avgpool.call(input)))).sigmoid();
}
