using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Impetus.Lab.Data;
using Impetus.Lab.Json;
using Impetus.Lab.Processes;
using Impetus.Lab.Runs;

namespace Impetus.Lab.Comparisons;

/// <summary>
/// What is known of a comparison's runs without running them: what had finished before an interruption, and what other processes have
/// finished meanwhile. Runs that were stopped are none.
/// </summary>
internal sealed class EarlierRuns
{
    private const string DataName = "data";
    private const string Remedy = "delete it, and the run is made again";

    private readonly Comparison? _comparison;
    private readonly RunFolder _folder;

    private EarlierRuns(Comparison? comparison, RunFolder folder)
    {
        (_comparison, _folder) = (comparison, folder);
        Shared = new SharedRuns(folder.Path);
    }

    /// <summary>What processes leave for each other.</summary>
    public SharedRuns Shared { get; }

    /// <summary>Seconds that it had taken.</summary>
    public double Seconds => _comparison?.ElapsedSeconds ?? 0;

    /// <summary>When it began; null if it left nothing.</summary>
    public DateTimeOffset? StartedAt => _comparison?.StartedAt;

    /// <summary>The version of Impetus that ran it last, as <see cref="CurrentEnvironment.InformationalVersion"/>; null if it left nothing.</summary>
    public string? Version => _comparison?.Environment is { } environment
        ? environment.ImpetusVersion + (environment.GitCommit is { } commit ? $"+{commit}" : "")
        : null;

    /// <summary>Reads what is in a folder, which must be of the same comparison.</summary>
    /// <param name="folder">The run folder; may be empty.</param>
    /// <param name="configuration">What is to be compared now.</param>
    /// <exception cref="LabException">The folder holds another comparison, or something else, or is damaged.</exception>
    public static EarlierRuns In(RunFolder folder, ComparisonConfiguration configuration)
    {
        if (folder.ReadConfiguration() is not { } earlier)
        {
            return new EarlierRuns(null, folder);
        }

        string[] differences = [.. Differences("", Node(earlier), Node(configuration))];
        return differences.Length == 0
            ? new EarlierRuns(folder.HasComparison ? RunFolder.Read(folder.Path) : null, folder)
            : throw new LabException(
                $"{folder.Path} holds another comparison ({string.Join("; ", differences)}): give the same arguments and data to go on with it, or choose another folder.");
    }

    /// <summary>The finished run of a seed; null if it has to be run.</summary>
    public ComparisonRun? Seed(PlannedOptimizer optimizer, int seed) =>
        _comparison?.Rows.FirstOrDefault(row => row.Optimizer == optimizer.Text && row.LearningRate == optimizer.LearningRate)
            ?.Runs.FirstOrDefault(run => run.Seed == seed && run.Status != RunStatus.Stopped && run.Curve.Count > 0)
        ?? (Shared.ResultOf(NameOf(optimizer, seed)) is { } file ? _folder.ReadRun(file, Remedy) : null);

    /// <summary>The finished run of tuning at a point; null if it has to be run.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="point">The point.</param>
    /// <param name="steps">The run's steps; null for the whole budget of tuning.</param>
    public TuningCandidate? Candidate(PlannedOptimizer optimizer, TuningPoint point, long? steps = null) =>
        _comparison?.Tuning.FirstOrDefault(row => row.Optimizer == optimizer.Text)
            ?.Candidates.FirstOrDefault(candidate => candidate.LearningRate == point.LearningRate && (candidate.Optimizer ?? optimizer.Text) == point.Optimizer && (steps is null || (candidate.Steps ?? _comparison.Budget.TuningSteps) == steps) && candidate.Status != RunStatus.Stopped)
        ?? (Shared.ResultOf(NameOf(optimizer, point)) is { } file ? JsonFile.Read(file, RunJson.Indented.TuningCandidate, Remedy) : null);

    /// <summary>What the run of a seed is called in the folder that processes share.</summary>
    public static string NameOf(PlannedOptimizer optimizer, int seed) => $"{optimizer.Place + 1}-seed-{seed}";

    /// <summary>What a run of tuning is called there.</summary>
    public static string NameOf(PlannedOptimizer optimizer, TuningPoint point) => string.Create(CultureInfo.InvariantCulture, $"{optimizer.Place + 1}-tuning-{point.Number + 1}-{point.LearningRate:R}");

    private static JsonNode? Node(ComparisonConfiguration configuration) => JsonSerializer.SerializeToNode(configuration, RunJson.Indented.ComparisonConfiguration);

    // "budget/steps: 842 there, 100 here"
    private static IEnumerable<string> Differences(string name, JsonNode? there, JsonNode? here) => (there, here) switch
    {
        _ when name == DataName => DataDifference(there, here),
        (JsonObject one, JsonObject other) => one.Select(pair => pair.Key).Union(other.Select(pair => pair.Key)).SelectMany(
            key => Differences(name.Length == 0 ? key : $"{name}/{key}", one[key], other[key])),
        _ when JsonNode.DeepEquals(there, here) => [],
        _ => [$"{name}: {Text(there)} there, {Text(here)} here"],
    };

    // The same data may lie elsewhere, and earlier versions did not write which it was.
    private static string[] DataDifference(JsonNode? there, JsonNode? here)
    {
        DataIdentity? one = there.Deserialize(RunJson.Indented.DataIdentity), other = here.Deserialize(RunJson.Indented.DataIdentity);
        return one is null || one.Sha256 == other?.Sha256 ? [] : [$"{DataName}: {one} there, {other?.ToString() ?? "other"} here"];
    }

    private static string Text(JsonNode? value) => value switch
    {
        null => "nothing",
        JsonArray list => string.Join(",", list.Select(Text)),
        _ => value.ToString(),
    };
}
