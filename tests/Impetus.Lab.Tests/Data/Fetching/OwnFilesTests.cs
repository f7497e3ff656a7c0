using System.Formats.Tar;
using Impetus.Lab.Data.Fetching;
using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Tests.Data.Fetching;

/// <summary>What users bring themselves, and what the net may bring: folders and archives, some of them hostile.</summary>
public sealed class OwnFilesTests : IDisposable
{
    private readonly SampleSet _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void A_folder_is_searched_and_the_right_file_wins()
    {
        _sample.Write("notes.txt", [1]);
        _sample.Write("train", "another one of that name"u8.ToArray());
        _sample.Write("a/b/train.gz", DataFolderTests.Gzip(SampleSet.Train));
        _sample.Write("a/test", SampleSet.Test);

        Take(SampleSet.Of(), _sample.Elsewhere);

        _sample.AssertComplete();
    }

    [Fact]
    public void What_is_missing_is_named_and_nothing_is_kept()
    {
        _sample.Write("train", SampleSet.Train);

        Assert.Contains("test missing", Refusal(_sample.Elsewhere), StringComparison.Ordinal);
        Assert.Contains("no file or folder", Refusal("/nonexistent/place"), StringComparison.Ordinal);
        Assert.Empty(_sample.Left());
    }

    [Fact]
    public void The_only_file_of_a_set_is_known_by_its_content()
    {
        DataSet set = SampleSet.Of() with { Files = [SampleSet.Of().Files[0]] };

        Take(set, _sample.Write("download (1).bin", DataFolderTests.Gzip(SampleSet.Train)));

        Assert.Equal(SampleSet.Train, _sample.Folder.Read(set, "train"));
    }

    [Fact]
    public void The_only_file_of_a_set_without_a_checksum_is_known_by_its_name()
    {
        DataSet set = SampleSet.Of() with { Files = [new("table.tsv", null, Checksum: null)] };

        string path = _sample.Write("photo.png", SampleSet.Train);

        Assert.Contains("no table.tsv", Assert.Throws<LabException>(() => Take(set, path)).Message, StringComparison.Ordinal);
        Assert.Empty(_sample.Left());
    }

    private const string Nothing = "holds nothing of sample", TooMuch = "is refused: it inflates to more than the ", Broken = "is truncated or damaged: ";

    // Made when they are tested: as arguments of the tests they would be made, and written down, for every listing of them.
    private static readonly Dictionary<string, (Func<byte[]> Make, string Reason)> Cases = new()
    {
        ["zip leads upwards"] = (() => Archives.Zip(("../train", SampleSet.Train), ("a/../../test", SampleSet.Test)), Nothing),
        ["zip is absolute"] = (() => Archives.Zip(("/train", SampleSet.Train), ("/tmp/test", SampleSet.Test)), Nothing),
        ["zip leads upwards the other way"] = (() => Archives.Zip((@"..\train", SampleSet.Train), ("test", SampleSet.Test)), "train missing"),
        ["zip has a link"] = (() => Archives.ZipWithLink("train", "/etc/passwd"), Nothing),
        ["tar leads upwards"] = (() => Archives.TarGz(("../train", SampleSet.Train), ("a/../../test", SampleSet.Test)), Nothing),
        ["tar is absolute"] = (() => Archives.TarGz(("/train", SampleSet.Train), ("/tmp/test", SampleSet.Test)), Nothing),
        ["tar has links"] = (
            () => Archives.TarGz(
                new PaxTarEntry(TarEntryType.SymbolicLink, "train") { LinkName = "/etc/passwd" },
                new PaxTarEntry(TarEntryType.HardLink, "test") { LinkName = "/etc/passwd" }),
            Nothing),
        ["tar writes through a link"] = (
            () => Archives.TarGz(
                new PaxTarEntry(TarEntryType.SymbolicLink, "sub") { LinkName = ".." },
                new PaxTarEntry(TarEntryType.RegularFile, "sub/other") { DataStream = new MemoryStream(SampleSet.Train) }),
            Nothing),
        ["zip bomb"] = (() => Archives.Zip(("train", new byte[20 * SampleSet.Train.Length])), TooMuch),
        ["tar bomb"] = (() => Archives.TarGz(("train", new byte[20 * SampleSet.Train.Length])), TooMuch),
        ["bomb beside the files"] = (() => Archives.TarGz(("other", new byte[270_000_000]), ("train", SampleSet.Train), ("test", SampleSet.Test)), TooMuch),
        ["tar has a sparse file"] = (() => Archives.Tar("train", 'S', "0000644", SampleSet.Train), "sparse"),
        ["tar has a sparse file in records"] = (
            () => Archives.TarGz(new PaxTarEntry(TarEntryType.RegularFile, "GNUSparseFile.1/train", new Dictionary<string, string> { ["GNU.sparse.major"] = "1" }) { DataStream = new MemoryStream(SampleSet.Train) }),
            "sparse"),
        ["tar has a bad mode"] = (() => Archives.Tar("train", '0', "00x0644", SampleSet.Train), Broken),
        ["tar has a bad size"] = (() => Archives.Tar("train", '0', "0000644", SampleSet.Train, "0000000zz00"), Broken),
        ["tar has a negative size"] = (() => Archives.Tar("train", '0', "0000644", SampleSet.Train, "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff"), Broken),
        ["tar has a size beyond it"] = (() => Archives.Tar("train", '0', "0000644", SampleSet.Train, "77777777777"), Broken),
        ["tar has a name twice"] = (() => Archives.TarGz(("train", SampleSet.Train), ("train", SampleSet.Train), ("test", SampleSet.Test)), "train twice"),
        ["xz"] = (() => [0xFD, .. "7zXZ"u8, 0, 0, 4], "is packed with xz"),
        ["bzip2"] = (() => [.. "BZh91AY&SY"u8, 1, 2], "is packed with bzip2"),
        ["zstd"] = (() => [0x28, 0xB5, 0x2F, 0xFD, 4], "is packed with zstd"),
        ["empty file"] = (() => [], Nothing),
        ["empty zip"] = (() => Archives.Zip(files: []), Nothing),
    };

    public static TheoryData<string> Hostile => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_archive_is_refused_and_leaves_nothing_anywhere(string what)
    {
        string path = _sample.Write("archive", Cases[what].Make());

        string message = Refusal(path);

        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.Contains(Cases[what].Reason, message, StringComparison.Ordinal);
        Assert.Empty(_sample.Left());
        Assert.Equal(["archive"], Directory.EnumerateFileSystemEntries(_sample.Elsewhere).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar.gz")]
    public void A_truncated_or_changed_archive_is_refused_or_whole(string kind)
    {
        (string, byte[])[] files = [("train", SampleSet.Train), ("test", SampleSet.Test)];
        byte[] archive = kind == "zip" ? Archives.Zip(files) : Archives.TarGz(files);
        Random random = new(3);
        for (int trial = 0; trial < 60; trial++)
        {
            byte[] changed = [.. archive];
            if (trial % 2 == 0)
            {
                changed = changed[..random.Next(changed.Length)];
            }
            else
            {
                changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            }

            string path = _sample.Write("archive", changed);
            try
            {
                Take(SampleSet.Of(), path);
                _sample.AssertComplete();    // the change did not matter
            }
            catch (LabException)
            {
            }
        }
    }

    [Fact]
    public void Another_form_is_converted_and_then_verified()
    {
        DataSet set = SampleSet.Of() with
        {
            OtherForm = new(
                [new("reversed", null, Checksum: null)],
                folder =>
                {
                    byte[] both = File.ReadAllBytes(Path.Combine(folder, "reversed"));
                    Array.Reverse(both);
                    File.WriteAllBytes(Path.Combine(folder, "train"), both[..SampleSet.Train.Length]);
                    File.WriteAllBytes(Path.Combine(folder, "test"), both[SampleSet.Train.Length..]);
                }),
        };
        byte[] reversed = [.. SampleSet.Train, .. SampleSet.Test];
        Array.Reverse(reversed);

        Take(set, Path.GetDirectoryName(_sample.Write("reversed", reversed))!);
        _sample.AssertComplete();

        reversed[3] ^= 1;
        _sample.Write("reversed", reversed);
        Assert.Contains("expected", Assert.Throws<LabException>(() => Take(set, _sample.Elsewhere)).Message, StringComparison.Ordinal);
        _sample.AssertComplete();
    }

    [Fact]
    public void Two_at_once_do_not_meet()
    {
        _sample.Write("train", SampleSet.Train);
        using StagingFolder other = new(_sample.Folder, SampleSet.Of());

        Assert.Contains("another process", Refusal(_sample.Elsewhere), StringComparison.Ordinal);
    }

    private void Take(DataSet set, string source) => new DataSetFetcher(_sample.Folder).Take(set, source);

    private string Refusal(string source) => Assert.Throws<LabException>(() => Take(SampleSet.Of(), source)).Message;
}
