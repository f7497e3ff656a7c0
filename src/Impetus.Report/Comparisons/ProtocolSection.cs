using Impetus.Lab.Runs;
using Impetus.Report.Html;

namespace Impetus.Report.Comparisons;

/// <summary>How the comparison was made fair, and what its numbers mean.</summary>
internal static class ProtocolSection
{
    /// <summary>The section.</summary>
    public static Markup Of(Comparison comparison)
    {
        TrainingBudget budget = comparison.Budget;
        return Markup.Of(
            $"""
            <section>
            <h2>Protocol</h2>
            <p>Every run trains for {Numbers.Count(budget.Steps)} steps of {Numbers.Count(budget.BatchSize)} examples ({budget.Epochs} passes over {Numbers.Count(budget.TrainingExamples)} training examples).
            Learning-rate schedule: {budget.Schedule}. Within a seed, every optimizer starts from the same initial weights and sees the same batches in the same order.</p>
            <p>{Numbers.Count(budget.ValidationExamples)} examples cut from the training set serve for tuning; the curves use them or a fixed part of them. The test set ({Numbers.Count(budget.TestExamples)} examples) is touched once per run, at its end.
            The final training loss is the mean batch loss over the last tenth of the steps. {Target(comparison)} Times are medians and depend on the machine.
            A run whose loss is no longer finite ends there as diverged.</p>
            </section>
            """);
    }

    private static Markup Target(Comparison comparison) => MetricText.Of(comparison) is { Target: { } target } metric
        ? Markup.Of($"Steps to target count up to the first evaluation with a validation {metric.Name} of {target} or better, averaged over seeds, and only if every seed got there.")
        : Markup.Empty;
}
