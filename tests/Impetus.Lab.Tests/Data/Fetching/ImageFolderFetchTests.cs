using System.Formats.Tar;
using System.Security.Cryptography;
using Impetus.Lab.Data.Fetching;
using Impetus.Lab.Data.Images.Folders;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Tests.Data.Images.Folders;

namespace Impetus.Lab.Tests.Data.Fetching;

/// <summary>Sets that are folders of images: linked to where users have them, or unpacked.</summary>
public sealed class ImageFolderFetchTests : IDisposable
{
    private static readonly DataSet Set = new() { Name = "pictures", Summary = "pictures", License = "none", Page = "none", Files = [] };
    private static readonly byte[] Picture = Pictures.Png(Pictures.Make(8, 8, 1));

    private readonly SampleSet _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void A_folder_of_the_users_own_stays_where_it_is()
    {
        foreach (string version in new[] { "first", "second" })
        {
            string own = Path.Combine(_sample.Elsewhere, version);
            Pictures.WriteClasses(own, 4, "a", "b");
            string place = Take(own);

            Assert.Equal(place, _sample.Folder.Find(Set));
            Assert.Equal(own, new DirectoryInfo(place).LinkTarget);
            Assert.Equal(8, CountOf(place));
            Assert.Null(DataSetCheck.Of(_sample.Folder, Set).Fault);
            File.WriteAllText(Path.Combine(own, "b", "x.txt"), "");
            Enumerable.Range(0, 4).ToList().ForEach(image => File.Delete(Path.Combine(own, "b", $"{image}.png")));
            Assert.Contains("The class b has no images", DataSetCheck.Of(_sample.Folder, Set).Fault, StringComparison.Ordinal);
        }

        // What is refused changes nothing.
        Assert.Contains("expected one for each class", Assert.Throws<LabException>(() => Take(Directory.CreateDirectory(Path.Combine(_sample.Elsewhere, "empty")).FullName)).Message, StringComparison.Ordinal);
        Assert.EndsWith("second", new DirectoryInfo(_sample.Folder.FolderOf(Set)).LinkTarget, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_is_unpacked_as_far_as_it_holds_images()
    {
        (string, byte[])[] files =
        [
            .. from label in new[] { "A", "B" } from image in Enumerable.Range(0, 6) select ($"set/{label}/Zm9u+dC{image}==.png", Picture),
            ("set/A/readme.html", [1]), ("set/.hidden/x.png", Picture),
        ];
        string place = Take(_sample.Write("pictures.tar.gz", Archives.TarGz(files)));

        Assert.Equal(12, CountOf(place));
        Assert.Equal(12, Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories).Count());
        Assert.Contains("is there already", Assert.Throws<LabException>(() => Take(_sample.Write("again.zip", Archives.Zip(files)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_archive_is_unpacked_once_it_has_the_published_checksum()
    {
        using LoopbackServer server = new();
        byte[] archive = Archives.Zip([.. from label in new[] { "a", "b" } from image in Enumerable.Range(0, 6) select ($"set/train/{label}/images/{image}.png", Picture),
            .. from image in Enumerable.Range(0, 2) select ($"set/val/images/{image}.png", Picture), ("set/val/val_annotations.txt", "0.png\ta\n1.png\tb\n"u8.ToArray())]);
        server["pictures.zip"] = archive;
        DataSet Published(byte[] expected) => Set with
        {
            Downloads = [new(server.Address("pictures.zip"), 1 << 20) { Checksum = new(Convert.ToHexStringLower(SHA256.HashData(expected))) }],
        };

        DataSetFetcher fetcher = new(_sample.Folder);
        await Assert.ThrowsAsync<LabException>(() => fetcher.FetchAsync(Published(archive[1..]), _sample, default));
        Assert.Empty(_sample.Left());
        Assert.Equal(14, CountOf(await fetcher.FetchAsync(Published(archive), _sample, default)));
        Assert.Equal(15, _sample.Left().Length);
    }

    public static TheoryData<string, byte[]> Hostile => new()
    {
        { "zip leads upwards", Archives.Zip(("a/../../../x.png", Picture), ("../b/x.png", Picture)) },
        { "zip is absolute", Archives.Zip(("/tmp/a/x.png", Picture), ("/tmp/b/x.png", Picture)) },
        { "tar leads upwards", Archives.TarGz(("../a/x.png", Picture), ("../b/x.png", Picture)) },
        { "tar has links", Archives.TarGz(
            new PaxTarEntry(TarEntryType.SymbolicLink, "a") { LinkName = "/tmp" },
            new PaxTarEntry(TarEntryType.SymbolicLink, "b/x.png") { LinkName = "/etc/hostname" }) },
        { "backslashes", Archives.Zip(("a\\..\\..\\x.png", Picture), ("a/b\\x.png", Picture)) },
        { "no archive", Picture },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Nothing_is_written_that_does_not_belong_there(string what, byte[] archive)
    {
        string path = _sample.Write("archive", archive);

        Assert.Contains("holds nothing of pictures", Assert.Throws<LabException>(() => Take(path)).Message, StringComparison.Ordinal);
        Assert.True(_sample.Left().Length == 0, what);
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(_sample.Elsewhere));
    }

    private static int CountOf(string place) => ImageFolder.Open(place) is var folder ? folder.Training.Count + folder.Validation.Count + folder.Test.Count : 0;

    private string Take(string source) => new DataSetFetcher(_sample.Folder).Take(Set, source);
}
