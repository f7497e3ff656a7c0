using Impetus.Lab.Metrics;

namespace Impetus.Lab.Tasks.Texts;

/// <summary>What a task on texts is judged by.</summary>
internal enum TextMetric
{
    /// <summary>The share of texts whose class is found.</summary>
    Accuracy,

    /// <summary>Matthews' correlation of classes.</summary>
    Matthews,

    /// <summary>Pearson's correlation of numbers.</summary>
    Pearson,
}

/// <summary>How metrics of texts are computed.</summary>
internal static class TextMetrics
{
    /// <summary>The metric of a task.</summary>
    /// <param name="metric">Which.</param>
    /// <param name="target">The value of "steps to target".</param>
    public static Metric With(this TextMetric metric, double target) => metric switch
    {
        TextMetric.Accuracy => Metric.Accuracy(target),
        TextMetric.Matthews => new("Matthews correlation", HigherIsBetter: true, Target: target),
        _ => new("Pearson correlation", HigherIsBetter: true, Target: target),
    };

    /// <summary>Whether a label is a number instead of a class.</summary>
    public static bool IsOfNumbers(this TextMetric metric) => metric == TextMetric.Pearson;

    /// <summary>The metric of a part.</summary>
    /// <param name="metric">Which.</param>
    /// <param name="scores">Classes with the largest score, or numbers.</param>
    /// <param name="truth">Classes or numbers.</param>
    public static double Of(this TextMetric metric, double[] scores, double[] truth) => metric switch
    {
        TextMetric.Accuracy => Agreement.Accuracy(Classes(scores), Classes(truth)),
        TextMetric.Matthews => Agreement.Matthews(Classes(scores), Classes(truth)),
        _ => Agreement.Pearson(scores, truth),
    };

    /// <summary>What GLUE prints beside it: F1 of the second of two classes, accuracy beside Matthews' correlation, Spearman's beside Pearson's.</summary>
    /// <param name="metric">Which.</param>
    /// <param name="classes">Classes that there are; 0 for numbers.</param>
    /// <param name="scores">Classes with the largest score, or numbers.</param>
    /// <param name="truth">Classes or numbers.</param>
    public static IReadOnlyDictionary<string, double>? Others(this TextMetric metric, int classes, double[] scores, double[] truth) => metric switch
    {
        TextMetric.Accuracy when classes == 2 => One("F1", Agreement.F1(Classes(scores), Classes(truth))),
        TextMetric.Matthews => One("accuracy", Agreement.Accuracy(Classes(scores), Classes(truth))),
        TextMetric.Pearson => One("Spearman correlation", Agreement.Spearman(scores, truth)),
        _ => null,
    };

    private static Dictionary<string, double> One(string name, double value) => new() { [name] = value };

    private static int[] Classes(double[] values) => Array.ConvertAll(values, static value => (int)value);
}
