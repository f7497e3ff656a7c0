using System.Text.Json.Serialization;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Experiments.Reproduction;

/// <summary>An experiment with what it has found: what the command line and reports show.</summary>
public sealed class ReproducedExperiment
{
    private ReproducedExperiment(IExperiment experiment, Scale scale, Findings findings)
    {
        (Id, Paper, Title) = (experiment.Id, experiment.Paper.Title, experiment.Title);
        (Scale, Findings) = (scale, findings);
    }

    /// <summary>The experiment's name.</summary>
    public string Id { get; }

    /// <summary>The title of the publication.</summary>
    public string Paper { get; }

    /// <summary>What is measured, in one line.</summary>
    [JsonIgnore]
    public string Title { get; }

    /// <summary>How much was spent.</summary>
    public Scale Scale { get; }

    /// <summary>Over how many seeds quantities are taken.</summary>
    public int Seeds => Findings.Seeds;

    /// <summary>The names of all quantities, in order of appearance.</summary>
    public IReadOnlyList<string> Columns => Findings.Columns;

    /// <summary>The table.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows => Findings.Rows;

    /// <summary>The claims, decided.</summary>
    public IReadOnlyList<DecidedClaim> Claims => [.. Findings.Claims.Select(DecidedClaim.Of)];

    /// <summary>The machine and the software.</summary>
    public ExperimentEnvironment Environment { get; } = ExperimentEnvironment.Current();

    /// <summary>All that was found, with figures and notes.</summary>
    [JsonIgnore]
    public Findings Findings { get; }

    /// <summary>Runs an experiment.</summary>
    /// <exception cref="OperationCanceledException">The user has stopped it.</exception>
    public static ReproducedExperiment Run(IExperiment experiment, ExperimentSettings settings)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(settings);
        return new(experiment, settings.Scale, experiment.Run(settings));
    }
}

/// <summary>A claim as programs read it.</summary>
/// <param name="Text">The claim.</param>
/// <param name="Holds">Whether the test supports it; false also where it is undecided, which the evidence then says first.</param>
/// <param name="Evidence">The numbers, and the test that decides.</param>
public sealed record DecidedClaim(string Text, bool Holds, string Evidence)
{
    /// <summary>Describes a claim.</summary>
    public static DecidedClaim Of(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return new(claim.Text, claim.Verdict == Verdict.Holds, claim.Verdict == Verdict.Undecided ? $"undecided: {claim.Evidence}" : claim.Evidence);
    }
}
