using Impetus.Lab.Data;
using Impetus.Lab.Data.Images;
using Impetus.Lab.Tasks;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Tasks;

[Collection(NetworkEngine.Collection)]
public sealed class ImageBatchesTests
{
    private const int BatchSize = 7;
    private const ulong Seed = 11;

    private static readonly LabelledImages Images = Make(count: 30);
    private static readonly ImageNormalization Normalization = ImageNormalization.Of(Images);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_batch_follows_from_seed_and_number_whatever_was_asked_for_before(bool isDecodedOnDemand)
    {
        // In order; twice, as wrappers ask; gone on from a checkpoint in another epoch; back to the beginning.
        long[] asked = [0, 1, 2, 3, 4, 4, 5, 17, 18, 0];
        using ImageBatches batches = new(new Source(isDecodedOnDemand), Normalization, new BatchOrder(Images.Count, BatchSize, Seed), Seed);
        foreach (long number in asked)
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor values, Tensor labels) = batches.At(number);
            (float[] expected, long[] classes) = Expected(number, Seed);
            Assert.Equal(expected, values.ToArray<float>());
            Assert.Equal(classes, labels.ToArray<long>());
            Assert.NotEqual(expected, Expected(number + 4, Seed).Values);
            Assert.NotEqual(expected, Expected(number, Seed + 1).Values);
        }
    }

    [Fact]
    public void Images_that_stand_at_the_same_place_in_two_epochs_are_changed_in_different_ways()
    {
        byte[][] drawn = [.. Enumerable.Range(0, 20).Select(static epoch =>
        {
            byte[] pixels = new byte[Images.PixelsPerImage];
            new AugmentedImages(Images, Augmentation.Cifar).Draw(3, new ImageChance(Seed, epoch), pixels);
            return pixels;
        })];
        Assert.InRange(drawn.DistinctBy(Convert.ToHexString).Count(), 12, 20);
    }

    [Fact]
    public void Of_several_images_that_cannot_be_read_the_first_of_the_batch_is_named()
    {
        using ImageBatches batches = new(new Source(isDecodedOnDemand: true, broken: [2, 5, 11, 13, 19, 23, 29]), Normalization, new BatchOrder(Images.Count, BatchSize, Seed), Seed);
        int first = new BatchOrder(Images.Count, BatchSize, Seed)[0].ToArray().First(static position => position is 2 or 5 or 11 or 13 or 19 or 23 or 29);
        Assert.Equal($"image {first}", Assert.Throws<LabException>(() => batches.At(0)).Message);
        Assert.Equal($"image {first}", Assert.Throws<LabException>(() => batches.At(0)).Message);
    }

    private static (float[] Values, long[] Labels) Expected(long number, ulong seed)
    {
        BatchOrder order = new(Images.Count, BatchSize, seed);
        int[] positions = order[number].ToArray();
        byte[] pixels = new byte[Images.PixelsPerImage];
        float[] values = new float[BatchSize * pixels.Length];
        for (int k = 0; k < BatchSize; k++)
        {
            Augmentation.Cifar.Apply(Images, positions[k], new ImageChance(seed, number / order.BatchesPerEpoch), pixels);
            Normalization.Apply(pixels, values.AsSpan(k * pixels.Length, pixels.Length));
        }

        return (values, Array.ConvertAll(positions, static position => (long)Images.Labels.Span[position]));
    }

    private static LabelledImages Make(int count)
    {
        DeterministicRandom random = new(1);
        byte[] pixels = new byte[count * 3 * 8 * 8];
        foreach (ref byte pixel in pixels.AsSpan())
        {
            pixel = (byte)random.Next(256);
        }

        return new(pixels, Enumerable.Range(0, count).Select(static image => (byte)(image % 10)).ToArray(), 8, 8, 10, channels: 3);
    }

    private sealed class Source(bool isDecodedOnDemand, int[]? broken = null) : IImageSource
    {
        private readonly AugmentedImages _images = new(Images, Augmentation.Cifar);

        public int Count => _images.Count;

        public int Classes => _images.Classes;

        public int Channels => _images.Channels;

        public int Height => _images.Height;

        public int Width => _images.Width;

        public bool IsDecodedOnDemand => isDecodedOnDemand;

        public int LabelOf(int position) => _images.LabelOf(position);

        public void Draw(int position, ImageChance? chance, Span<byte> pixels)
        {
            if (broken?.Contains(position) == true)
            {
                throw new LabException($"image {position}");
            }

            _images.Draw(position, chance, pixels);
        }
    }
}
