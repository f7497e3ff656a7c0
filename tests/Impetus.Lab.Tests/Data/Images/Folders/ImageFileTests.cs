using System.Buffers.Binary;
using Impetus.Lab.Data;
using Impetus.Lab.Data.Images.Folders;

namespace Impetus.Lab.Tests.Data.Images.Folders;

public sealed class ImageFileTests : IDisposable
{
    private static readonly string Pillow = Path.Combine(AppContext.BaseDirectory, "Data", "Images", "Folders", "pillow");

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("impetus-images-");

    public void Dispose() => _root.Delete(recursive: true);

    /// <summary>Decoders of JPEG may round in different ways: three levels of 255.</summary>
    [Theory]
    [InlineData("baseline", 3, 13)]
    [InlineData("progressive", 3, 13)]
    [InlineData("full-chroma", 3, 13)]
    [InlineData("half-chroma", 3, 13)]
    [InlineData("half-chroma-even", 3, 12)]
    [InlineData("half-chroma-narrow", 3, 5)]
    [InlineData("grey", 1, 13)]
    [InlineData("cmyk", 3, 13)]
    public void Jpeg_files_give_the_pixels_that_Pillow_gives(string kind, int channels, int width)
    {
        Raster decoded = ImageFile.Read(Path.Combine(Pillow, $"{kind}.jpg")), expected = ImageFile.Read(Path.Combine(Pillow, $"{kind}.png"));

        Assert.Equal((width, 11, channels), (decoded.Width, decoded.Height, decoded.Channels));
        Assert.All(decoded.Samples.Zip(expected.Samples), static pair => Assert.InRange(pair.First, pair.Second - 3, pair.Second + 3));
    }

    [Fact]
    public void A_file_is_told_by_its_content_and_what_is_wrong_with_it_is_said()
    {
        byte[] jpeg = File.ReadAllBytes(Path.Combine(Pillow, "baseline.jpg"));
        int frame = jpeg.AsSpan().IndexOf(new byte[] { 0xFF, 0xC0 });
        Assert.Equal(13, Read("jpeg-in-disguise.png", jpeg).Width);

        AssertRefused("truncated", jpeg[..(jpeg.Length / 2)]);
        AssertRefused("truncated", jpeg[..^2]);
        AssertRefused("truncated", jpeg[..(frame + 4)]);
        AssertRefused("is empty", []);
        AssertRefused("neither PNG nor JPEG: it starts with 0x474946", [.. "GIF89a"u8]);
        AssertRefused("a kind that is not read", With(jpeg, frame + 1, 0xC9));   // arithmetic codes
        AssertRefused("a kind that is not read", With(jpeg, frame + 4, 12));     // bits
        AssertRefused("too large: 65535x65535", With(With(With(With(jpeg, frame + 5, 255), frame + 6, 255), frame + 7, 255), frame + 8, 255));
        Assert.Contains("cannot be read", Assert.Throws<LabException>(() => ImageFile.Read(Path.Combine(_root.FullName, "nothing.png"))).Message, StringComparison.Ordinal);

        AssertRefused("too large: 8192x4096", With(With(With(With(jpeg, frame + 5, 16), frame + 6, 0), frame + 7, 32), frame + 8, 0));    // beyond what its bytes can hold

        byte[] bomb = Pictures.Png(Pictures.Make(4, 4, 0));
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 1 << 30);
        AssertRefused("too large", bomb);
        AssertRefused("damaged", Pictures.Png(Pictures.Make(4, 4, 0))[..^20]);
    }

    /// <summary>Whatever is broken: pixels, or a message. The decoder works on raw memory, so the process must survive.</summary>
    [Fact]
    public void Damage_anywhere_in_a_jpeg_is_survived()
    {
        DeterministicRandom random = new(5);
        foreach (string kind in new[] { "baseline", "progressive", "cmyk" })
        {
            byte[] jpeg = File.ReadAllBytes(Path.Combine(Pillow, $"{kind}.jpg"));
            for (int attempt = 0; attempt < 1_000; attempt++)
            {
                byte[] damaged = [.. jpeg];
                for (int change = 0; change <= random.Next(4); change++)
                {
                    damaged[3 + random.Next(damaged.Length - 3)] = (byte)random.Next(256);
                }

                try
                {
                    Raster decoded = ImageFile.Decode(damaged, "damaged.jpg");
                    Assert.Equal(decoded.Width * decoded.Height * decoded.Channels, decoded.Samples.Length);
                }
                catch (LabException error)
                {
                    Assert.Contains("damaged.jpg", error.Message, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void An_image_that_cannot_be_read_is_named_when_it_is_drawn()
    {
        Pictures.WriteClasses(_root.FullName, 10, "a", "b");
        string broken = Path.Combine(_root.FullName, "a", "3.png");
        File.WriteAllBytes(broken, [1, 2, 3]);
        ImageFolder folder = ImageFolder.Open(_root.FullName);
        string[] messages = [.. new[] { folder.Training, folder.Validation, folder.Test }.SelectMany(static part => Enumerable.Range(0, part.Count).Select(position =>
            Record.Exception(() => new FolderImages(part, 16).Draw(position, null, new byte[3 * 16 * 16]))?.Message)).OfType<string>()];

        Assert.Contains(broken, Assert.Single(messages), StringComparison.Ordinal);
    }

    private static byte[] With(byte[] content, int position, byte value)
    {
        byte[] changed = [.. content];
        changed[position] = value;
        return changed;
    }

    private void AssertRefused(string reason, byte[] content)
    {
        string message = Assert.Throws<LabException>(() => Read("wrong.jpg", content)).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains("wrong.jpg", message, StringComparison.Ordinal);
    }

    private Raster Read(string name, byte[] content)
    {
        string path = Path.Combine(_root.FullName, name);
        File.WriteAllBytes(path, content);
        return ImageFile.Read(path);
    }
}
