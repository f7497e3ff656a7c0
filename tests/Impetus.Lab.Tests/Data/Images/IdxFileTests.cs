using System.IO.Compression;
using Impetus.Lab.Data.Images;

namespace Impetus.Lab.Tests.Data.Images;

public sealed class IdxFileTests : IDisposable
{
    private static readonly byte[] TwoByThree = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 10, 11, 12, 13, 14, 15];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("impetus-idx-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Reads_sizes_and_elements(bool gzipped)
    {
        IdxFile file = IdxFile.Read(Write(gzipped ? Gzip(TwoByThree) : TwoByThree), rank: 2);

        Assert.Equal([2, 3], file.Sizes);
        Assert.Equal([10, 11, 12, 13, 14, 15], file.Elements.ToArray());
    }

    public static TheoryData<string, byte[], string> Damaged => new()
    {
        { "empty", [], "it is empty" },
        { "another format", "\u0089PNG"u8.ToArray(), "it starts with 0x" },
        { "floats", [0, 0, 0x0D, 2, .. TwoByThree[4..]], "its element type is 0x0D" },
        { "labels for images", [0, 0, 8, 1, 0, 0, 0, 1, 7], "it has 1 dimensions" },
        { "half a header", TwoByThree[..9], "inside its header" },
        { "negative size", [0, 0, 8, 2, 0xFF, 0, 0, 0, 0, 0, 0, 3], "dimension 1 has the size -" },
        { "too few elements", TwoByThree[..^1], "truncated: 2x3 elements need 18 bytes, it has 17" },
        { "too many elements", [.. TwoByThree, 0], "too long" },
        { "sizes beyond memory", [0, 0, 8, 2, 0x7F, 255, 255, 255, 0x7F, 255, 255, 255, 1], "truncated" },
        { "truncated gzip", Gzip(TwoByThree)[..^12], "" },
        { "damaged gzip", Flip(Gzip(TwoByThree), 12), "" },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Damage_is_told_with_the_path_and_what_was_expected(string what, byte[] content, string reason)
    {
        _ = what;
        string path = Write(content);

        LabException error = Assert.Throws<LabException>(() => IdxFile.Read(path, rank: 2));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_told_with_its_path()
    {
        string path = Path.Combine(_folder.FullName, "nothing", "here.gz");

        Assert.Contains(path, Assert.Throws<LabException>(() => IdxFile.Read(path, rank: 3)).Message, StringComparison.Ordinal);
    }

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.NoCompression))
        {
            gzip.Write(content);
        }

        return target.ToArray();
    }

    private static byte[] Flip(byte[] content, int position)
    {
        content[position] ^= 0xFF;
        return content;
    }

    private string Write(byte[] content)
    {
        string path = Path.Combine(_folder.FullName, "array-idx");
        File.WriteAllBytes(path, content);
        return path;
    }
}
