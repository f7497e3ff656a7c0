using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Impetus.Lab.Data;
using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Tests.Data;

public sealed class DataFolderTests : IDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("die Katze saß auf der Matte\n", 40)));

    private static readonly DataSet Set = new()
    {
        Name = "cats",
        Summary = "cats",
        License = "none",
        Page = "none",
        Files = [new("train", Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content))) { OtherNames = ["cats.train"] }],
    };

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("impetus-data-");

    private DataFolder Folder => new(_root.FullName);

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData("cats/train", false)]
    [InlineData("cats/train.gz", true)]
    [InlineData("cats/train", true)]
    [InlineData("cats/cats.train.gz", true)]
    [InlineData("train", false)]
    public void A_file_is_found_under_its_names_plain_or_compressed(string name, bool gzipped)
    {
        Write(name, gzipped ? Gzip(Content) : Content);

        Assert.Equal(Content, Folder.Read(Set, "train"));
    }

    [Fact]
    public void What_is_missing_is_told_with_the_command_that_brings_it()
    {
        string message = Refusal();

        Assert.Contains("the data set cats is not at hand: run './impetus data get cats' (or --from a folder that has it)", message, StringComparison.Ordinal);
        Assert.Contains(_root.FullName, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_is_told_with_both_checksums()
    {
        byte[] damaged = [.. Content];
        damaged[7] ^= 1;
        Write("cats/train", damaged);

        string message = Refusal();

        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(damaged)), message, StringComparison.Ordinal);
        Assert.Contains($"expected {Convert.ToHexStringLower(SHA256.HashData(Content))}", message, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[], string> Hostile => new()
    {
        { "truncated", Content[..^3], "truncated" },
        { "truncated gzip", Gzip(Content)[..^20], "truncated" },
        { "a bomb", Gzip(new byte[100 * Content.Length]), "is refused: it inflates to more than" },
        { "empty", [], "0 bytes" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_is_not_whole_or_too_much_is_refused_with_its_path(string what, byte[] content, string reason)
    {
        _ = what;
        Write("cats/train", content);

        string message = Refusal();

        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_root.FullName, "cats", "train"), message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_known_set_has_its_own_name_and_files_of_its_own()
    {
        Assert.Equal(DataSets.All.Count, DataSets.All.Select(set => set.Name).Distinct().Count());
        IEnumerable<string> files = DataSets.All.SelectMany(set => set.Files.Select(file => $"{set.Folder}/{file.Name}"));
        Assert.Equal(files.Count(), files.Distinct().Count());
        Assert.Contains("cifar10", Assert.Throws<LabException>(() => DataSets.Named("cifar")).Message, StringComparison.Ordinal);
    }

    internal static byte[] Gzip(byte[] content)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return target.ToArray();
    }

    private string Refusal() => Assert.Throws<LabException>(() => Folder.Read(Set, "train")).Message;

    private void Write(string name, byte[] content)
    {
        string path = Path.Combine(_root.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
