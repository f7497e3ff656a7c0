using Impetus.Lab.Data.Images;
using Impetus.Torch;

namespace Impetus.Lab.Tasks;

/// <summary>Makes tensors of images and labels.</summary>
/// <param name="images">The set they come from.</param>
/// <param name="normalization">How pixels become values.</param>
internal sealed class ImageTensors(LabelledImages images, ImageNormalization normalization)
{
    private float[] _values = [];
    private long[] _labels = [];

    /// <summary>Images of the set.</summary>
    public int Count => images.Count;

    /// <summary>The images with the given positions.</summary>
    /// <returns>Values (batch, channels, height, width) and labels (batch).</returns>
    public (Tensor Values, Tensor Labels) At(ReadOnlySpan<int> positions)
    {
        int pixels = images.PixelsPerImage;
        Reserve(positions.Length, pixels);
        for (int k = 0; k < positions.Length; k++)
        {
            ReadOnlySpan<byte> image = images.Pixels.Span.Slice(positions[k] * pixels, pixels);
            normalization.Apply(image, _values.AsSpan(k * pixels, pixels));
            _labels[k] = images.Labels.Span[positions[k]];
        }

        return (
            Tensor.From<float>(_values.AsSpan(0, positions.Length * pixels), positions.Length, images.Channels, images.Height, images.Width),
            Tensor.From<long>(_labels.AsSpan(0, positions.Length), positions.Length));
    }

    private void Reserve(int count, int pixels)
    {
        if (_labels.Length < count)
        {
            _values = new float[count * pixels];
            _labels = new long[count];
        }
    }
}
