using Impetus.Lab.Data.Images;

namespace Impetus.Lab.Tests.Data.Images;

public sealed class CifarRecordsTests
{
    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 100)]
    public void Records_of_several_files_come_in_order_with_their_planes(int labelBytes, int classes)
    {
        byte[][] files = [[.. Record(labelBytes, 3, 10), .. Record(labelBytes, 9, 20)], Record(labelBytes, 0, 30)];

        LabelledImages images = CifarRecords.Parse(files, labelBytes, classes, "test");

        Assert.Equal((3, 3, 32, 32, classes), (images.Count, images.Channels, images.Height, images.Width, images.Classes));
        Assert.Equal([3, 9, 0], images.Labels.ToArray());
        // Red, green and blue planes of the second image.
        Assert.Equal([20, 21, 22], new[] { images[1][0], images[1][1024], images[1][2048] });
        Assert.Equal(30, images.Select([2])[0][1023]);
    }

    [Fact]
    public void Half_a_record_and_unknown_classes_are_refused()
    {
        Assert.Contains("3,073", Assert.Throws<LabException>(() => CifarRecords.Parse([Record(1, 0, 0)[..^1]], 1, 10, "batch")).Message, StringComparison.Ordinal);
        Assert.Contains("truncated", Assert.Throws<LabException>(() => CifarRecords.Parse([[]], 1, 10, "batch")).Message, StringComparison.Ordinal);
        Assert.Contains("record 1 has the class 10", Assert.Throws<LabException>(
            () => CifarRecords.Parse([[.. Record(1, 9, 0), .. Record(1, 10, 0)]], 1, 10, "batch")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_channel_is_normalised_by_itself()
    {
        LabelledImages images = CifarRecords.Parse([[.. Record(1, 0, 10), .. Record(1, 0, 110)]], 1, 10, "test");
        ImageNormalization normalization = ImageNormalization.Of(images);
        float[] values = new float[2 * CifarRecords.ImageBytes];

        normalization.Apply(images.Pixels.Span, values);

        Assert.Equal([60 / 255.0, 61 / 255.0, 62 / 255.0], normalization.Mean, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.All(values[..CifarRecords.ImageBytes], value => Assert.Equal(-1, value, 1e-5));
        Assert.All(values[CifarRecords.ImageBytes..], value => Assert.Equal(1, value, 1e-5));
    }

    // An image whose planes have the values first, first + 1 and first + 2.
    private static byte[] Record(int labelBytes, byte label, byte first) =>
        [.. labelBytes == 2 ? new byte[] { 19 } : [], label, .. Enumerable.Range(0, 3).SelectMany(plane => Enumerable.Repeat((byte)(first + plane), 1024))];
}
