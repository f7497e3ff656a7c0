namespace Impetus.Lab.Data.Images.Folders;

/// <summary>
/// Changes the size of pictures. When a picture becomes smaller, the triangle that weighs pixels becomes wider, so that each
/// of them counts. First the columns, then the rows; sums are rounded to bytes after each, with weights of 22 bits, as Pillow
/// does it, so that the same files give the same inputs.
/// </summary>
internal static class Resampling
{
    private const int WeightBits = 22;

    /// <summary>A part of a picture in another size.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="box">The part; nothing beside it is looked at.</param>
    /// <param name="width">Columns of the result.</param>
    /// <param name="height">Rows of the result.</param>
    public static Raster Resize(Raster source, PixelBox box, int width, int height)
    {
        int channels = source.Channels;
        Contribution[] columns = Contributions(box.Width, width);
        byte[] narrowed = new byte[box.Height * width * channels];
        for (int row = 0; row < box.Height; row++)
        {
            ReadOnlySpan<byte> pixels = source.Samples.AsSpan((((box.Top + row) * source.Width) + box.Left) * channels, box.Width * channels);
            Narrow(pixels, columns, channels, narrowed.AsSpan(row * width * channels, width * channels));
        }

        int rowBytes = width * channels;
        byte[] result = new byte[height * rowBytes];
        int[] sums = new int[rowBytes];
        foreach ((int row, Contribution contribution) in Contributions(box.Height, height).Index())
        {
            Shorten(narrowed, contribution, sums, result.AsSpan(row * rowBytes, rowBytes));
        }

        return new Raster(width, height, channels, result);
    }

    private static void Narrow(ReadOnlySpan<byte> pixels, Contribution[] columns, int channels, Span<byte> result)
    {
        int target = 0;
        foreach (Contribution column in columns)
        {
            for (int channel = 0; channel < channels; channel++, target++)
            {
                int sum = 1 << (WeightBits - 1);
                int position = (column.First * channels) + channel;
                foreach (int weight in column.Weights)
                {
                    sum += weight * pixels[position];
                    position += channels;
                }

                result[target] = Clip(sum);
            }
        }
    }

    private static void Shorten(byte[] pixels, Contribution row, int[] sums, Span<byte> result)
    {
        Array.Fill(sums, 1 << (WeightBits - 1));
        for (int k = 0; k < row.Weights.Length; k++)
        {
            int weight = row.Weights[k];
            ReadOnlySpan<byte> source = pixels.AsSpan((row.First + k) * sums.Length, sums.Length);
            for (int column = 0; column < sums.Length; column++)
            {
                sums[column] += weight * source[column];
            }
        }

        for (int column = 0; column < sums.Length; column++)
        {
            result[column] = Clip(sums[column]);
        }
    }

    private static byte Clip(int sum) => (byte)Math.Clamp(sum >> WeightBits, 0, 255);

    private static Contribution[] Contributions(int from, int to)
    {
        double scale = (double)from / to;
        double reach = Math.Max(scale, 1);
        return [.. Enumerable.Range(0, to).Select(position =>
        {
            double centre = (position + 0.5) * scale;
            int first = Math.Max(0, (int)(centre - reach + 0.5));
            int last = Math.Min(from, (int)(centre + reach + 0.5));
            double inverse = 1 / reach;
            double[] weights = [.. Enumerable.Range(first, last - first).Select(pixel => Math.Max(0, 1 - Math.Abs((pixel - centre + 0.5) * inverse)))];
            double sum = weights.Sum();
            return new Contribution(first, [.. weights.Select(weight => (int)(0.5 + (weight / sum * (1 << WeightBits))))]);
        })];
    }

    /// <summary>The pixels that one pixel of the result is made of.</summary>
    private readonly record struct Contribution(int First, int[] Weights);
}
