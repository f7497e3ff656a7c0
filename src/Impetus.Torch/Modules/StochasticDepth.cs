namespace Impetus.Torch.Modules;

/// <summary>
/// While training, drops the whole of a residual branch for some examples of a batch, and scales it for the others by
/// 1/(1 − probability) (Huang et al. 2016). The choice is libtorch's: <see cref="Engine.Seed"/> makes it reproducible.
/// </summary>
public sealed class StochasticDepth : Module
{
    private readonly double _probability;

    /// <param name="probability">Of an example to lose the branch, in [0, 1).</param>
    public StochasticDepth(double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        _probability = probability;
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!IsTraining || _probability == 0)
        {
            return input;
        }
        long[] onePerExample = input.Shape;
        Array.Fill(onePerExample, 1, 1, onePerExample.Length - 1);
        using Tensor ones = Tensor.Ones(onePerExample, input.ScalarType);
        using Tensor factors = Operators.Dropout.Call(ones, _probability, true);
        return input * factors;
    }
}
