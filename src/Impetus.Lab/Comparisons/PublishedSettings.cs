using Impetus.Lab.Tasks;

namespace Impetus.Lab.Comparisons;

/// <summary>What papers printed about the optimizers of a comparison.</summary>
internal static class PublishedSettings
{
    /// <summary>The setting of an optimizer on a task, the first where several papers have one; null where none has.</summary>
    /// <param name="task">The task.</param>
    /// <param name="optimizer">The optimizer as spelled; its options do not matter, its wrappers do.</param>
    public static PublishedSetting? Find(TrainingTask task, string optimizer)
    {
        OptimizerSpecification wanted = OptimizerSpecification.Parse(optimizer);
        return PublishedFor(task).FirstOrDefault(setting => IsSame(OptimizerSpecification.Parse(setting.Optimizer), wanted));
    }

    /// <summary>The setting of an optimizer on a task.</summary>
    /// <inheritdoc cref="Find"/>
    /// <exception cref="LabException">There is none; the message names those that there are.</exception>
    public static PublishedSetting Require(TrainingTask task, string optimizer)
    {
        string[] known = [.. PublishedFor(task).Select(setting => setting.Optimizer)];
        return Find(task, optimizer) ?? throw new LabException(known.Length == 0
            ? $"No paper has settings for the task {task.Name}: choose another way of --tune, or a task of './impetus list tasks' that names a paper."
            : $"No paper has a setting of {optimizer} for the task {task.Name}; there are {string.Join("; ", known)}.");
    }

    /// <summary>The rate that a paper chose, or the middle one of those that it tried.</summary>
    public static double CentreOf(PublishedSetting setting) => setting.Chosen ?? setting.LearningRates[setting.LearningRates.Count / 2];

    // A task that no paper has may lack the scale.
    private static IReadOnlyList<PublishedSetting> PublishedFor(TrainingTask task) =>
        task.Budgets.TryGetValue(Scale.Paper, out ScaleBudget? paper) ? paper.Published : [];

    private static bool IsSame(OptimizerSpecification one, OptimizerSpecification other) =>
        one.Name == other.Name && one.Wrappers.Select(static wrapper => wrapper.GetType()).SequenceEqual(other.Wrappers.Select(static wrapper => wrapper.GetType()));
}
