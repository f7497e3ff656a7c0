using System.Runtime.ExceptionServices;
using Impetus.Lab.Data.Images.Folders;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Runs;

namespace Impetus.Lab.Data.Images;

/// <summary>
/// CIFAR-10 as pictures: six PNG files of 10,000 rows, each row an image of 1,024 RGB pixels, and the classes as two JSON
/// arrays. Nothing is lost in them: the binary records made of them have the checksums of the published ones.
/// </summary>
internal static class CifarPng
{
    private const int Pixels = 32 * 32;
    private const int BatchImages = 10_000;
    private const string TrainingLabels = "train_lables.json";    // so spelled
    private const string TestLabels = "test_lables.json";

    /// <summary>The files and how they become records.</summary>
    public static OtherForm Form { get; } = new(
        [.. Batches.Select(batch => new DataFile($"{batch}.png", null, Checksum: null)), new(TrainingLabels, null, Checksum: null), new(TestLabels, null, Checksum: null)],
        Convert);

    private static IEnumerable<string> Batches => [.. Enumerable.Range(1, 5).Select(number => $"data_batch_{number}"), "test_batch"];

    /// <summary>Makes records of one picture.</summary>
    /// <param name="picture">An image a row, pixel by pixel.</param>
    /// <param name="labels">The class of every image.</param>
    /// <param name="source">What the picture is called in messages.</param>
    /// <exception cref="LabException">The picture does not have 1,024 colour pixels a row and a row for each label.</exception>
    internal static byte[] Records(Raster picture, ReadOnlySpan<byte> labels, string source)
    {
        if (picture.Channels != 3 || picture.Width != Pixels || picture.Height != labels.Length)
        {
            throw new LabException($"The image {source} has {picture.Width}x{picture.Height} pixels with {picture.Channels} channels; expected {Pixels}x{labels.Length} in colour, one image a row.");
        }

        byte[] records = new byte[labels.Length * (1 + CifarRecords.ImageBytes)];
        for (int image = 0; image < labels.Length; image++)
        {
            Span<byte> record = records.AsSpan(image * (1 + CifarRecords.ImageBytes), 1 + CifarRecords.ImageBytes);
            ReadOnlySpan<byte> row = picture.Samples.AsSpan(image * CifarRecords.ImageBytes, CifarRecords.ImageBytes);
            record[0] = labels[image];
            Span<byte> red = record.Slice(1, Pixels);
            Span<byte> green = record.Slice(1 + Pixels, Pixels);
            Span<byte> blue = record.Slice(1 + (2 * Pixels), Pixels);
            for (int pixel = 0; pixel < Pixels; pixel++)
            {
                red[pixel] = row[3 * pixel];
                green[pixel] = row[(3 * pixel) + 1];
                blue[pixel] = row[(3 * pixel) + 2];
            }
        }

        return records;
    }

    private static void Convert(string folder)
    {
        byte[] labels = [.. ReadLabels(folder, TrainingLabels, 5 * BatchImages), .. ReadLabels(folder, TestLabels, BatchImages)];
        try
        {
            Parallel.ForEach(Batches.Index(), batch =>
            {
                string path = Path.Combine(folder, batch.Item + ".png");
                Raster picture = ImageFile.Read(path);
                File.WriteAllBytes(Path.Combine(folder, batch.Item + ".bin"), Records(picture, labels.AsSpan(batch.Index * BatchImages, BatchImages), path));
            });
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
    }

    private static byte[] ReadLabels(string folder, string name, int count)
    {
        int[] labels = ResultJson.Read<int[]>(Path.Combine(folder, name), "get the package anew");
        return labels.Length == count && labels.All(label => label is >= 0 and < 10)
            ? Array.ConvertAll(labels, label => (byte)label)
            : throw new LabException($"The file {name} has {labels.Length} classes; expected {count} from 0 to 9.");
    }
}
