namespace Impetus.Lab.Data.Images;

/// <summary>Turns bytes into network inputs; every channel has mean 0 and variance 1 over the training set.</summary>
public sealed class ImageNormalization
{
    private readonly float[][] _values;
    private readonly int _planePixels;

    private ImageNormalization(ChannelMoments[] channels, int planePixels)
    {
        _planePixels = planePixels;
        Mean = [.. channels.Select(channel => channel.Mean)];
        StandardDeviation = [.. channels.Select(channel => channel.StandardDeviation)];
        _values =
        [
            .. channels.Select(channel => Enumerable.Range(0, 256).Select(pixel => (float)(((pixel / 255.0) - channel.Mean) / channel.StandardDeviation)).ToArray()),
        ];
    }

    /// <summary>Mean of every channel's pixels, scaled to 0 to 1.</summary>
    public IReadOnlyList<double> Mean { get; }

    /// <summary>Standard deviation of every channel's pixels, scaled to 0 to 1; 1 for a channel that never changes.</summary>
    public IReadOnlyList<double> StandardDeviation { get; }

    /// <summary>The customary one for photographs: mean and standard deviation of ImageNet, which nobody measures again.</summary>
    /// <param name="planePixels">Pixels of an image.</param>
    public static ImageNormalization ImageNet(int planePixels) =>
        new([new(0.485, 0.229), new(0.456, 0.224), new(0.406, 0.225)], planePixels);

    /// <summary>Measures mean and deviation of every channel over all pixels of a set.</summary>
    public static ImageNormalization Of(LabelledImages images)
    {
        int planePixels = images.Height * images.Width;
        long[][] histograms = [.. Enumerable.Range(0, images.Channels).Select(_ => new long[256])];
        for (int start = 0, channel = 0; start < images.Pixels.Length; start += planePixels, channel = (channel + 1) % images.Channels)
        {
            long[] histogram = histograms[channel];
            foreach (byte pixel in images.Pixels.Span.Slice(start, planePixels))
            {
                histogram[pixel]++;
            }
        }

        return new ImageNormalization([.. histograms.Select(ChannelMoments.Of)], planePixels);
    }

    /// <summary>Normalises one image, or several.</summary>
    /// <param name="pixels">Whole images, plane by plane.</param>
    /// <param name="values">Receives one value per pixel, in the same order.</param>
    public void Apply(ReadOnlySpan<byte> pixels, Span<float> values)
    {
        for (int start = 0, channel = 0; start < pixels.Length; start += _planePixels, channel = (channel + 1) % _values.Length)
        {
            float[] table = _values[channel];
            ReadOnlySpan<byte> plane = pixels.Slice(start, _planePixels);
            Span<float> target = values.Slice(start, _planePixels);
            for (int k = 0; k < plane.Length; k++)
            {
                target[k] = table[plane[k]];
            }
        }
    }

    private readonly record struct ChannelMoments(double Mean, double StandardDeviation)
    {
        public static ChannelMoments Of(long[] histogram)
        {
            double count = Math.Max(1, histogram.Sum());
            double mean = histogram.Select((times, pixel) => times * (pixel / 255.0)).Sum() / count;
            double variance = histogram.Select((times, pixel) => times * Math.Pow((pixel / 255.0) - mean, 2)).Sum() / count;
            return new(mean, variance > 0 ? Math.Sqrt(variance) : 1);
        }
    }
}
