namespace Impetus.Torch.Modules;

/// <summary>The rectified linear unit (ReLU): max(0, x) by element.</summary>
public sealed class Rectifier : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Operators.Rectifier.Call(input);
}
