namespace Impetus.Lab.Data.Images.Folders;

/// <summary>A decoded picture.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">1 for grey, 3 for colours.</param>
/// <param name="Samples">Row by row, pixel by pixel: height × width × channels bytes.</param>
public sealed record Raster(int Width, int Height, int Channels, byte[] Samples)
{
    /// <summary>The picture in grey or in colours: grey goes to all three channels, colours become their luma (ITU-R 601).</summary>
    /// <param name="channels">1 or 3.</param>
    public Raster In(int channels)
    {
        if (channels == Channels)
        {
            return this;
        }

        byte[] samples = new byte[Width * Height * channels];
        for (int pixel = 0; pixel < Width * Height; pixel++)
        {
            if (channels == 3)
            {
                samples.AsSpan(3 * pixel, 3).Fill(Samples[pixel]);
            }
            else
            {
                ReadOnlySpan<byte> colours = Samples.AsSpan(3 * pixel, 3);
                samples[pixel] = (byte)(((19_595 * colours[0]) + (38_470 * colours[1]) + (7_471 * colours[2]) + 0x8000) >> 16);
            }
        }

        return new Raster(Width, Height, channels, samples);
    }

    /// <summary>Writes a part of the picture plane by plane.</summary>
    /// <param name="box">The part.</param>
    /// <param name="isMirrored">Whether left and right change places.</param>
    /// <param name="planes">Receives channels × rows × columns bytes.</param>
    public void CopyPlanes(PixelBox box, bool isMirrored, Span<byte> planes)
    {
        int target = 0;
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int row = box.Top; row < box.Top + box.Height; row++)
            {
                int start = (((row * Width) + box.Left) * Channels) + channel;
                for (int column = 0; column < box.Width; column++, target++)
                {
                    planes[target] = Samples[start + (Channels * (isMirrored ? box.Width - 1 - column : column))];
                }
            }
        }
    }
}
