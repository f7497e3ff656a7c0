using System.Globalization;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Comparisons.Sweeps;

/// <summary>One point of a grid of options.</summary>
/// <param name="Optimizer">The whole specification of the point.</param>
/// <param name="Options">Numbers, truth values and words under the keys of the grid.</param>
public sealed record SweepPoint(string Optimizer, IReadOnlyDictionary<string, object> Options)
{
    /// <summary>More points than this are a slip of the hand rather than a plan.</summary>
    public const int Most = 500;

    /// <summary>The points of a grid: every combination of the axes' values, the last axis changing fastest, or some drawn at random.</summary>
    /// <param name="optimizer">The specification that the options are added to.</param>
    /// <param name="axes">The options with their values.</param>
    /// <param name="draws">How many points to draw; null for all.</param>
    /// <remarks>With <see cref="SearchSpace"/> the optimizer is swept over what it is worth searching.</remarks>
    /// <exception cref="LabException">There are more than <see cref="Most"/> points.</exception>
    /// <exception cref="FormatException">
    /// An option is unknown, is spelled twice or with the optimizer already, a value is out of range, or options contradict each other.
    /// </exception>
    public static IReadOnlyList<SweepPoint> Of(OptimizerSpecification optimizer, IReadOnlyList<SweepAxis> axes, int? draws = null)
    {
        double count = draws ?? axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count);
        if (count > Most)
        {
            throw new LabException($"The grid has {count:N0} points, and at most {Most} are trained: name fewer values, or draw some with --tune random:N.");
        }

        return [.. (draws is { } some ? RandomSearch.Draw(axes, some) : SweepAxis.Product(axes)).Select(point => new SweepPoint(
            optimizer.With(point).Text,
            point.ToDictionary(static option => option.Key, static option => SweepAxis.Cell(option.Value))))];
    }

    /// <summary>The rates that a task's paper tried for an optimizer, with the paper's other options unless the user spells some.</summary>
    /// <exception cref="LabException">No paper has a setting of it for the task.</exception>
    public static IReadOnlyList<SweepPoint> Published(TrainingTask task, string optimizer)
    {
        PublishedSetting setting = PublishedSettings.Require(task, optimizer);
        string text = optimizer.Contains(':', StringComparison.Ordinal) ? optimizer : setting.Optimizer;
        return Of(OptimizerSpecification.Parse(text), [new("lr", [.. setting.LearningRates.Select(static rate => rate.ToString(CultureInfo.InvariantCulture))])]);
    }

    /// <summary>The search space of an optimizer as a grid: all options that a search varies and that are not spelled out.</summary>
    public static IReadOnlyList<SweepAxis> SearchSpace(OptimizerSpecification optimizer) =>
        [.. optimizer.SearchSpace.Select(static option => new SweepAxis(option.Key, option.Values))];
}
