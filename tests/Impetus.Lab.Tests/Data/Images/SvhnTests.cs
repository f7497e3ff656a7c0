using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Impetus.Lab.Data.Images;

namespace Impetus.Lab.Tests.Data.Images;

public sealed class SvhnTests
{
    private const int Count = 3;

    [Theory]
    [InlineData("SciPy")]
    [InlineData("compressed")]
    [InlineData("plain")]
    public void Images_are_turned_the_right_way_and_ten_is_the_digit_0(string form)
    {
        byte[] file = form == "SciPy"
            ? System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "Images", "scipy", "digits.mat"))
            : File(form == "compressed", [1, 10, 9]);
        LabelledImages images = Svhn.Parse(MatFile.Parse(file, "test"), "test");

        Assert.Equal(form == "SciPy" ? [1, 0, 9, 2, 0] : [1, 0, 9], images.Labels.ToArray());
        foreach (int image in Enumerable.Range(0, images.Count))
        {
            for (int channel = 0; channel < 3; channel++)
            {
                Assert.Equal(Sample(5, 30, channel, image), images[image][(channel * 32 * 32) + (5 * 32) + 30]);
                Assert.Equal(Sample(31, 0, channel, image), images[image][(channel * 32 * 32) + (31 * 32)]);
            }
        }
    }

    [Fact]
    public void Damage_is_named_and_never_anything_but_a_message()
    {
        byte[] file = File(isCompressed: true, [1, 10, 9]), plain = File(isCompressed: false, [1, 10, 9]);
        AssertRefused("a label is 11", File(true, [1, 11, 2]));
        AssertRefused("for 2 labels", File(true, [1, 2]));
        AssertRefused("no MATLAB file", file[..100]);
        AssertRefused("no MATLAB file", [.. Encoding.ASCII.GetBytes("MATLAB 7.3 MAT-file".PadRight(200))]);
        AssertRefused("truncated", file[..(file.Length - 80)]);
        AssertRefused("no array X", file[..128]);
        for (int length = 128; length < plain.Length; length += 61)
        {
            Record(plain[..length]);
            Record(file[..Math.Min(length, file.Length - 1)]);
        }

        for (int position = 124; position < 220; position++)
        {
            byte[] damaged = [.. plain];
            damaged[position] ^= 0xFF;
            Record(damaged);
        }

        using MemoryStream inflated = new();
        using (ZLibStream deflate = new(inflated, CompressionMode.Compress, leaveOpen: true))
        {
            deflate.Write([14, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]);
            deflate.Write(new byte[1 << 16]);
        }

        byte[] bomb = [.. file[..128], .. Tag(15, (int)inflated.Length), .. inflated.ToArray()];
        AssertRefused("is refused", bomb);
        // A size that could be, but not in so few bytes.
        using MemoryStream announced = new();
        using (ZLibStream deflate = new(announced, CompressionMode.Compress, leaveOpen: true))
        {
            deflate.Write([14, 0, 0, 0, 0, 0, 0, 0x3F]);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused("is refused", [.. file[..128], .. Tag(15, (int)announced.Length), .. announced.ToArray()]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    // Whatever happens, it is a message or a set.
    private static void Record(byte[] content)
    {
        try
        {
            Svhn.Parse(MatFile.Parse(content, "test"), "test");
        }
        catch (LabException error)
        {
            Assert.Contains("test", error.Message, StringComparison.Ordinal);
        }
    }

    private static void AssertRefused(string reason, byte[] content) =>
        Assert.Contains(reason, Assert.Throws<LabException>(() => Svhn.Parse(MatFile.Parse(content, "test"), "test")).Message, StringComparison.Ordinal);

    private static byte Sample(int row, int column, int channel, int image) => (byte)((row * 3) + (column * 5) + (channel * 50) + (image * 31));

    // As MATLAB writes it: the first dimension runs fastest, small whole numbers as bytes, short elements in eight bytes.
    private static byte[] File(bool isCompressed, byte[] labels)
    {
        byte[] pixels =
        [
            .. from image in Enumerable.Range(0, Count)
               from channel in Enumerable.Range(0, 3)
               from column in Enumerable.Range(0, 32)
               from row in Enumerable.Range(0, 32)
               select Sample(row, column, channel, image),
        ];
        byte[] header = [.. Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file".PadRight(124)), 0, 1, (byte)'I', (byte)'M'];
        byte[][] arrays = [Array("X", pixels, 8, 32, 32, 3, Count), Array("y", labels, 6, labels.Length, 1)];
        return [.. header, .. arrays.SelectMany(array => isCompressed ? Compress(array) : array)];
    }

    private static byte[] Array(string name, byte[] elements, byte type, params int[] sizes)
    {
        byte[] dimensions = [.. sizes.SelectMany(static size => BitConverter.GetBytes(size))];
        byte[] matrix =
        [
            .. Tag(6, 8), type, 0, 0, 0, 0, 0, 0, 0,
            .. Tag(5, dimensions.Length), .. Filled(dimensions),
            1, 0, (byte)name.Length, 0, (byte)name[0], 0, 0, 0,
            .. elements.Length <= 4 ? [2, 0, (byte)elements.Length, 0, .. elements, .. new byte[4 - elements.Length]] : (byte[])[.. Tag(2, elements.Length), .. Filled(elements)],
        ];
        return [.. Tag(14, matrix.Length), .. matrix];
    }

    private static byte[] Filled(byte[] data) => [.. data, .. new byte[(8 - (data.Length % 8)) % 8]];

    private static byte[] Tag(int kind, int length)
    {
        byte[] tag = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(tag, kind);
        BinaryPrimitives.WriteInt32LittleEndian(tag.AsSpan(4), length);
        return tag;
    }

    private static byte[] Compress(byte[] array)
    {
        using MemoryStream target = new();
        using (ZLibStream deflate = new(target, CompressionMode.Compress, leaveOpen: true))
        {
            deflate.Write(array);
        }

        return [.. Tag(15, (int)target.Length), .. target.ToArray()];
    }
}
