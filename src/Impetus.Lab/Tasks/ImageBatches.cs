using Impetus.Lab.Data;
using Impetus.Lab.Data.Images;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks;

/// <summary>The training images of one run: in random order, augmented, and prepared on a second thread while the first one trains.</summary>
internal sealed class ImageBatches : IDisposable
{
    private readonly ReadAhead<ImageBatch> _ahead;
    private (long Number, ImageBatch Batch)? _latest;
    private BatchPart _part;

    /// <summary>Nothing is prepared until a batch is asked for.</summary>
    /// <param name="images">The training set.</param>
    /// <param name="normalization">How pixels become values.</param>
    /// <param name="order">Which of its images make up which batch; used on the second thread alone from now on.</param>
    /// <param name="seed">What augmentation follows from.</param>
    public ImageBatches(IImageSource images, ImageNormalization normalization, BatchOrder order, ulong seed)
    {
        _part = BatchPart.Of(order.BatchSize, 0, 1);
        _ahead = new(
            () => new ImageBatch(images, normalization),
            (number, batch) => batch.Fill(_part.Of(order[number]), new ImageChance(seed, number / order.BatchesPerEpoch)));
    }

    /// <summary>Has batches be a part of what they were. Call it before the first one is asked for.</summary>
    public void TakePart(BatchPart part) => _part = part;

    /// <summary>The share of a batch that the part is.</summary>
    public double Share => (double)_part.Count / _part.Total;

    /// <summary>A batch: the same for the same seed and number, whatever was asked for before.</summary>
    /// <param name="number">Its number since the start of training, from 0.</param>
    /// <returns>Values (batch, channels, height, width) and labels (batch).</returns>
    /// <exception cref="LabException">An image cannot be read.</exception>
    public (Tensor Values, Tensor Labels) At(long number)
    {
        // A wrapper may ask for the same batch again at other weights.
        if (_latest is not { } latest || latest.Number != number)
        {
            _latest = null;
            _latest = latest = (number, _ahead.Take(number));
        }

        return latest.Batch.ToTensors();
    }

    /// <summary>Stops the second thread.</summary>
    public void Dispose() => _ahead.Dispose();
}
