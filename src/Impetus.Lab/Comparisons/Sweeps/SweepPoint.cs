namespace Impetus.Lab.Comparisons.Sweeps;

/// <summary>One point of a grid of options.</summary>
/// <param name="Optimizer">The whole specification of the point.</param>
/// <param name="Options">Numbers, truth values and words under the keys of the grid.</param>
public sealed record SweepPoint(string Optimizer, IReadOnlyDictionary<string, object> Options)
{
    /// <summary>More points than this are a slip of the hand rather than a plan.</summary>
    public const int Most = 500;

    /// <summary>Every combination of the axes' values, the last axis changing fastest.</summary>
    /// <param name="optimizer">The specification that the options are added to.</param>
    /// <param name="axes">The options with their values.</param>
    /// <exception cref="LabException">There are more than <see cref="Most"/> points.</exception>
    /// <exception cref="FormatException">
    /// An option is unknown, is spelled twice or with the optimizer already, a value is out of range, or options contradict each other.
    /// </exception>
    public static IReadOnlyList<SweepPoint> Of(OptimizerSpecification optimizer, IReadOnlyList<SweepAxis> axes)
    {
        double count = axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count);
        if (count > Most)
        {
            throw new LabException($"The grid has {count:N0} points, and at most {Most} are trained: name fewer values.");
        }

        string text = optimizer.Text.Trim();
        IEnumerable<SweepPoint> points = [new(text, new Dictionary<string, object>())];
        foreach (SweepAxis axis in axes)
        {
            char separator = optimizer.HasOptions || axis != axes[0] ? ',' : ':';
            points = points.SelectMany(point => axis.Values.Select(value => new SweepPoint(
                $"{point.Optimizer}{separator}{axis.Key}={value}",
                new Dictionary<string, object>(point.Options) { [axis.Key] = SweepAxis.Cell(value) })));
        }

        SweepPoint[] grid = [.. points];
        Array.ForEach(grid, point => OptimizerSpecification.Parse(point.Optimizer));
        return grid;
    }
}
