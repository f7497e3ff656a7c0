using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Report.Comparisons;

/// <summary>How the report prints the metric of a comparison: accuracies in percent, anything else as it is.</summary>
/// <param name="metric">The metric.</param>
/// <param name="decimals">Decimals of a printed value.</param>
internal sealed class MetricText(Metric metric, int decimals)
{
    /// <summary>The metric's name.</summary>
    public string Name => metric.Name;

    /// <summary>What printed values are multiplied with.</summary>
    public double Factor => metric.IsShare ? 100 : 1;

    /// <summary>The unit behind a printed value, with the space before it.</summary>
    public string Unit => metric.IsShare ? " %" : "";

    /// <summary>Decimals of a printed value.</summary>
    public int Decimals => decimals;

    /// <summary>What the best value is.</summary>
    public string Best => metric.HigherIsBetter ? "highest" : "lowest";

    /// <summary>The target with its unit; null without one.</summary>
    public string? Target => metric.Target is { } target ? (metric.IsShare ? Numbers.Percent(target, 1) : $"{target}") + Unit : null;

    /// <summary>The text for the metric of a comparison: four significant digits, or hundredths of a percent.</summary>
    public static MetricText Of(Comparison comparison) => new(
        comparison.Metric,
        comparison.Metric.IsShare ? 2 : Numbers.LossDecimals(comparison.Rows.Select(row => row.Metric)));

    /// <summary>A part of the data and the metric, with the unit: "Test accuracy (%)".</summary>
    public string On(string part) => metric.IsShare ? $"{part} {Name} (%)" : $"{part} {Name}";

    /// <summary>A value without its unit.</summary>
    public string Value(double value) => Numbers.Fixed(Factor * value, decimals);

    /// <summary>A mean with its standard deviation, without the unit.</summary>
    public string Value(MeanAndDeviation value) => Numbers.With(value, Value);

    /// <summary>A difference with its sign.</summary>
    public string Difference(double difference)
    {
        string text = Value(difference);
        return difference > 0 && text.Any(c => c is >= '1' and <= '9') ? "+" + text : text;
    }
}
