using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Layers;

/// <summary>
/// While training, drops the whole of a residual branch for some examples of a batch, and scales it for the others by
/// 1/(1 − probability) (Huang et al. 2016). libtorch draws: its seed makes the choice reproducible.
/// </summary>
internal sealed class StochasticDepth : Module<Tensor, Tensor>
{
    private readonly double _probability;

    /// <param name="probability">Of an example to lose the branch, in [0, 1).</param>
    public StochasticDepth(double probability)
        : base(nameof(StochasticDepth))
    {
        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        _probability = probability;
    }

    public override Tensor forward(Tensor input)
    {
        if (!training || _probability == 0)
        {
            return input.alias();
        }

        long[] onePerExample = [input.shape[0], .. Enumerable.Repeat(1L, (int)input.dim() - 1)];
        return input * functional.dropout(ones(onePerExample, input.dtype), _probability, training: true);
    }
}
