using System.Text.Json;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Reproduction;

/// <summary>
/// A folder of results: <c>reproduction.json</c> says what was asked for, <c>cm/table1.json</c> is a result, and
/// <c>cm/table1-1.svg</c> its first figure. Every file appears whole or not at all, a result after its figures.
/// </summary>
public sealed class ReproductionFolder
{
    /// <summary>The file that holds the <see cref="Reproduction"/>.</summary>
    public const string MainFile = "reproduction.json";

    private const string Remedy = "delete it, and reproduce this experiment again into the same folder";

    private readonly RunFolder _files;

    private ReproductionFolder(string path) => _files = RunFolder.Open(path);

    /// <summary>The folder's path as it was given.</summary>
    public string Path => _files.Path;

    /// <summary>Whether there are results in a folder.</summary>
    public static bool IsAt(string path) => File.Exists(System.IO.Path.Combine(path, MainFile));

    /// <summary>Makes the folder, or goes on with one that has results of the same scale and seed.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="reproduction">What is asked for.</param>
    /// <exception cref="LabException">It has results of another scale or seed, or cannot be written.</exception>
    public static ReproductionFolder Open(string path, Reproduction reproduction)
    {
        ArgumentNullException.ThrowIfNull(reproduction);
        if (IsAt(path) && Read(path) is { } earlier && (earlier.Scale != reproduction.Scale || earlier.Seed != reproduction.Seed))
        {
            throw new LabException($"{path} has results of the scale {earlier.Scale.ToString().ToLowerInvariant()} and seed {earlier.Seed}: choose another folder.");
        }

        try
        {
            DurableFile.RemoveLeftovers(path);
            ReproductionFolder folder = new(path);
            folder.Write(reproduction);
            return folder;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"The folder {path} cannot be written: {error.Message} Choose another folder.", error);
        }
    }

    /// <summary>A folder that another process has made ready.</summary>
    internal static ReproductionFolder At(string path) => new(path);

    /// <summary>What was asked for.</summary>
    /// <param name="path">A folder of results.</param>
    /// <exception cref="LabException">The file is damaged.</exception>
    public static Reproduction Read(string path)
    {
        string file = System.IO.Path.Combine(path, MainFile);
        return ResultJson.Read<Reproduction>(file, "put back a copy of it, or reproduce into another folder");
    }

    /// <summary>All results of a folder: those of the registry in its order, then any others.</summary>
    /// <param name="path">A folder of results.</param>
    /// <exception cref="LabException">A file is damaged.</exception>
    public static IReadOnlyList<ReproducedExperiment> Results(string path)
    {
        string[] known = [.. ExperimentRegistry.All.Select(experiment => experiment.Id)];
        return
        [
            .. Directory.EnumerateDirectories(path).SelectMany(group => Directory.EnumerateFiles(group, "*.json"))
                .Select(file => ResultJson.Read<ReproducedExperiment>(file, Remedy))
                .OrderBy(result => Array.IndexOf(known, result.Id) is >= 0 and int index ? index : known.Length)
                .ThenBy(result => result.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Writes what was asked for, and what failed so far.</summary>
    public void Write(Reproduction reproduction) => _files.Write(MainFile, JsonSerializer.Serialize(reproduction, ResultJson.Format));

    /// <summary>The result of that name; null if there is none that can be read.</summary>
    public ReproducedExperiment? Find(string id)
    {
        string file = System.IO.Path.Combine(Path, $"{id}.json");
        try
        {
            return File.Exists(file) ? ResultJson.Read<ReproducedExperiment>(file, Remedy) : null;
        }
        catch (LabException)
        {
            return null;
        }
    }

    /// <summary>Writes a result and its figures, in the place of an earlier one.</summary>
    /// <param name="result">The result.</param>
    /// <param name="draw">Makes an SVG document of a figure, or null if there is nothing to draw.</param>
    /// <returns>The result as it can be read back.</returns>
    public ReproducedExperiment Write(ReproducedExperiment result, Func<ExperimentFigure, string?> draw)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(draw);
        List<FigureFile> drawn = [];
        foreach (ExperimentFigure figure in result.Figures)
        {
            if (draw(figure) is { } document)
            {
                string file = $"{result.Id}-{drawn.Count + 1}.svg";
                _files.Write(file, document);
                drawn.Add(new(figure.Title, figure.Caption, file));
            }
        }

        ReproducedExperiment stored = result with { FigureFiles = drawn, Figures = [] };
        _files.Write($"{result.Id}.json", JsonSerializer.Serialize(stored, ResultJson.Format));
        return stored;
    }
}

/// <summary>What was asked for when a folder of results was filled.</summary>
/// <param name="Command">The command line.</param>
/// <param name="Scale">How much each experiment may spend.</param>
/// <param name="Seed">Where random numbers start.</param>
/// <param name="Failures">The experiments that ended with an error.</param>
public sealed record Reproduction(string Command, Scale Scale, ulong Seed, IReadOnlyList<FailedExperiment> Failures);

/// <summary>An experiment that ended with an error.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Message">What went wrong, in one line.</param>
/// <param name="Details">All that is known about it.</param>
public sealed record FailedExperiment(string Id, string Message, string Details);
