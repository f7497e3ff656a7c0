using Impetus.Lab.Runs;

namespace Impetus.Report.Comparisons;

/// <summary>One quantity of one optimizer along training, over its seeds.</summary>
/// <param name="Steps">Optimizer steps, ascending.</param>
/// <param name="Mean">Mean over the seeds.</param>
/// <param name="Lowest">The smallest value of any seed.</param>
/// <param name="Highest">The largest value of any seed.</param>
internal sealed record SeedBand(
    IReadOnlyList<double> Steps, IReadOnlyList<double> Mean, IReadOnlyList<double> Lowest, IReadOnlyList<double> Highest)
{
    /// <summary>
    /// Collects a quantity from the curves of some runs. The band has a point where every run that was not stopped has one, so it ends
    /// where the first seed diverges: a mean over the survivors would look better than the optimizer is.
    /// </summary>
    /// <param name="runs">The runs of one optimizer.</param>
    /// <param name="quantity">What to take from a point; null where it was not recorded.</param>
    public static SeedBand Of(IReadOnlyList<ComparisonRun> runs, Func<CurvePoint, double?> quantity)
    {
        List<ComparisonRun> curves = [.. runs.Where(run => run.Curve.Count > 0)];
        if (curves.Exists(run => run.Status != RunStatus.Stopped))
        {
            curves.RemoveAll(run => run.Status == RunStatus.Stopped);
        }

        var points = curves
            .SelectMany(run => run.Curve)
            .Select(point => (point.Step, Value: quantity(point)))
            .Where(point => point.Value is { } value && double.IsFinite(value))
            .GroupBy(point => point.Step, point => point.Value!.Value)
            .Where(values => values.Count() == curves.Count)
            .OrderBy(values => values.Key)
            .Select(values => (Step: (double)values.Key, Mean: values.Average(), Lowest: values.Min(), Highest: values.Max()))
            .ToList();
        return new([.. points.Select(p => p.Step)], [.. points.Select(p => p.Mean)], [.. points.Select(p => p.Lowest)], [.. points.Select(p => p.Highest)]);
    }

    /// <summary>The same band with at most about <paramref name="points"/> points, spikes kept.</summary>
    public SeedBand Thinned(int points)
    {
        int share = Math.Max(4, points / 3);
        if (Steps.Count <= 3 * share)
        {
            return this;
        }

        int[] kept =
        [
            .. Figures.Thinning.Indices(Mean, share)
                .Concat(Figures.Thinning.Indices(Lowest, share))
                .Concat(Figures.Thinning.Indices(Highest, share))
                .Distinct().Order(),
        ];
        return new(Chosen(Steps), Chosen(Mean), Chosen(Lowest), Chosen(Highest));

        double[] Chosen(IReadOnlyList<double> values) => [.. kept.Select(index => values[index])];
    }
}
