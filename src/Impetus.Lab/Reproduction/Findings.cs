namespace Impetus.Lab.Reproduction;

/// <summary>What an experiment has found.</summary>
public sealed record Findings
{
    /// <summary>Over how many seeds quantities are taken; 1 where chance plays no part.</summary>
    public required int Seeds { get; init; }

    /// <summary>
    /// The table, row by row: an <c>optimizer</c>, its quantities in camel case, and the publication's figure beside ours where it
    /// printed one (<c>loss</c>, <c>paperLoss</c>).
    /// </summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows { get; init; }

    /// <summary>The claims, decided.</summary>
    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>What can be looked at.</summary>
    public IReadOnlyList<ExperimentFigure> Figures { get; init; } = [];

    /// <summary>What the publication leaves open, what was chosen, and how far the result depends on it.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The data sets that were generated because the real ones were not at hand; then nothing is decided.</summary>
    public IReadOnlyList<string> Generated { get; init; } = [];

    /// <summary>The names of all quantities, in order of appearance.</summary>
    public IReadOnlyList<string> Columns => [.. Rows.SelectMany(row => row.Keys).Distinct()];
}
