namespace Impetus.Torch.Modules;

/// <summary>The rectified linear unit (ReLU): max(0, x) by element.</summary>
/// <param name="inPlace">
/// Writes over its input, which saves memory and time. Right only behind a part whose backward pass does not need its own
/// output (convolution, linear map, normalisation, sum), and where nothing else reads the input.
/// </param>
public sealed class Rectifier(bool inPlace = false) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) =>
        inPlace ? Operators.RectifierInPlace.Call(input) : Operators.Rectifier.Call(input);
}
