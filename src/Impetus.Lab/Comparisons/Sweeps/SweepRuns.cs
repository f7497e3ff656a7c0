using Impetus.Lab.Runs;

namespace Impetus.Lab.Comparisons.Sweeps;

/// <summary>The runs of a sweep, and those among them that have finished: before an interruption, or in another process.</summary>
internal sealed class SweepRuns
{
    // Comparisons count their seeds from 1 to 1000 at most: what is chosen here is judged there on other weights and batches.
    private const int FirstSeed = 1001;

    private const string Remedy = "delete it, or choose another folder";

    private readonly EarlierRuns _earlier;
    private readonly Dictionary<(string Optimizer, int Seed), SweepRun> _kept;

    /// <summary>Reads what is in the folder of a sweep.</summary>
    /// <param name="setup">The sweep; its optimizers are the points of the grid.</param>
    /// <param name="earlier">What processes leave for each other.</param>
    public SweepRuns(ComparisonSetup setup, EarlierRuns earlier)
    {
        _earlier = earlier;
        string file = Path.Combine(setup.Folder.Path, SweepResult.FileName);
        IReadOnlyList<SweepRow> rows = File.Exists(file) ? ResultJson.Read<SweepResult>(file, Remedy).Rows : [];
        _kept = rows.SelectMany(row => row.Runs, (row, run) => (row, run)).Where(each => each.run.Status != RunStatus.Stopped)
            .ToDictionary(each => (each.row.Optimizer, each.run.Seed), each => each.run);
        InOrder =
        [
            .. from seed in Enumerable.Range(FirstSeed, setup.Budget.Seeds) from optimizer in PlannedOptimizer.Of(setup.Plan) select (optimizer, seed),
        ];
    }

    /// <summary>All runs. Seed by seed: whenever it is stopped, the points have (nearly) the same seeds.</summary>
    public IReadOnlyList<(PlannedOptimizer Optimizer, int Seed)> InOrder { get; }

    /// <summary>The processes' files.</summary>
    public EarlierRuns Earlier => _earlier;

    /// <summary>A run that has finished; null if it has to be run.</summary>
    public SweepRun? Find(PlannedOptimizer optimizer, int seed) => _kept.GetValueOrDefault((optimizer.Text, seed))
        ?? (_earlier.Shared.ResultOf(EarlierRuns.NameOf(optimizer, seed)) is { } file ? ResultJson.Read<SweepRun>(file, Remedy) : null);
}
