namespace Impetus.Lab.Data;

/// <summary>Turns bytes into network inputs of mean 0 and variance 1 over the training set.</summary>
public sealed class ImageNormalization
{
    private readonly float[] _values = new float[256];

    private ImageNormalization(double mean, double standardDeviation)
    {
        (Mean, StandardDeviation) = (mean, standardDeviation);
        for (int pixel = 0; pixel < 256; pixel++)
        {
            _values[pixel] = (float)(((pixel / 255.0) - mean) / standardDeviation);
        }
    }

    /// <summary>Mean of the pixels, scaled to 0 to 1.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation of the pixels, scaled to 0 to 1.</summary>
    public double StandardDeviation { get; }

    /// <summary>Measures mean and deviation over all pixels of a set.</summary>
    public static ImageNormalization Of(LabelledImages images)
    {
        long[] histogram = new long[256];
        foreach (byte pixel in images.Pixels.Span)
        {
            histogram[pixel]++;
        }

        double count = Math.Max(1, images.Pixels.Length);
        double mean = histogram.Select((times, pixel) => times * (pixel / 255.0)).Sum() / count;
        double variance = histogram.Select((times, pixel) => times * Math.Pow((pixel / 255.0) - mean, 2)).Sum() / count;
        return new ImageNormalization(mean, variance > 0 ? Math.Sqrt(variance) : 1);
    }

    /// <summary>Normalises pixels.</summary>
    /// <param name="pixels">Bytes.</param>
    /// <param name="values">Receives one value per pixel.</param>
    public void Apply(ReadOnlySpan<byte> pixels, Span<float> values)
    {
        for (int k = 0; k < pixels.Length; k++)
        {
            values[k] = _values[pixels[k]];
        }
    }
}
