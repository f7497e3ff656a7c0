namespace Impetus.Torch.Modules;

/// <summary>Linear map of the last dimension: y = x·Wᵀ + b, from (…, inputs) to (…, outputs).</summary>
public sealed class Linear : Module
{
    private readonly ModuleTensor _weight;
    private readonly ModuleTensor? _bias;

    /// <param name="inputs">Length of the last dimension of the input.</param>
    /// <param name="outputs">Length of the last dimension of the output.</param>
    /// <param name="bias">Whether b is there.</param>
    public Linear(long inputs, long outputs, bool bias = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        Initializer initializer = Initializers.UniformByInputs(inputs);
        _weight = Parameter("weight", [outputs, inputs], initializer);
        _bias = bias ? Parameter("bias", [outputs], initializer) : null;
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Operators.Linear.Call(input, _weight.Value, _bias?.Value);
}
