namespace Impetus.Torch.Modules;

/// <summary>Averages (batch, channels, height, width) images down to a square of the given side.</summary>
/// <param name="side">Height and width of the output; 1 averages over the whole image.</param>
public sealed class AdaptiveAveragePool2d(int side) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Operators.AdaptiveAveragePool2d.Call(input, side);
}
