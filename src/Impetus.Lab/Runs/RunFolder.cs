using System.Text;
using System.Text.Json;
using Impetus.Lab.Json;

namespace Impetus.Lab.Runs;

/// <summary>
/// The folder of one comparison: <c>configuration.json</c>, <c>environment.json</c>, <c>comparison.json</c> and one
/// JSON-lines file per run under <c>curves/</c>. Every file appears whole or not at all (temporary name, then rename).
/// </summary>
public sealed class RunFolder
{
    /// <summary>The file that holds the <see cref="Comparison"/>.</summary>
    public const string ComparisonFile = "comparison.json";

    private const string ConfigurationFile = "configuration.json";

    private const string Remedy = "put back a copy of it, or choose another folder";

    private RunFolder(string path) => Path = path;

    /// <summary>The folder's path as it was given.</summary>
    public string Path { get; }

    /// <summary>Creates <c>parent/yyyyMMdd-HHmmss-name</c>, with a counter behind it if that exists.</summary>
    /// <param name="parent">The folder of all runs; made if missing.</param>
    /// <param name="name">What the run is about, for instance the task's name.</param>
    /// <param name="startedAt">The moment in the folder's name.</param>
    /// <exception cref="LabException">The folder cannot be made or written to.</exception>
    public static RunFolder Create(string parent, string name, DateTimeOffset startedAt)
    {
        string stem = System.IO.Path.Combine(parent, $"{startedAt:yyyyMMdd-HHmmss}-{name}");
        string path = stem;
        try
        {
            Directory.CreateDirectory(parent);
            for (int count = 2; !TryClaim(path); count++)
            {
                path = $"{stem}-{count}";
            }

            Directory.CreateDirectory(System.IO.Path.Combine(path, "curves"));
            return new RunFolder(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"The run folder {path} cannot be written: {error.Message} Choose another folder for runs.", error);
        }
    }

    /// <summary>A folder of this very path; made if missing.</summary>
    /// <exception cref="LabException">The folder cannot be made.</exception>
    public static RunFolder Make(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            DurableFile.RemoveLeftovers(path);
            return new RunFolder(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"The run folder {path} cannot be made: {error.Message} Choose another folder.", error);
        }
    }

    /// <summary>A folder that is there already, to write into.</summary>
    public static RunFolder Open(string path) => new(path);

    /// <summary>Reads a comparison and its curves back.</summary>
    /// <param name="path">A run folder.</param>
    /// <exception cref="LabException">The folder holds no comparison, or its file is damaged.</exception>
    public static Comparison Read(string path)
    {
        string file = System.IO.Path.Combine(path, ComparisonFile);
        if (!File.Exists(file))
        {
            throw new LabException(Directory.Exists(path)
                ? $"{path} is not a folder of results: it has no {ComparisonFile}, nor anything else that compare, train or reproduce leave."
                : $"There is no folder {path}: name one that compare, train or reproduce have written.");
        }

        Comparison comparison = JsonFile.Read(file, RunJson.Indented.Comparison, Remedy);
        return comparison with
        {
            RunFolder = path,
            Rows = [.. comparison.Rows.Select(row => row with { Runs = [.. row.Runs.Select(run => WithCurve(path, run))] })],
        };
    }

    /// <summary>Whether there is a comparison to read.</summary>
    internal bool HasComparison => File.Exists(System.IO.Path.Combine(Path, ComparisonFile));

    /// <summary>What was asked for in this folder; null if nothing was yet.</summary>
    /// <exception cref="LabException">The folder holds something else than a comparison.</exception>
    internal ComparisonConfiguration? ReadConfiguration()
    {
        string file = System.IO.Path.Combine(Path, ConfigurationFile);
        return !File.Exists(file) ? null : JsonFile.Read(file, Remedy, root =>
            root.ValueKind == JsonValueKind.Object && root.TryGetProperty("optimizers", out _)
                ? JsonFile.Record(root, RunJson.Indented.ComparisonConfiguration)
                : throw new LabException($"{Path} holds something else than a comparison, as its {ConfigurationFile} says: choose another folder."));
    }

    /// <summary>Reads a run that lies in a file of its own, with its curve.</summary>
    /// <param name="file">The file.</param>
    /// <param name="remedy">What to do about a damaged file, as an imperative.</param>
    internal ComparisonRun ReadRun(string file, string remedy) => WithCurve(Path, JsonFile.Read(file, RunJson.Indented.ComparisonRun, remedy));

    /// <summary>Writes the comparison, replacing an earlier state of it.</summary>
    public void Write(Comparison comparison) =>
        Write(ComparisonFile, JsonSerializer.Serialize(comparison, RunJson.Indented.Comparison));

    /// <summary>Writes what was asked for.</summary>
    public void Write(ComparisonConfiguration configuration) =>
        Write(ConfigurationFile, JsonSerializer.Serialize(configuration, RunJson.Indented.ComparisonConfiguration));

    /// <summary>Writes the environment.</summary>
    public void Write(RunEnvironment environment) =>
        Write("environment.json", JsonSerializer.Serialize(environment, RunJson.Indented.RunEnvironment));

    /// <summary>Writes one run's curve.</summary>
    /// <returns>The file's path relative to the folder.</returns>
    public string WriteCurve(string name, IEnumerable<CurvePoint> points)
    {
        StringBuilder lines = new();
        foreach (CurvePoint point in points)
        {
            lines.Append(JsonSerializer.Serialize(point, RunJson.Lines.CurvePoint)).Append('\n');
        }

        string file = $"curves/{name}.jsonl";
        Write(file, lines.ToString());
        return file;
    }

    /// <summary>Writes a text file of the folder atomically and to the disk; makes the folder of the file if it is missing.</summary>
    /// <param name="file">Path relative to the folder.</param>
    /// <param name="content">The whole content; written as UTF-8.</param>
    public void Write(string file, string content)
    {
        string target = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        DurableFile.Write(target, content);
    }

    // Creating a file with CreateNew is the one test that is free of races and proves that the folder takes files.
    private static bool TryClaim(string path)
    {
        Directory.CreateDirectory(path);
        string claim = System.IO.Path.Combine(path, ".claim");
        if (Directory.EnumerateFileSystemEntries(path).Any())
        {
            return false;
        }

        File.Open(claim, FileMode.CreateNew).Dispose();
        File.Delete(claim);
        return true;
    }

    private static ComparisonRun WithCurve(string folder, ComparisonRun run)
    {
        string file = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, run.CurveFile));
        return !file.StartsWith(System.IO.Path.GetFullPath(folder) + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)
                ? throw new LabException($"{System.IO.Path.Combine(folder, ComparisonFile)} is damaged: the curve file {run.CurveFile} lies outside the folder; {Remedy}.")
            : File.Exists(file) ? run with { Curve = [.. File.ReadLines(file).Select((line, index) => Point(file, line, index))] }
            : run;
    }

    private static CurvePoint Point(string file, string line, int index)
    {
        try
        {
            return JsonFile.Parse(line, RunJson.Lines.CurvePoint);
        }
        catch (JsonException error)
        {
            throw new LabException($"{file} is damaged: in line {index + 1}, {error.Message}; {Remedy}.", error);
        }
    }
}
