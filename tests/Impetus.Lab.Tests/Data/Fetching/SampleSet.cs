using System.Security.Cryptography;
using System.Text;
using Impetus.Lab.Data;
using Impetus.Lab.Data.Fetching;
using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Tests.Data.Fetching;

/// <summary>A data set of two small files, and a data folder for it that is gone when the test is over.</summary>
internal sealed class SampleSet : IDisposable, IProgress<FetchProgress>
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("impetus-fetch-");

    public static byte[] Train { get; } = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(line => $"{line * 7919 % 10_007} ")));

    public static byte[] Test { get; } = "a test\n"u8.ToArray();

    public DataFolder Folder => new(Path.Combine(_root.FullName, "data"));

    /// <summary>A folder for what a test needs besides.</summary>
    public string Elsewhere => Directory.CreateDirectory(Path.Combine(_root.FullName, "elsewhere")).FullName;

    public List<FetchProgress> Progress { get; } = [];

    public static DataSet Of(params Download[] downloads) => new()
    {
        Name = "sample",
        Summary = "a sample",
        License = "none",
        Page = "none",
        Files =
        [
            new("train", Train.Length, Convert.ToHexStringLower(SHA256.HashData(Train))),
            new("test", Test.Length, Convert.ToHexStringLower(SHA256.HashData(Test))),
        ],
        Downloads = downloads,
    };

    public void Report(FetchProgress value) => Progress.Add(value);

    public string Write(string name, byte[] content)
    {
        string path = Path.Combine(Elsewhere, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>The set is there as a whole, and nothing beside it.</summary>
    public void AssertComplete()
    {
        Assert.Equal(Train, Folder.Read(Of(), "train"));
        Assert.Equal(Test, Folder.Read(Of(), "test"));
        Assert.Equal(["sample/test", "sample/train"], Left());
    }

    /// <summary>All files in and around the data folder, but for those that the test put there.</summary>
    public string[] Left() =>
    [
        .. Directory.EnumerateFiles(_root.FullName, "*", SearchOption.AllDirectories)
            .Where(path => !path.StartsWith(Elsewhere, StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Folder.Path, path)).Order(StringComparer.Ordinal),
    ];

    public void Dispose() => _root.Delete(recursive: true);
}
