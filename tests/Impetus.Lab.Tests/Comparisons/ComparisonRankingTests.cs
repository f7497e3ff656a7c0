using Impetus.Lab.Comparisons;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Tests.Comparisons;

public sealed class ComparisonRankingTests
{
    private static readonly Metric Accuracy = Metric.Accuracy(target: 0.8);

    [Fact]
    public void Best_accuracy_first_then_missing_results_and_diverged_last()
    {
        IReadOnlyList<ComparisonRow> rows = ComparisonRanking.Rank(
            [
                (Named("one seed diverged"), [Finished(1, 0.99), new() { Seed = 2, Status = RunStatus.Diverged, Steps = 7, CurveFile = "" }]),
                (Named("nothing yet"), []),
                (Named("worse"), [Finished(1, 0.80, stepsToTarget: 10), Finished(2, 0.82)]),
                (Named("better"), [Finished(1, 0.90, stepsToTarget: 10), Finished(2, 0.86, stepsToTarget: 20)]),
            ],
            seeds: 2,
            Accuracy);

        Assert.Equal(["better", "worse", "nothing yet", "one seed diverged"], rows.Select(row => row.Optimizer));
        Assert.Equal([RunStatus.Finished, RunStatus.Finished, RunStatus.Stopped, RunStatus.Diverged], rows.Select(row => row.Status));
        Assert.Equal([15, null, null, null], rows.Select(row => row.StepsToTarget));
        Assert.Equal(0.99, rows[3].TestAccuracy!.Mean);
    }

    [Fact]
    public void Differences_are_taken_seed_by_seed_over_the_seeds_that_both_have()
    {
        IReadOnlyList<ComparisonRow> rows = ComparisonRanking.Rank(
            [
                (Named("best"), [Finished(1, 0.90), Finished(2, 0.80), Finished(3, 0.88)]),
                (Named("second"), [Finished(1, 0.88), Finished(2, 0.79)]),
            ],
            seeds: 3,
            Accuracy);

        Difference difference = rows[1].DifferenceToBest!;
        Assert.Equal(-0.015, difference.Mean, 1e-12);

        // Two pairs, deviation 0.01/√2, t(0.975, 1) = 12.7062.
        Assert.Equal(12.7062 * 0.005, difference.High!.Value - difference.Mean, 1e-6);
    }

    [Fact]
    public void Where_lower_is_better_the_lowest_comes_first_and_nothing_is_called_an_accuracy()
    {
        IReadOnlyList<ComparisonRow> rows = ComparisonRanking.Rank(
            [
                (Named("worse"), [Finished(1, 130), Finished(2, 140)]),
                (Named("better"), [Finished(1, 90), Finished(2, 86)]),
            ],
            seeds: 2,
            new Metric("perplexity", HigherIsBetter: false, Target: 100));

        Assert.Equal(["better", "worse"], rows.Select(row => row.Optimizer));
        Assert.All(rows, row => Assert.Null(row.TestAccuracy));
        Assert.Equal(47, rows[1].DifferenceToBest!.Mean, 1e-9);
    }

    private static ComparisonRun Finished(int seed, double accuracy, long? stepsToTarget = null) => new()
    {
        Seed = seed,
        Status = RunStatus.Finished,
        Steps = 100,
        Metric = accuracy,
        TrainLoss = 1 - accuracy,
        StepsToTarget = stepsToTarget,
        CurveFile = "",
    };

    private static PlannedOptimizer Named(string name) => new(0, name, LearningRate: 0.1);
}
