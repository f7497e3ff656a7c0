namespace Impetus.Lab.Tasks;

/// <summary>How good a model is on a part of the data.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="Metric">The task's <see cref="Tasks.Metric"/>.</param>
public readonly record struct Evaluation(double Loss, double Metric)
{
    /// <summary>Further measures of the same predictions, by name; null where the task has none.</summary>
    public IReadOnlyDictionary<string, double>? Others { get; init; }
}
