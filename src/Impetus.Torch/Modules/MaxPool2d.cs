namespace Impetus.Torch.Modules;

/// <summary>The maximum over square windows of (batch, channels, height, width) images.</summary>
/// <param name="kernel">Side of the window.</param>
/// <param name="stride">Step of the window; null: its side.</param>
/// <param name="padding">Border that is added on every side; at most half of the window.</param>
public sealed class MaxPool2d(int kernel, int? stride = null, int padding = 0) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Operators.MaxPool2d.Call(input, kernel, stride ?? kernel, padding);
}
