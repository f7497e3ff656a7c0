namespace Impetus.Lab.Data.Images.Folders;

/// <summary>A part of a picture, in pixels.</summary>
/// <param name="Left">Its first column.</param>
/// <param name="Top">Its first row.</param>
/// <param name="Width">Columns, from 1.</param>
/// <param name="Height">Rows, from 1.</param>
public readonly record struct PixelBox(int Left, int Top, int Width, int Height)
{
    private const int Attempts = 10;
    private const double LeastArea = 0.08;
    private const double WidestRatio = 4.0 / 3;

    /// <summary>
    /// A random part, as networks for ImageNet are trained with (Szegedy et al. 2015, section 6): 8 to 100 % of the area, with
    /// an aspect ratio of 3/4 to 4/3, the logarithm of which is uniform. Where ten attempts do not fit, the largest part in the
    /// middle with such a ratio.
    /// </summary>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="random">Decides.</param>
    public static PixelBox Random(int width, int height, ref DeterministicRandom random)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            double area = (double)width * height * (LeastArea + ((1 - LeastArea) * random.NextShare()));
            double ratio = Math.Pow(WidestRatio, (2 * random.NextShare()) - 1);
            int columns = (int)Math.Round(Math.Sqrt(area * ratio));
            int rows = (int)Math.Round(Math.Sqrt(area / ratio));
            if (columns > 0 && columns <= width && rows > 0 && rows <= height)
            {
                return new(random.Next(width - columns + 1), random.Next(height - rows + 1), columns, rows);
            }
        }

        return Middle(
            width,
            height,
            Math.Clamp((int)Math.Round(height * WidestRatio), 1, width),
            Math.Clamp((int)Math.Round(width * WidestRatio), 1, height));
    }

    /// <summary>The part of a size in the middle of a picture.</summary>
    public static PixelBox Middle(int width, int height, int columns, int rows) =>
        new((int)Math.Round((width - columns) / 2.0), (int)Math.Round((height - rows) / 2.0), columns, rows);

    /// <summary>All of a picture.</summary>
    public static PixelBox All(int width, int height) => new(0, 0, width, height);
}
