namespace Impetus.Torch.Modules;

/// <summary>
/// Normalises the last dimension to mean 0 and variance 1 and scales and shifts it (Ba et al. 2016):
/// y = w·(x − mean) / √(variance + ε) + b.
/// </summary>
public sealed class LayerNormalization : Module
{
    private readonly long[] _shape;
    private readonly double _epsilon;
    private readonly ModuleTensor _weight;
    private readonly ModuleTensor _bias;

    /// <param name="width">Length of the last dimension.</param>
    /// <param name="epsilon">ε, added to the variance.</param>
    public LayerNormalization(long width, double epsilon = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        (_shape, _epsilon) = ([width], epsilon);
        _weight = Parameter("weight", _shape, Initializers.Constant(1));
        _bias = Parameter("bias", _shape, Initializers.Constant(0));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) =>
        Operators.LayerNormalization.Call(input, _shape, _weight.Value, _bias.Value, _epsilon);
}
