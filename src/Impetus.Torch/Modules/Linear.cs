namespace Impetus.Torch.Modules;

/// <summary>Linear map of the last dimension: y = x·Wᵀ + b, from (…, inputs) to (…, outputs).</summary>
public sealed class Linear : Module
{
    private readonly ModuleTensor _weight;
    private readonly ModuleTensor? _bias;

    /// <param name="inputs">Length of the last dimension of the input.</param>
    /// <param name="outputs">Length of the last dimension of the output.</param>
    /// <param name="bias">Whether b is there.</param>
    /// <param name="initializer">Draws W, and b then starts at 0; by default both are uniform in ±1/√inputs.</param>
    public Linear(long inputs, long outputs, bool bias = true, Initializer? initializer = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        Initializer usual = Initializers.UniformByInputs(inputs);
        _weight = Parameter("weight", [outputs, inputs], initializer ?? usual);
        _bias = bias ? Parameter("bias", [outputs], initializer is null ? usual : Initializers.Constant(0)) : null;
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Operators.Linear.Call(input, _weight.Value, _bias?.Value);
}
