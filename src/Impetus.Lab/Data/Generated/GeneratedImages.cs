using System.Buffers.Binary;

namespace Impetus.Lab.Data.Generated;

/// <summary>Images whose class shows in which part of them is bright.</summary>
internal static class GeneratedImages
{
    private const int Classes = 10, GreySide = 28, ColourPlane = 32 * 32;

    // More than the 6,000 that become the validation part, so that some are left to train on.
    private const int TrainingImages = 8_000, TestImages = 500;

    /// <summary>A file of images or of labels in the IDX format.</summary>
    /// <param name="file">Its name says which.</param>
    public static byte[] Idx(string file)
    {
        int count = file.StartsWith("train", StringComparison.Ordinal) ? TrainingImages : TestImages;
        bool isImages = file.Contains("images", StringComparison.Ordinal);
        int[] sizes = isImages ? [count, GreySide, GreySide] : [count];
        byte[] content = new byte[4 + (4 * sizes.Length) + sizes.Aggregate(1, static (product, size) => product * size)];
        (content[2], content[3]) = (0x08, (byte)sizes.Length);
        for (int k = 0; k < sizes.Length; k++)
        {
            BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(4 + (4 * k)), sizes[k]);
        }

        Span<byte> elements = content.AsSpan(4 + (4 * sizes.Length));
        DeterministicRandom random = new((ulong)count);
        for (int image = 0; image < count; image++)
        {
            if (isImages)
            {
                Draw(elements.Slice(image * GreySide * GreySide, GreySide * GreySide), image % Classes, Classes, ref random);
            }
            else
            {
                elements[image] = (byte)(image % Classes);
            }
        }

        return content;
    }

    /// <summary>A file of CIFAR's records.</summary>
    /// <param name="file">Its name; files of different names have different images.</param>
    /// <param name="labelBytes">Bytes before an image.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="images">Number of images.</param>
    public static byte[] Cifar(string file, int labelBytes, int classes, int images)
    {
        const int Pixels = 3 * ColourPlane;
        byte[] content = new byte[images * (labelBytes + Pixels)];
        DeterministicRandom random = new((ulong)file.Sum(static letter => letter));
        for (int image = 0; image < images; image++)
        {
            Span<byte> record = content.AsSpan(image * (labelBytes + Pixels), labelBytes + Pixels);
            record[labelBytes - 1] = (byte)(image % classes);
            Draw(record[labelBytes..], image % classes, classes, ref random);
        }

        return content;
    }

    // A band of the image, the classes one below the other, is brighter than the noise.
    private static void Draw(Span<byte> pixels, int label, int classes, ref DeterministicRandom random)
    {
        const int Bright = 100, Noise = 128;
        int first = pixels.Length * label / classes, end = pixels.Length * (label + 1) / classes;
        for (int k = 0; k < pixels.Length; k++)
        {
            pixels[k] = (byte)(random.Next(Noise) + (k >= first && k < end ? Bright : 0));
        }
    }
}
