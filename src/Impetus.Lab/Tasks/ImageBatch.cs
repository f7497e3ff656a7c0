using Impetus.Lab.Data.Images;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks;

/// <summary>Some images of a set as network inputs, with their labels. Its memory is used again and again.</summary>
/// <param name="images">The set they come from.</param>
/// <param name="normalization">How pixels become values.</param>
internal sealed class ImageBatch(IImageSource images, ImageNormalization normalization)
{
    // Without a limit the pool adds threads while decoding is slow.
    private static readonly ParallelOptions EveryCore = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    private readonly int _pixelsPerImage = images.Channels * images.Height * images.Width;
    private int[] _positions = [];
    private long[] _labels = [];
    private byte[] _pixels = [];
    private float[] _values = [];

    /// <summary>Draws images. Their order in the batch is that of the positions, whichever thread draws them.</summary>
    /// <param name="positions">Their positions in the set.</param>
    /// <param name="chance">What augmentation follows from; null for none.</param>
    /// <exception cref="LabException">An image cannot be read.</exception>
    public void Fill(ReadOnlySpan<int> positions, ImageChance? chance)
    {
        Resize(positions.Length);
        positions.CopyTo(_positions);
        if (images.IsDecodedOnDemand)
        {
            DrawOnAllThreads(chance);
            return;
        }

        for (int slot = 0; slot < positions.Length; slot++)
        {
            Draw(slot, chance);
        }
    }

    /// <summary>Copies them to tensors.</summary>
    /// <returns>Values (batch, channels, height, width) and labels (batch).</returns>
    public (Tensor Values, Tensor Labels) ToTensors() => (
        TensorValues.Copy(_values, _labels.Length, images.Channels, images.Height, images.Width),
        TensorValues.Copy(_labels, _labels.Length));

    private void Draw(int slot, ImageChance? chance)
    {
        Span<byte> pixels = _pixels.AsSpan(slot * _pixelsPerImage, _pixelsPerImage);
        images.Draw(_positions[slot], chance, pixels);
        normalization.Apply(pixels, _values.AsSpan(slot * _pixelsPerImage, _pixelsPerImage));
        _labels[slot] = images.LabelOf(_positions[slot]);
    }

    // Of several images that cannot be read, the first one is reported: messages must not depend on chance.
    private void DrawOnAllThreads(ImageChance? chance)
    {
        LabException?[] errors = new LabException?[_labels.Length];
        Parallel.For(0, errors.Length, EveryCore, slot =>
        {
            try
            {
                Draw(slot, chance);
            }
            catch (LabException error)
            {
                errors[slot] = error;
            }
        });
        if (errors.FirstOrDefault(static error => error is not null) is { } first)
        {
            throw first;
        }
    }

    private void Resize(int count)
    {
        if (_labels.Length != count)
        {
            _positions = new int[count];
            _labels = new long[count];
            _pixels = new byte[count * _pixelsPerImage];
            _values = new float[count * _pixelsPerImage];
        }
    }
}
