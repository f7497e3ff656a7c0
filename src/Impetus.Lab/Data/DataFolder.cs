using System.Text;
using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data;

/// <summary>The folder that data sets lie in, one sub-folder each.</summary>
/// <param name="Path">Its path; it need not exist yet.</param>
public sealed record DataFolder(string Path)
{
    /// <summary>The variable that names a folder of the user's own.</summary>
    public const string Variable = "IMPETUS_DATA";

    private static readonly AsyncLocal<string?> Generated = new();

    // What is found nowhere else lies here, and is not checked.
    private string? GeneratedPath { get; init; }

    /// <summary>The folder that <c>IMPETUS_DATA</c> names, else <c>~/.cache/impetus</c>.</summary>
    public static DataFolder Current => new(Own ?? System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "impetus"))
    {
        GeneratedPath = Generated.Value,
    };

    private static string? Own => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } own ? own : null;

    /// <summary>
    /// Lets <see cref="Current"/> find generated sets where it finds no other, in this flow of control and what it starts. Their
    /// files are read as they are: they have no published checksums.
    /// </summary>
    /// <param name="folder">A folder with a sub-folder for each set.</param>
    /// <returns>Ends it when disposed.</returns>
    internal static IDisposable StandIn(string folder)
    {
        Generated.Value = folder;
        return new End();
    }

    /// <summary>Where the files of a set belong.</summary>
    public string FolderOf(DataSet set) => System.IO.Path.Combine(Path, set.Folder);

    /// <summary>Where all files of a set are: below this folder, in it, or where a system package put them; null if nowhere.</summary>
    public string? Find(DataSet set) => Places(set).FirstOrDefault(folder =>
        set.IsImageFolder ? Directory.Exists(folder) : set.Files.All(file => Find(folder, file) is not null));

    /// <summary>Where all files of a set are.</summary>
    /// <exception cref="LabException">The set is not at hand; the message says how to get it.</exception>
    public string Require(DataSet set)
    {
        if (GeneratedPath is null && Own == Path && !Directory.Exists(Path))
        {
            throw new LabException($"the data set {set.Name} is not at hand: {Variable} names {Path}, which is no folder; {Remedy(set)}");
        }

        return Find(set) ?? throw new LabException($"the data set {set.Name} is not at hand: {Remedy(set)}{Missing(set)}");
    }

    /// <summary>The inflated content of one file of a set, checked to the last byte.</summary>
    /// <param name="set">The set.</param>
    /// <param name="file">The file's name.</param>
    /// <exception cref="LabException">The set is not at hand, or the file is damaged or another one; the message says how to get it.</exception>
    public byte[] Read(DataSet set, string file)
    {
        DataFile published = set[file];
        string path = Find(Require(set), published)!;
        try
        {
            byte[] content = InflatedFile.Read(path, published.MostBytes);
            if (GeneratedPath is not null && path.StartsWith(GeneratedPath, StringComparison.Ordinal))
            {
                return content;
            }

            using MemoryStream stream = new(content, writable: false);
            published.Verify(stream, $"The data file {path}");
            return content;
        }
        catch (LabException error) when (error.InnerException is not (IOException or UnauthorizedAccessException))
        {
            // What `data get` brings is found before the damaged file, wherever that lies.
            throw new LabException($"{error.Message.TrimEnd('.')}: {Remedy(set)}", error);
        }
    }

    /// <summary>One text file of a set, checked to the last byte.</summary>
    /// <param name="set">The set.</param>
    /// <param name="file">The file's name.</param>
    /// <exception cref="LabException">The set is not at hand, or the file is damaged or another one.</exception>
    public string ReadText(DataSet set, string file) => Encoding.UTF8.GetString(Read(set, file));

    /// <summary>The path of one file in a folder, plain or compressed; null if it is not there.</summary>
    internal static string? Find(string folder, DataFile file) =>
        file.Candidates.Select(name => System.IO.Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private IEnumerable<string> Places(DataSet set)
    {
        yield return FolderOf(set);
        if (!set.IsImageFolder)
        {
            yield return Path;
        }

        if (set.PackageFolder is { } folder)
        {
            yield return folder;
        }

        if (GeneratedPath is not null)
        {
            yield return System.IO.Path.Combine(GeneratedPath, set.Folder);
        }
    }

    /// <summary>How to get a set, as an imperative.</summary>
    internal static string Remedy(DataSet set) => $"run './impetus data get {set.Name}' (or --from a folder that has it)";

    // A folder that has some of the files is the one to complete.
    private string Missing(DataSet set)
    {
        string? partial = Places(set).FirstOrDefault(folder => set.Files.Any(file => Find(folder, file) is not null));
        return partial is null
            ? $"; looked in {string.Join(" and ", Places(set))}"
            : $"; in {partial}, {string.Join(", ", set.Files.Where(file => Find(partial, file) is null).Select(file => file.Name))} is missing";
    }

    private sealed class End : IDisposable
    {
        public void Dispose() => Generated.Value = null;
    }
}
