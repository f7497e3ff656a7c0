namespace Impetus.Torch.Modules;

/// <summary>
/// Divides the last dimension by its root mean square and multiplies it by a weight (Zhang and Sennrich 2019, RMSNorm):
/// y = w·x / √(mean(x²) + ε).
/// </summary>
public sealed class RootMeanSquareNormalization : Module
{
    private readonly double _epsilon;
    private readonly ModuleTensor _weight;

    /// <param name="width">Length of the last dimension.</param>
    /// <param name="epsilon">ε, added to the mean square.</param>
    public RootMeanSquareNormalization(long width, double epsilon = 1e-6)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        _epsilon = epsilon;
        _weight = Parameter("weight", [width], Initializers.Constant(1));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Tensor meanSquare = Operators.Square.Call(input).Mean(-1, keepDimension: true);
        return input * Operators.ReciprocalSquareRoot.Call(meanSquare + _epsilon) * _weight.Value;
    }
}
