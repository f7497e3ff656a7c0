using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Impetus.Lab.Data.Fetching;
using Impetus.Lab.Data.Images;
using Impetus.Lab.Data.Text;
using Impetus.Lab.Problems.Regression;

namespace Impetus.Lab.Tests.Data;

/// <summary>Small files that would cost gigabytes, and files that end too early, by every reader that inflates.</summary>
public sealed class InflatedFileTests : IDisposable
{
    private const long Most = 16L << 20;

    // What a reader makes of a path.
    private static readonly Dictionary<string, Action<string>> Readers = new()
    {
        ["libsvm"] = path => LibsvmFile.Load(path),
        ["text"] = path => PlainText.Load(path),
        ["idx"] = path => IdxFile.Read(path, rank: 1),
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("impetus-inflated-");

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<string> Names => [.. Readers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bomb_is_refused_before_its_memory_is_taken(string reader)
    {
        string path = Path.Combine(_folder.FullName, "bomb.gz");
        using (GZipStream gzip = new(File.Create(path), CompressionLevel.SmallestSize))
        {
            byte[] million = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("+1 1:1 2:1\n-1 3:1 4:1\n", 50_000)));
            foreach (int _ in Enumerable.Range(0, 200))
            {
                gzip.Write(million);
            }
        }

        AssertRefused(reader, path, "is refused: it inflates to more than");
        // The same with an end that announces little.
        byte[] lie = [.. File.ReadAllBytes(path)[..^4], 0, 1, 0, 0];
        File.WriteAllBytes(path, lie);
        AssertRefused(reader, path, "does not inflate to the 256 bytes");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_that_was_cut_is_never_a_shorter_one(string reader)
    {
        string path = Path.Combine(_folder.FullName, "cut.gz");
        Random random = new(1);
        using (GZipStream gzip = new(File.Create(path), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 4_000).Select(_ => $"{random.Next(2)} 1:{random.NextSingle()}\n"))));
        }

        byte[] whole = File.ReadAllBytes(path);
        foreach (int percent in new[] { 1, 10, 50, 90, 99 })
        {
            File.WriteAllBytes(path, whole[..(whole.Length * percent / 100)]);
            AssertRefused(reader, path, "");
        }
    }

    [Fact]
    public void A_feature_whose_weights_would_fill_the_memory_is_refused() =>
        Assert.Contains("from 1 to 16777216", Assert.Throws<LabException>(() => LibsvmFile.Read(new StringReader("1 2147483647:1"), "far").ToArray()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1 1:1\0")]
    [InlineData("1\0 1:1")]
    [InlineData("1 1\0:1")]
    [InlineData("1 qid:1\0 1:1")]
    public void A_number_with_a_NUL_behind_it_is_none(string line) =>
        Assert.Contains("line 1", Assert.Throws<LabException>(() => LibsvmFile.Read(new StringReader(line), "nul").ToArray()).Message, StringComparison.Ordinal);

    /// <summary>The reader of tar archives makes room for what a header announces.</summary>
    [Theory]
    [InlineData('x')]
    [InlineData('g')]
    [InlineData('L')]
    [InlineData('K')]
    public void A_name_of_an_archive_that_would_fill_the_memory_is_refused(char kind)
    {
        string path = Path.Combine(_folder.FullName, "names.tar");
        using (TarWriter writer = new(File.Create(path)))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "first") { DataStream = new MemoryStream(new byte[700]) });
        }

        byte[] archive = File.ReadAllBytes(path);
        // The end of an archive is two empty blocks: another header takes their place.
        byte[] header = new byte[1024];
        Encoding.ASCII.GetBytes("././@LongLink").CopyTo(header, 0);
        Encoding.ASCII.GetBytes("0000644\00000000\00000000\007777777777\000000000000\0        ").CopyTo(header, 100);
        header[156] = (byte)kind;
        Encoding.ASCII.GetBytes(kind is 'x' or 'g' ? "ustar\000" : "ustar  \0").CopyTo(header, 257);
        Encoding.ASCII.GetBytes($"{Convert.ToString(header[..512].Sum(static each => each), 8).PadLeft(6, '0')}\0 ").CopyTo(header, 148);
        File.WriteAllBytes(path, [.. archive[..^1024], .. header]);

        List<string> names = [];
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<LabException>(() => ArchiveFiles.Visit(path, Most, (name, _) => names.Add(name))).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Most);
        Assert.Contains("1,073,741,823 bytes", message, StringComparison.Ordinal);
        Assert.Equal(["first"], names);
    }

    private static void AssertRefused(string reader, string path, string reason)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<LabException>(() => Readers[reader](path)).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Most);
        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }
}
