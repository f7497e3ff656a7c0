namespace Impetus.Lab.Data.Images;

/// <summary>
/// The binary version of CIFAR-10 and CIFAR-100: records of one or two label bytes (CIFAR-100: group, then class) and 3,072
/// bytes of an image of 32×32 pixels, the red plane, the green, the blue.
/// </summary>
public static class CifarRecords
{
    /// <summary>Bytes of an image.</summary>
    public const int ImageBytes = Channels * Side * Side;

    private const int Side = 32;
    private const int Channels = 3;

    /// <summary>Takes the records of one or more files apart.</summary>
    /// <param name="files">The files' contents.</param>
    /// <param name="labelBytes">Bytes before an image; the last of them is its class.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="source">What the files are called in messages.</param>
    /// <exception cref="LabException">A file ends inside a record, or a label is out of range.</exception>
    public static LabelledImages Parse(IReadOnlyList<byte[]> files, int labelBytes, int classes, string source)
    {
        int count = files.Sum(file => Count(file, labelBytes, source));
        byte[] pixels = new byte[count * ImageBytes];
        byte[] labels = new byte[count];
        int position = 0;
        foreach (byte[] file in files)
        {
            for (int start = 0; start < file.Length; start += labelBytes + ImageBytes, position++)
            {
                byte label = file[start + labelBytes - 1];
                labels[position] = label < classes ? label : throw new LabException(
                    $"The data file {source} is damaged: record {position} has the class {label}, there are only 0 to {classes - 1}.");
                file.AsSpan(start + labelBytes, ImageBytes).CopyTo(pixels.AsSpan(position * ImageBytes));
            }
        }

        return new LabelledImages(pixels, labels, Side, Side, classes, Channels);
    }

    private static int Count(byte[] file, int labelBytes, string source)
    {
        int recordBytes = labelBytes + ImageBytes;
        (int count, int rest) = Math.DivRem(file.Length, recordBytes);
        return rest == 0 && count > 0 ? count : throw new LabException(
            $"The data file {source} is truncated, or none of CIFAR: {file.Length:N0} bytes are no whole number of records of {recordBytes:N0} bytes.");
    }
}
