using Impetus.Lab.Statistics;

namespace Impetus.Lab.Comparisons.Combinations;

/// <summary>The places of the combinations, the best at 1: in each run on fresh seeds, and their means.</summary>
internal sealed class GridRanking
{
    private const int Draws = 2_000;
    private const double Confidence = 0.95;

    private readonly double[][] _tuned;

    /// <summary>Ranks.</summary>
    /// <param name="search">What was searched.</param>
    /// <param name="seed">Where the draws for intervals start.</param>
    public GridRanking(GridSearch search, ulong seed)
    {
        Search = search;
        int combinations = search.Combinations.Count, seeds = search.Cells[0][0].Fresh.Length;
        Places = [.. Enumerable.Range(0, combinations).Select(_ => search.Problems.Select(_ => new double[seeds]).ToArray())];
        for (int problem = 0; problem < search.Problems.Count; problem++)
        {
            for (int run = 0; run < seeds; run++)
            {
                double[] ranks = Ranks.Of([.. search.Cells.Select(cells => cells[problem].Fresh[run].Score)]);
                for (int combination = 0; combination < combinations; combination++)
                {
                    Places[combination][problem][run] = ranks[combination];
                }
            }
        }

        ByProblem = [.. Places.Select(own => own.Select(runs => runs.Average()).ToArray())];
        Intervals = ClusterBootstrap.Intervals(Places, Draws, Confidence, seed);
        _tuned = [.. Enumerable.Range(0, search.Problems.Count).Select(problem => Ranks.Of([.. search.Cells.Select(cells => cells[problem].TunedScore)]))];
    }

    /// <summary>What was searched.</summary>
    public GridSearch Search { get; }

    /// <summary>For each combination, problem and fresh seed the place.</summary>
    public double[][][] Places { get; }

    /// <summary>For each combination and problem the mean place over the fresh seeds.</summary>
    public double[][] ByProblem { get; }

    /// <summary>For each combination where the mean place lies, over problems like these and over seeds.</summary>
    public (double Low, double High)[] Intervals { get; }

    /// <summary>The combinations, the best mean place first.</summary>
    public int[] Order => [.. Enumerable.Range(0, ByProblem.Length).OrderBy(Mean)];

    /// <summary>The mean place of a combination.</summary>
    public double Mean(int combination) => ByProblem[combination].Average();

    /// <summary>The mean place on the problems of a family.</summary>
    public double Mean(int combination, ProblemFamily family) => ByProblem[combination].Where((_, problem) => Search.Problems[problem].Family == family).Average();

    /// <summary>The combination that has the best mean place on the seeds of the tuning, of those that qualify.</summary>
    public int BestTuned(Func<Combination, bool> qualifies) => Enumerable.Range(0, ByProblem.Length)
        .Where(combination => qualifies(Search.Combinations[combination])).MinBy(combination => _tuned.Average(ranks => ranks[combination]));
}
