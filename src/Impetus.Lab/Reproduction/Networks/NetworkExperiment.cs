using Impetus.Lab.Data.Sets;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Reproduction.Networks;

/// <summary>
/// A figure or table that takes training networks: data about its tasks, arms, grids and claims. Each arm is tuned on seeds of its
/// own where it has several candidates, then trained on fresh seeds, the same ones for all arms.
/// </summary>
internal sealed record NetworkExperiment : IExperiment
{
    private const int SmokeSeeds = 2;

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required Publication Paper { get; init; }

    /// <inheritdoc/>
    public required string Title { get; init; }

    /// <summary>Its parts, each about one task.</summary>
    public required IReadOnlyList<Study> Studies { get; init; }

    /// <summary>What the paper says.</summary>
    public required IReadOnlyList<NetworkClaim> Statements { get; init; }

    /// <summary>What the scale cpu changes of what the paper did, in words.</summary>
    public required string Smaller { get; init; }

    /// <summary>Further remarks: what the paper leaves open, what was chosen.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>What runs are judged by, given their task's metric.</summary>
    public Func<Metric, Quantity> Judged { get; init; } = Quantity.Final;

    /// <summary>What tuning goes by, where that is not what runs are judged by.</summary>
    public Func<Metric, Quantity>? TunedBy { get; init; }

    /// <summary>Further rows of the table, behind those of the arms; each names an <c>optimizer</c>.</summary>
    public Func<NetworkResults, IEnumerable<IReadOnlyDictionary<string, object?>>> Details { get; init; } = static _ => [];

    /// <summary>Further columns of the table.</summary>
    public IReadOnlyList<Quantity> Columns { get; init; } = [];

    /// <summary>What instruments measured over the course of runs and figures show: key and axis title.</summary>
    public IReadOnlyList<(string Key, string Title)> Traces { get; init; } = [];

    /// <summary>Seeds of the final runs at cpu scale.</summary>
    public int Seeds { get; init; } = 8;

    /// <summary>Seeds at paper scale.</summary>
    public int PaperSeeds { get; init; } = 5;

    /// <summary>Seeds of tuning.</summary>
    public int TuningSeeds { get; init; } = 1;

    /// <summary>Which share of a run's steps a run of tuning takes.</summary>
    public double TuningShare { get; init; } = 1;

    /// <inheritdoc/>
    public required double? Minutes { get; init; }

    /// <inheritdoc/>
    public bool TrainsNetworks => true;

    /// <inheritdoc/>
    public IReadOnlyList<string> Claims => [.. Statements.Select(statement => statement.Text)];

    /// <inheritdoc/>
    public IReadOnlyList<DataSet> DataAt(Scale scale) =>
    [
        .. Studies.Where(study => study.IsAt(scale)).SelectMany(study => study.Task.Data.Concat(study.Data)).DistinctBy(set => set.Name),
        .. FineTunes(scale) && (scale == Scale.Smoke || PretrainedEncoder.Named is null) ? [Lab.Data.Sets.Checkpoints.MiniLm] : Array.Empty<DataSet>(),
    ];

    /// <summary>Whether an encoder is fine-tuned at a scale: MiniLM, or the one that the user names.</summary>
    public bool FineTunes(Scale scale) => Studies.Any(study => study.IsAt(scale) && study.Task.TakesEncoder);

    /// <inheritdoc/>
    public Findings Run(ExperimentSettings settings)
    {
        using ExperimentData data = ExperimentData.Prepare(this, settings.Scale);
        NetworkResults results = new NetworkPlan(this, settings, data).Run();
        IReadOnlyList<Claim> claims = [.. Statements.Select(statement => Decide(statement, results, data))];
        return new()
        {
            Seeds = SeedsAt(settings.Scale),
            Rows = [.. NetworkTable.Rows(this, results), .. Details(results)],
            Claims = claims,
            Figures = NetworkFigures.Of(this, results),
            Notes = [.. NetworkNotes.Of(this, results, settings.Scale)],
            Generated = data.Generated,
        };
    }

    /// <summary>Seeds of the final runs at a scale.</summary>
    public int SeedsAt(Scale scale) => scale switch
    {
        Scale.Smoke => SmokeSeeds,
        Scale.Cpu => Seeds,
        _ => PaperSeeds,
    };

    /// <summary>Seeds of tuning at a scale.</summary>
    public int TuningSeedsAt(Scale scale) => scale == Scale.Smoke ? 1 : TuningSeeds;

    /// <summary>Which share of a run's steps a run of tuning takes at a scale: all at smoke, where there are too few to leave any out.</summary>
    public double TuningShareAt(Scale scale) => scale == Scale.Smoke ? 1 : TuningShare;

    // What was trained on made-up data says nothing about a paper.
    private static Claim Decide(NetworkClaim statement, NetworkResults results, ExperimentData data)
    {
        Claim decided = statement.Decide(results) with { Text = statement.Text };
        return data.Generated.Count == 0 ? decided : decided with
        {
            Verdict = Verdict.Undecided,
            Evidence = $"generated data ({string.Join(", ", data.Generated)}) show that the way works, and nothing else; {decided.Evidence}",
            Readings = [.. decided.Readings.Select(static reading => reading with { Verdict = Verdict.Undecided })],
        };
    }
}
