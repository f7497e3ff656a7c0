using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Reproduction.Networks;

/// <summary>A number of a run.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="HigherIsBetter">Whether more is better.</param>
/// <param name="Of">The number; NaN where a run has none, because it diverged.</param>
internal sealed record Quantity(string Name, bool HigherIsBetter, Func<NetworkRun, double> Of)
{
    private const double Percent = 100;

    /// <summary>The mean loss on the final part, in nats.</summary>
    public static Quantity Loss { get; } = new("loss", HigherIsBetter: false, static run => run.Loss ?? double.NaN);

    /// <summary>The mean batch loss over the last tenth of the steps.</summary>
    public static Quantity TrainLoss { get; } = new("training loss", HigherIsBetter: false, static run => run.TrainLoss ?? double.NaN);

    /// <summary>The task's metric on the final part after the last step; shares in percent.</summary>
    public static Quantity Final(Metric metric) => new(metric.Name, metric.HigherIsBetter, run => Scaled(metric, run.Metric));

    /// <summary>The best of the validation curve; shares in percent.</summary>
    public static Quantity Best(Metric metric) => new($"best {metric.Name}", metric.HigherIsBetter, run => run.Status == RunStatus.Finished ? Scaled(metric, run.BestMetric) : double.NaN);

    /// <summary>What an instrument measured last.</summary>
    public static Quantity Last(string key, string name, bool higherIsBetter = false) =>
        new(name, higherIsBetter, run => run.Traces.Count > 0 ? run.Traces[^1].Values.GetValueOrDefault(key) ?? double.NaN : double.NaN);

    /// <summary>The mean of what an instrument measured, from one share of the run to another.</summary>
    public static Quantity Mean(string key, string name, double from = 0, double to = 1, bool higherIsBetter = false) => new(name, higherIsBetter, run =>
    {
        double[] values =
        [
            .. run.Traces.Where(point => point.Step > 0 && point.Step >= from * run.Configuration.Steps && point.Step <= to * run.Configuration.Steps)
                .Select(point => point.Values.GetValueOrDefault(key)).OfType<double>(),
        ];
        return values.Length == 0 ? double.NaN : values.Average();
    });

    /// <summary>Steps to the first point of the validation curve that is as good as a value; one more than all steps if none is.</summary>
    public static Quantity StepsTo(Metric metric, double value, long after = 0) => new("steps", HigherIsBetter: false, run =>
        run.Curve.FirstOrDefault(point => point.Step > after && point.ValidationMetric is { } reached && metric.Score(Scaled(metric, reached)) >= metric.Score(value))?.Step
            ?? run.Configuration.Steps + 1);

    private static double Scaled(Metric metric, double? value) => value is { } known ? metric.IsShare ? Percent * known : known : double.NaN;
}
