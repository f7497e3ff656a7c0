using Impetus.Lab.Data.Images;

namespace Impetus.Lab.Tests.Data.Images;

public sealed class AugmentationTests
{
    private const int Side = 8;

    // Every pixel tells where it came from: 1 + 8·row + column, and 100 more in the second plane. 0 is the border.
    private static readonly LabelledImages Images = Make(count: 2_000);

    private static readonly ((int Down, int Right, bool IsMirrored) Shift, byte[] Image)[] Shifts =
    [
        .. from down in Enumerable.Range(-4, 9)
           from right in Enumerable.Range(-4, 9)
           from isMirrored in new[] { false, true }
           select ((down, right, isMirrored), Expected(down, right, isMirrored)),
    ];

    [Fact]
    public void Every_shift_occurs_equally_often_and_half_are_mirrored()
    {
        Dictionary<(int Down, int Right), int> shifts = [];
        int mirrored = 0;
        for (int example = 0; example < Images.Count; example++)
        {
            (int down, int right, bool isMirrored) = Recognise(Apply(Augmentation.Cifar, example, seed: 1, epoch: 0));
            shifts[(down, right)] = shifts.GetValueOrDefault((down, right)) + 1;
            mirrored += isMirrored ? 1 : 0;
        }

        Assert.Equal(81, shifts.Count);
        // 80 degrees of freedom: beyond 124.8 once in a thousand.
        double expected = Images.Count / 81.0;
        Assert.InRange(shifts.Values.Sum(count => (count - expected) * (count - expected) / expected), 40, 124.8);
        Assert.InRange(mirrored, 900, 1_100);
    }

    [Fact]
    public void What_happens_follows_from_seed_epoch_and_example_alone()
    {
        byte[][] forwards = [.. Enumerable.Range(0, 50).Select(example => Apply(Augmentation.Cifar, example, 7, 3))];
        byte[][] backwards = [.. Enumerable.Range(0, 50).Reverse().Select(example => Apply(Augmentation.Cifar, example, 7, 3)).Reverse()];

        Assert.Equal(forwards, backwards);
        Assert.NotEqual(forwards, Enumerable.Range(0, 50).Select(example => Apply(Augmentation.Cifar, example, 7, 4)));
        Assert.NotEqual(forwards, Enumerable.Range(0, 50).Select(example => Apply(Augmentation.Cifar, example, 8, 3)));
        Assert.InRange(forwards.Distinct(new Same()).Count(), 25, 50);
    }

    [Fact]
    public void Without_augmentation_images_stay_as_they_are() =>
        Assert.Equal(Images[5].ToArray(), Apply(Augmentation.None, 5, 1, 1));

    [Fact]
    public void A_border_wider_than_the_image_is_no_error()
    {
        foreach (int example in Enumerable.Range(0, 200))
        {
            Apply(new Augmentation(20, Mirrors: true), example, 1, 0);
        }
    }

    // Finds the only shift that explains an image, and holds every pixel of both planes to it.
    private static (int Down, int Right, bool IsMirrored) Recognise(byte[] image) =>
        Assert.Single(Shifts, shift => image.AsSpan().SequenceEqual(shift.Image)).Shift;

    private static byte[] Expected(int down, int right, bool isMirrored) =>
    [
        .. from plane in Enumerable.Range(0, 2)
           from row in Enumerable.Range(0, Side)
           from column in Enumerable.Range(0, Side)
           let fromRow = row + down
           let fromColumn = (isMirrored ? Side - 1 - column : column) + right
           let isInside = fromRow is >= 0 and < Side && fromColumn is >= 0 and < Side
           select (byte)(isInside ? Pixel(plane, fromRow, fromColumn) : 0),
    ];

    private static byte[] Apply(Augmentation augmentation, int example, ulong seed, long epoch)
    {
        byte[] result = new byte[Images.PixelsPerImage];
        Array.Fill(result, (byte)255);
        augmentation.Apply(Images, example, new ImageChance(seed, epoch), result);
        return result;
    }

    private static int Pixel(int plane, int row, int column) => 1 + (100 * plane) + (Side * row) + column;

    private static LabelledImages Make(int count)
    {
        byte[] image = [.. from plane in Enumerable.Range(0, 2) from row in Enumerable.Range(0, Side) from column in Enumerable.Range(0, Side) select (byte)Pixel(plane, row, column)];
        return new(Enumerable.Repeat(image, count).SelectMany(pixels => pixels).ToArray(), new byte[count], Side, Side, 1, channels: 2);
    }

    private sealed class Same : IEqualityComparer<byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x!.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => obj[27];
    }
}
