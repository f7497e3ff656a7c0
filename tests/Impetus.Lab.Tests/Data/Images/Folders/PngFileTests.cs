using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Impetus.Lab.Data;
using Impetus.Lab.Data.Images.Folders;

namespace Impetus.Lab.Tests.Data.Images.Folders;

public sealed class PngFileTests
{
    private const int Width = 13, Height = 11;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data", "Images", "Folders", "png");

    /// <summary>The kinds of the format: name, channels in the file, channels that are read, bits.</summary>
    public static TheoryData<string, int, int> Kinds
    {
        get
        {
            TheoryData<string, int, int> kinds = [];
            foreach ((string kind, int channels, int[] depths) in new (string, int, int[])[]
                { ("grey", 1, [1, 2, 4, 8, 16]), ("rgb", 3, [8, 16]), ("palette", 3, [1, 2, 4, 8]), ("grey-alpha", 1, [8, 16]), ("rgba", 3, [8, 16]) })
            {
                foreach (int bits in depths)
                {
                    kinds.Add(kind, channels, bits);
                }
            }

            return kinds;
        }
    }

    /// <summary>The picture of png/generate.py, which Pillow reads in the same way from every file.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_gives_the_pixels_that_Pillow_gives(string kind, int channels, int bits)
    {
        byte[] expected =
        [
            .. from y in Enumerable.Range(0, Height)
               from x in Enumerable.Range(0, Width)
               from channel in Enumerable.Range(0, channels)
               select Sample(x, y, channel)
        ];

        foreach (string interlaced in new[] { "", "-interlaced" })
        {
            Raster picture = ImageFile.Read(Path.Combine(Folder, $"{kind}-{bits}{interlaced}.png"));
            Assert.Equal((Width, Height, channels), (picture.Width, picture.Height, picture.Channels));
            Assert.Equal(expected, picture.Samples);
        }

        byte Sample(int x, int y, int channel)
        {
            bool isPalette = kind == "palette";
            int levels = !isPalette || bits == 1 || bits == 4 ? 1 << bits : bits == 2 ? 3 : 200;
            int stored = ((x * x * 37) + (y * 101) + (x * y * 7) + ((isPalette ? 0 : channel) * 59)) * 263 / 16 % levels;
            return (byte)(isPalette ? new[] { stored * 5, (stored * 3) + 7, 255 - stored }[channel] : bits == 16 ? stored >> 8 : stored * 255 / (levels - 1));
        }
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_said()
    {
        byte[] palette = File.ReadAllBytes(Path.Combine(Folder, "palette-2.png"));
        AssertRefused("the checksum of its part PLTE does not fit", Changed(palette, "PLTE", 3, 9, mendChecksum: false));
        AssertRefused("the checksum of its part IDAT does not fit", Changed(palette, "IDAT", 9, 9, mendChecksum: false));
        AssertRefused("a pixel has the colour 2, the palette has 2", WithPalette(6));
        AssertRefused("its palette has 7 bytes for pixels of 2 bits", WithPalette(7));
        AssertRefused("its palette has 15 bytes for pixels of 2 bits", WithPalette(15));
        AssertRefused("its palette has 0 bytes", WithPalette(0));
        AssertRefused("its header says 13x11 pixels of kind 3 with 3 bits a sample", Changed(palette, "IHDR", 8, 3));
        AssertRefused("its header says 0x11 pixels", Changed(palette, "IHDR", 3, 0));
        AssertRefused("methods 0, 0 and 2", Changed(palette, "IHDR", 12, 2));
        AssertRefused("fewer pixels than its header says", Changed(palette, "IHDR", 7, 12));
        AssertRefused("more pixels than its header says", Changed(palette, "IHDR", 7, 10));
        AssertRefused("its pixels cannot be inflated", Changed(palette, "IDAT", 0, 9));
        AssertRefused("is truncated", palette[..^12]);
        AssertRefused("is truncated", palette[..40]);
        AssertRefused("its signature is wrong", [.. palette[..4], .. "\n\u001a\n"u8, .. palette[8..]]);
        AssertRefused("it has no header", [.. palette[..8], .. palette[^12..]]);
        AssertRefused("too large: 1073741837x11 pixels", Changed(palette, "IHDR", 0, 64));
        AssertRefused("too large", Changed(Changed(File.ReadAllBytes(Path.Combine(Folder, "rgba-16.png")), "IHDR", 1, 64), "IHDR", 7, 8));

        byte[] rows = File.ReadAllBytes(Path.Combine(Folder, "grey-8.png"));
        int at = rows.AsSpan().IndexOf("IDAT"u8);
        AssertRefused("filter", [.. rows[..(at - 4)], .. Chunk("IDAT"u8, Deflated([7, .. new byte[(Height * (Width + 1)) - 1]])), .. Chunk("IEND"u8, [])]);

        byte[] WithPalette(int length)
        {
            int start = palette.AsSpan().IndexOf("PLTE"u8);
            return [.. palette[..(start - 4)], .. Chunk("PLTE"u8, new byte[length]), .. palette[(start + 8 + 9)..]];
        }
    }

    [Fact]
    public void Damage_anywhere_in_a_file_is_refused_or_changes_nothing()
    {
        DeterministicRandom random = new(5);
        foreach (string kind in new[] { "palette-4-interlaced", "rgba-16", "grey-1" })
        {
            byte[] content = File.ReadAllBytes(Path.Combine(Folder, $"{kind}.png"));
            for (int attempt = 0; attempt < 500; attempt++)
            {
                byte[] damaged = [.. content];
                int position = random.Next(damaged.Length);
                damaged[position] ^= (byte)(1 + random.Next(255));
                Assert.Throws<LabException>(() => ImageFile.Decode(damaged, "damaged.png"));
            }
        }
    }

    private static byte[] Changed(byte[] content, string chunk, int position, byte value, bool mendChecksum = true)
    {
        byte[] changed = [.. content];
        int start = changed.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(chunk));
        int length = BinaryPrimitives.ReadInt32BigEndian(changed.AsSpan(start - 4));
        changed[start + 4 + position] = value;
        if (mendChecksum)
        {
            BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(start + 4 + length), Crc32.HashToUInt32(changed.AsSpan(start, 4 + length)));
        }

        return changed;
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] named = [.. type, .. data], frame = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(frame, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), Crc32.HashToUInt32(named));
        return [.. frame[..4], .. named, .. frame[4..]];
    }

    private static byte[] Deflated(byte[] rows)
    {
        using MemoryStream result = new();
        using (ZLibStream deflate = new(result, CompressionMode.Compress))
        {
            deflate.Write(rows);
        }

        return result.ToArray();
    }

    private static void AssertRefused(string reason, byte[] content)
    {
        string message = Assert.Throws<LabException>(() => ImageFile.Decode(content, "wrong.png")).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains("wrong.png", message, StringComparison.Ordinal);
    }
}
