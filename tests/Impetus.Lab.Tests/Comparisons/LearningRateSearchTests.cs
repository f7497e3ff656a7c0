using Impetus.Lab.Comparisons;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Tests.Comparisons;

public sealed class LearningRateSearchTests
{
    [Theory]
    [InlineData(0.5, 0.6, 0.7, 3.0)]
    [InlineData(0.7, 0.6, 0.5, 1.0 / 3)]
    [InlineData(0.5, 0.7, null, 1.0)]
    [InlineData(0.6, 0.5, 0.6, 1.0 / 3)]
    [InlineData(null, null, null, 1.0 / 3)]
    [InlineData(0.0, null, null, 1.0 / 3)]
    public void The_best_rate_wins_the_smaller_of_equals_and_the_smallest_if_all_diverge(double? low, double? middle, double? high, double chosen)
    {
        double?[] accuracies = [low, middle, high];

        TuningRow row = LearningRateSearch.Choose(
            new PlannedOptimizer(0, "adamw", LearningRate: 1),
            Metric.Accuracy(target: 1),
            [.. LearningRateSearch.Rates(center: 1).Zip(accuracies, Candidate)]);

        Assert.Equal(chosen, row.Chosen);
    }

    private static TuningCandidate Candidate(double rate, double? accuracy) =>
        new(rate, accuracy, accuracy is null ? RunStatus.Diverged : RunStatus.Finished);
}
