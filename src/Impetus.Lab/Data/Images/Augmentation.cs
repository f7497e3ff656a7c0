namespace Impetus.Lab.Data.Images;

/// <summary>
/// Random changes that leave an image's class as it is: cut out anew from the image with a black border (He et al. 2016,
/// section 4.2: four pixels), and mirrored left to right in half of the cases. What happens to an example in an epoch
/// follows from seed, epoch and example alone, so that a resumed run sees the same images.
/// </summary>
/// <param name="Padding">Width of the border in pixels; 0 for no cutting.</param>
/// <param name="Mirrors">Whether images are mirrored.</param>
public sealed record Augmentation(int Padding, bool Mirrors)
{
    /// <summary>Images as they are.</summary>
    public static Augmentation None { get; } = new(0, Mirrors: false);

    /// <summary>What the literature does with CIFAR: a border of four pixels, and mirroring.</summary>
    public static Augmentation Cifar { get; } = new(4, Mirrors: true);

    /// <summary>Changes one image.</summary>
    /// <param name="images">The set that it is in.</param>
    /// <param name="example">Its position in the set.</param>
    /// <param name="chance">What decides.</param>
    /// <param name="result">Receives <see cref="LabelledImages.PixelsPerImage"/> bytes.</param>
    public void Apply(LabelledImages images, int example, ImageChance chance, Span<byte> result)
    {
        ReadOnlySpan<byte> image = images[example];
        if (this == None)
        {
            image.CopyTo(result);
            return;
        }

        DeterministicRandom random = chance.For(example);
        int down = random.Next((2 * Padding) + 1) - Padding;
        int right = random.Next((2 * Padding) + 1) - Padding;
        bool isMirrored = Mirrors && random.Next(2) == 1;
        for (int row = 0; row < images.Channels * images.Height; row++)
        {
            (int plane, int line) = Math.DivRem(row, images.Height);
            Span<byte> target = result.Slice(row * images.Width, images.Width);
            int from = line + down;
            if (from < 0 || from >= images.Height)
            {
                target.Clear();
                continue;
            }

            Shift(image.Slice(((plane * images.Height) + from) * images.Width, images.Width), right, target);
            if (isMirrored)
            {
                target.Reverse();
            }
        }
    }

    private static void Shift(ReadOnlySpan<byte> source, int right, Span<byte> target)
    {
        int width = source.Length;
        int kept = Math.Max(0, width - Math.Abs(right));
        int start = Math.Min(width, Math.Max(0, -right));
        target[..start].Clear();
        source.Slice(Math.Min(width, Math.Max(0, right)), kept).CopyTo(target[start..]);
        target[(start + kept)..].Clear();
    }
}
