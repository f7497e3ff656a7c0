using Impetus.Lab.Papers.Tam.Printed;
using Impetus.Lab.Reproduction.Networks;

namespace Impetus.Lab.Papers.Tam.Networks;

/// <summary>A set of texts that embeddings are judged by.</summary>
/// <param name="Name">Its name here.</param>
/// <param name="Printed">Its name in the paper's tables; null where it is not in them.</param>
internal sealed record JudgingSet(string Name, string? Printed = null)
{
    private const double Percent = 100;

    /// <summary>The score after the last step, in percent; NaN where a run has none.</summary>
    public double Of(NetworkRun run) => run.Traces.Count > 0 ? Of(run.Traces[^1]) : double.NaN;

    /// <summary>The mean score of an arm after the last step, in percent.</summary>
    public double Of(ArmResult arm) => arm.Runs.Average(Of);

    /// <summary>The mean score before the first step, in percent.</summary>
    public double Before(ArmResult arm) => arm.Runs.Average(run => run.Traces.Count > 0 ? Of(run.Traces[0]) : double.NaN);

    /// <summary>The paper's row of an encoder; null where it has none.</summary>
    public PrintedScore? PrintedFor(string encoder) => Printed is null ? null : PrintedScores.Of(encoder).FirstOrDefault(score => score.DataSet == Printed);

    // Of the instrument over all texts or of that over a part.
    private double Of(TracePoint point) => point.Values.FirstOrDefault(value => value.Key.EndsWith($"/{Name}", StringComparison.Ordinal)).Value is { } score ? Percent * score : double.NaN;
}

/// <summary>Sets of one kind.</summary>
/// <param name="Name">What the paper calls the kind.</param>
/// <param name="Sets">The sets.</param>
internal sealed record EmbeddingCategory(string Name, IReadOnlyList<JudgingSet> Sets)
{
    /// <summary>The categories whose sets are small enough, and can be had.</summary>
    public static IReadOnlyList<EmbeddingCategory> All { get; } =
    [
        new("classification", [new("banking77", "Banking77Classification"), new("trec"), new("mr"), new("subj"), new("mpqa"), new("sst5")]),
        new("semantic textual similarity", [new("sts12", "STS12"), new("sts13", "STS13"), new("sts14", "STS14"), new("sts15", "STS15"), new("sts16", "STS16"), new("stsb", "STSBenchmark")]),
        new("clustering", [new("20news", "TwentyNewsgroupsClustering")]),
    ];
}
