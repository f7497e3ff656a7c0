using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Reproduction;

/// <summary>An experiment with what it has found: what the command line and reports show, and what a file keeps.</summary>
public sealed record ReproducedExperiment
{
    /// <summary>The experiment's name.</summary>
    public required string Id { get; init; }

    /// <summary>The title of the publication.</summary>
    public required string Paper { get; init; }

    /// <summary>What is measured, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>How much was spent.</summary>
    public required Scale Scale { get; init; }

    /// <summary>Where random numbers started.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Over how many seeds quantities are taken.</summary>
    [Range(0.0, double.MaxValue)]
    public required int Seeds { get; init; }

    /// <summary>The names of all quantities, in order of appearance.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The table.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows { get; init; }

    /// <summary>The claims, decided.</summary>
    public required IReadOnlyList<DecidedClaim> Claims { get; init; }

    /// <summary>What the publication leaves open, what was chosen, and how far the result depends on it.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The machine and the software.</summary>
    public required ExperimentEnvironment Environment { get; init; }

    /// <summary>The data sets that were generated because the real ones were not at hand; null where none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Generated { get; init; }

    /// <summary>How long it took, where a folder keeps it; null otherwise, so that equal results are equal texts.</summary>
    [Range(0.0, double.MaxValue)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ElapsedSeconds { get; init; }

    /// <summary>The files of the figures, where a folder keeps them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FigureFile>? FigureFiles { get; init; }

    /// <summary>What can be looked at; empty for a result that was read from a file.</summary>
    [JsonIgnore]
    public IReadOnlyList<ExperimentFigure> Figures { get; init; } = [];

    /// <summary>Runs an experiment.</summary>
    /// <exception cref="OperationCanceledException">The user has stopped it.</exception>
    public static ReproducedExperiment Run(IExperiment experiment, ExperimentSettings settings)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(settings);
        Findings findings = experiment.Run(settings);
        return new()
        {
            Id = experiment.Id,
            Paper = experiment.Paper.Title,
            Title = experiment.Title,
            Scale = settings.Scale,
            Seed = settings.Seed,
            Seeds = findings.Seeds,
            Columns = findings.Columns,
            Rows = findings.Rows,
            Claims = [.. findings.Claims.Select(DecidedClaim.Of)],
            Notes = findings.Notes,
            Generated = findings.Generated.Count > 0 ? findings.Generated : null,
            Environment = ExperimentEnvironment.Current(),
            Figures = findings.Figures,
        };
    }
}

/// <summary>A figure that was drawn.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="File">Its SVG file, relative to the folder of the results.</param>
public sealed record FigureFile(string Title, string Caption, string File);
