using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Comparisons.Combinations;

/// <summary>
/// A question of our own: every memory with the common scalings in both orders, and every other named point, on all problems of the lab, with equal tuning. Which
/// combination is best, and which part carries the gain?
/// </summary>
internal sealed class CombinationGrid : IExperiment
{
    private const string Differ = "The combinations differ";
    private const string MemoryMatters = "The memory explains more of the differences than scaling and order do";
    private const string ScalingHelps = "With a scaling combinations rank better than without";
    private const string OrderHelps = "With the scaling first combinations rank better than with the memory first";
    private const string VariationHelps = "Maximum variation ranks better than the second moment, over all memories and both orders";
    private const string TorqueHelps = "Torque-aware momentum ranks better than the heavy ball, over all scalings and orders";
    private const string AdaptiveHelps = "Adaptive memory ranks better than the moving average with a constant coefficient, over all scalings and orders";
    private const string CriticalHelps = "Critical momenta rank better than the moving average alone, over all scalings and orders";
    private const string PapersWin = "The best combination with a part from the four papers ranks better than the best without any";
    private const string UnnamedWins = "The best combination without a name ranks better than the best that has one";

    public string Id => "impetus/grid";

    public Publication Paper => Unpublished.Questions;

    public string Title => "Every memory with the common scalings in both orders, and every other named rule, on all problems with equal tuning";

    public IReadOnlyList<string> Claims => [Differ, MemoryMatters, ScalingHelps, OrderHelps, VariationHelps, TorqueHelps, AdaptiveHelps, CriticalHelps, PapersWin, UnnamedWins];

    public Findings Run(ExperimentSettings settings)
    {
        (IReadOnlyList<Combination> combinations, var refusals) = Combination.Enumerate();
        GridBudget budget = Budget(settings);
        GridRanking ranking = Rank(budget), falling = Rank(budget with { Falls = true });
        GridEffects effects = new(ranking);
        return new()
        {
            Seeds = budget.FreshSeeds,
            Rows = GridTable.Rows(ranking, falling),
            Claims = Readings.Decide<GridRanking>(
                [
                    new("constant rate", "ours; it leaves methods circling that settle when the rate falls", ranking),
                    new("rate falls to 0 along a cosine", "ours; as networks are trained", falling),
                ],
                own => Decide(own, new(own))),
            Figures = [GridFigures.Places(ranking), GridFigures.Effects(effects), GridFigures.Shares(effects), GridFigures.Profiles(ranking)],
            Notes =
            [
                .. Notes(ranking, effects, budget),
                .. refusals.GroupBy(refusal => refusal.Reason, refusal => refusal.Combination.Name).Select(same => $"Refused by the algebra: {string.Join(", ", same)}. {same.Key}"),
            ],
        };

        GridRanking Rank(GridBudget own) => new(GridSearch.Run(settings, combinations, GridProblem.All, own), settings.Seed);
    }

    private static IReadOnlyList<Claim> Decide(GridRanking ranking, GridEffects effects) => Decision.Family(
    [
        GridTable.Differ(Differ, ranking),
        Decision.Smaller(MemoryMatters, effects.Scaling, effects.Memory, "problems"),
        Decision.Smaller(ScalingHelps, effects.OfScaled(), effects.OfScaling(Combination.Nothing), "problems"),
        Decision.Smaller(OrderHelps, effects.OfOrder(scalesFirst: true), effects.OfOrder(scalesFirst: false), "problems"),
        Decision.Smaller(VariationHelps, effects.OfScaling("maximum-variation"), effects.OfScaling("second-moment"), "problems"),
        Decision.Smaller(TorqueHelps, effects.OfMemory("torque-aware"), effects.OfMemory("heavy-ball"), "problems"),
        Decision.Smaller(AdaptiveHelps, effects.OfMemory("adaptive-memory"), effects.OfMemory("ema"), "problems"),
        Decision.Smaller(CriticalHelps, effects.OfMemory("critical-momenta"), effects.OfMemory("ema"), "problems"),
        Chosen(PapersWin, ranking, static combination => combination.IsOfThePapers, static combination => !combination.IsOfThePapers),
        Chosen(UnnamedWins, ranking, static combination => combination.Names.Count == 0, static combination => combination.Names.Count > 0),
    ]);

    private static GridBudget Budget(ExperimentSettings settings)
    {
        int perDecade = settings.Choose(1, 3, 3);
        return new(
            [.. Enumerable.Range(0, (4 * perDecade) + 1).Select(k => Math.Round(Math.Pow(10, ((double)k / perDecade) - 3), 6))],
            TuningSeeds: settings.Choose(1, 5, 10),
            FreshSeeds: settings.Choose(2, 10, 50),
            Steps: settings.Choose(20, 300, 1_000),
            Falls: false);
    }

    /// <summary>The best of some combinations against the best of others, each chosen on the seeds of the tuning.</summary>
    private static Claim Chosen(string text, GridRanking ranking, Func<Combination, bool> smaller, Func<Combination, bool> larger)
    {
        int one = ranking.BestTuned(smaller), other = ranking.BestTuned(larger);
        Claim claim = Decision.Smaller(text, ranking.ByProblem[one], ranking.ByProblem[other], "problems");
        return claim with { Evidence = $"{InWords(ranking.Search.Combinations[one])} against {InWords(ranking.Search.Combinations[other])}, both chosen on the seeds of the tuning: {claim.Evidence}" };
    }

    private static string InWords(Combination combination) => combination.Names.Count == 0 ? combination.Name : $"{combination.Name} (the parts of {string.Join(", ", combination.Names)})";

    private static IEnumerable<string> Notes(GridRanking ranking, GridEffects effects, GridBudget budget)
    {
        GridSearch search = ranking.Search;
        yield return $"{search.Combinations.Count} combinations on {search.Problems.Count} problems: {string.Join("; ", search.Problems.Select(problem => problem.Name))}.";
        yield return $"Equal budgets: {budget.Rates.Count} learning rates from {budget.Rates[0]} to {budget.Rates[^1]} with {budget.TuningSeeds} seeds each, {budget.Steps} steps a run, one gradient a step; all other options at their defaults. The rate with the best mean score is judged on {budget.FreshSeeds} other seeds, which alone enter ranks and tests. It lies at an edge of the grid in {search.Cells.Sum(cells => cells.Count(cell => cell.IsAtEdge))} of {search.Cells.Sum(cells => cells.Length)} cases.";
        yield return $"The score of a run is the decades that its gap to the minimum has fallen after the last step, at most {CombinationRun.MostDecades}. In each run the combinations are ranked by it; a mean place is over runs, then over problems, each problem with the same weight.";
        yield return $"The unit of all tests is the problem: what is said holds for problems like these {search.Problems.Count}, which are small, and no sample of anything. Holm's correction is over the questions. Ten of them have exact gradients and one minimum, where heavy memories do well; the columns by kind of problem show how much depends on that.";
        yield return $"Intervals of mean places are percentile intervals of a bootstrap that draws problems, and runs in each problem; those of effects and shares are Student's over problems. The analysis of variance is over the {effects.Memories.Count} memories that go with every common scaling in both orders: {string.Join(", ", effects.Memories)}.";
        yield return "Figures and places are for the constant rate; the column placeFallingRate is for the other, tuned in the same way.";
        yield return "Rows give the named optimizers that have the same parts. Some of them use another form of a part, or other defaults: adam-cm, for example, has β₂ = 0.99. Without a memory both orders are the same, and share their place.";
    }
}
