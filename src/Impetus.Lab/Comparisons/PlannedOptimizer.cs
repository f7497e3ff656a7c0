using Impetus.Lab.Training;

namespace Impetus.Lab.Comparisons;

/// <summary>An optimizer of a plan.</summary>
/// <param name="Place">Its place in the plan, from 0.</param>
/// <param name="Text">The optimizer as the user spelled it.</param>
/// <param name="LearningRate">The rate that its runs start from: spelled or default at first, the tuned one later.</param>
internal sealed record PlannedOptimizer(int Place, string Text, double LearningRate)
{
    /// <summary>The optimizers of a plan with the rates they bring along.</summary>
    /// <exception cref="LabException">There are none, one is named twice, or its options contradict each other.</exception>
    /// <exception cref="FormatException">A name or an option is unknown, or a value is out of range.</exception>
    public static IReadOnlyList<PlannedOptimizer> Of(ComparisonPlan plan)
    {
        if (plan.Optimizers.Count == 0)
        {
            throw new LabException("There is no optimizer to compare: name at least one.");
        }

        if (plan.Optimizers.GroupBy(text => text).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new LabException($"The optimizer {twice.Key} is named twice.");
        }

        return [.. plan.Optimizers.Select((text, place) => new PlannedOptimizer(place, text, GivenLearningRate.Of(text, plan.Task.RateShare)))];
    }
}
