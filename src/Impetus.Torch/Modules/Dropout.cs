namespace Impetus.Torch.Modules;

/// <summary>
/// While training, sets elements to zero at random and scales the rest by 1/(1 − probability) (Srivastava et al. 2014).
/// The choice is libtorch's: <see cref="Engine.Seed"/> makes it reproducible.
/// </summary>
public sealed class Dropout : Module
{
    private readonly double _probability;

    /// <param name="probability">Of an element to be dropped, in [0, 1).</param>
    public Dropout(double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        _probability = probability;
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Operators.Dropout.Call(input, _probability, IsTraining);
}
