using Impetus.Lab.Data;
using Impetus.Lab.Data.Images;
using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Tests.Data.Images;

public sealed class FashionMnistTests
{
    private static readonly Lazy<ImageClassificationData> Loaded = new(FashionMnist.Load);

    [Fact]
    public void All_images_are_used_and_every_class_is_in_every_part()
    {
        ImageClassificationData data = Loaded.Value;

        Assert.Equal((54_000, 6_000, 10_000), (data.Training.Count, data.Validation.Count, data.Test.Count));
        Assert.Equal(Enumerable.Repeat(6_000, 10), CountByClass(data.Training).Zip(CountByClass(data.Validation), (a, b) => a + b));
        Assert.Equal(Enumerable.Repeat(1_000, 10), CountByClass(data.Test));
        Assert.All(CountByClass(data.Validation), count => Assert.InRange(count, 500, 700));
    }

    [Fact]
    public void Normalised_training_pixels_have_mean_zero_and_variance_one()
    {
        ImageClassificationData data = Loaded.Value;
        float[] values = new float[data.Training.Pixels.Length];
        data.Normalization.Apply(data.Training.Pixels.Span, values);

        double mean = values.Average(value => (double)value);

        Assert.Equal(0, mean, 1e-4);
        Assert.Equal(1, values.Average(value => (value - mean) * (value - mean)), 1e-4);
        // The figures that the literature gives for this set.
        Assert.Equal(0.286, data.Normalization.Mean[0], 2e-3);
        Assert.Equal(0.353, data.Normalization.StandardDeviation[0], 2e-3);
    }

    [Fact]
    public void A_file_of_the_right_shape_but_other_content_is_refused()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("impetus-fashion-");
        try
        {
            string set = Path.Combine(folder.FullName, "fashion-mnist");
            Directory.CreateDirectory(set);
            foreach (string file in Directory.EnumerateFiles(DataFolder.Current.Require(ImageSets.FashionMnist)))
            {
                File.CreateSymbolicLink(Path.Combine(set, Path.GetFileName(file)), file);
            }

            string labels = Path.Combine(set, "t10k-labels-idx1-ubyte.gz");
            File.Delete(labels);
            string plain = labels[..^3];
            File.WriteAllBytes(plain, [0, 0, 8, 1, 0, 0, 0x27, 0x10, .. new byte[10_000]]);
            AssertRefused(folder.FullName, plain, "15d484375f8d13e6eb1aabb0c3f46965");

            File.WriteAllBytes(plain, [0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3]);
            AssertRefused(folder.FullName, plain, "expected 10,008");

            string images = Path.Combine(set, "train-images-idx3-ubyte.gz");
            byte[] whole = File.ReadAllBytes(images);
            File.Delete(images);
            File.WriteAllBytes(images, whole[..1_000_000]);
            AssertRefused(folder.FullName, images, "truncated");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void AssertRefused(string folder, string path, string reason)
    {
        LabException error = Assert.Throws<LabException>(() => FashionMnist.Load(new DataFolder(folder)));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static int[] CountByClass(LabelledImages images)
    {
        int[] counts = new int[images.Classes];
        foreach (byte label in images.Labels.Span)
        {
            counts[label]++;
        }

        return counts;
    }
}
