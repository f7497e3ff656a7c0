namespace Impetus.Torch.Modules;

/// <summary>Merges all dimensions but the first, the batch.</summary>
public sealed class Flatten : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Operators.Flatten.Call(input, 1);
}
