using Impetus.Lab.Instruments;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training;
using Impetus.Lab.Training.Logs;

namespace Impetus.Report.Training;

/// <summary>The figures of one training run: loss, metric, learning rate, and what each instrument has measured.</summary>
internal static class TrainingFigures
{
    private const double WideRange = 30;

    /// <summary>All figures for which the log has values.</summary>
    /// <param name="run">The run.</param>
    /// <param name="metric">What its task is judged by; null for a task that this version does not know.</param>
    public static IEnumerable<ExperimentFigure> Of(StoredTraining run, Metric? metric)
    {
        IReadOnlyList<LogLine> lines = run.Lines;
        double factor = metric?.IsShare == true ? 100 : 1;
        ExperimentFigure?[] figures =
        [
            Figure("Loss", "Mean batch loss since the point before, and the loss on the fixed validation part.",
            [
                Panel("", Curve("training", lines, line => line.TrainLoss), Curve("validation", lines, line => line.ValidationLoss)),
            ]),
            Figure($"Validation {metric?.Name ?? "metric"}", "On the fixed validation part.",
            [
                Panel($"{metric?.Name ?? "metric"}{(factor == 100 ? " (%)" : "")}", Curve("", lines, line => factor * line.ValidationMetric)) is { } panel
                    ? panel with { References = metric?.Target is { } target ? [new(factor * target, IsUpright: false, "target")] : [] }
                    : null,
            ]),
            Figure("Learning rate", "Of the step just taken.", [LearningRate(lines)]),
            .. run.Configuration.Instruments.Except([LossSliceFigure.Instrument]).Select(name => OfInstrument(name, lines)),
            LossSliceFigure.Of(lines),
        ];
        return figures.OfType<ExperimentFigure>();
    }

    private static ExperimentFigure? OfInstrument(string name, IReadOnlyList<LogLine> lines)
    {
        string prefix = name + "/";
        string[] keys = [.. lines.SelectMany(line => line.Instruments?.Keys ?? []).Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Distinct()];
        return Figure(name, Sentence(InstrumentRegistry.Find(name)?.Summary ?? name), [.. keys.Select(key =>
            Panel(Sentence(key[prefix.Length..].Replace('-', ' ')).TrimEnd('.'), Curve("", lines, line => line.Instruments?.GetValueOrDefault(key))))]);
    }

    private static string Sentence(string summary) => $"{char.ToUpperInvariant(summary[0])}{summary[1..]}.";

    private static FigurePanel? LearningRate(IReadOnlyList<LogLine> lines) => Panel("", logarithmic: false, Curve("", lines, line => line.LearningRate));

    // Ends at the last step, not at the next round number.
    private static FigureAxis Steps(IReadOnlyList<FigureCurve> curves)
    {
        double first = curves.Min(curve => curve.X[0]), last = curves.Max(curve => curve.X[^1]);
        return new("Step") { Range = new(Math.Min(first, 0), Math.Max(last, 1)) };
    }

    private static ExperimentFigure? Figure(string title, string caption, IReadOnlyList<FigurePanel?> panels)
    {
        FigurePanel[] filled = [.. panels.OfType<FigurePanel>()];
        return filled.Length == 0 ? null : new(title, filled) { Caption = caption, Columns = filled.Length == 1 ? 1 : 2 };
    }

    /// <summary>Curves over the steps; null if none has a value. Positive values of very different size get a logarithmic axis.</summary>
    private static FigurePanel? Panel(string quantity, params IReadOnlyList<FigureCurve> curves)
    {
        double[] values = [.. curves.SelectMany(curve => curve.Y)];
        return Panel(quantity, values.Length > 0 && values.Min() > 0 && values.Max() / values.Min() > WideRange, curves);
    }

    private static FigurePanel? Panel(string quantity, bool logarithmic, params IReadOnlyList<FigureCurve> curves)
    {
        FigureCurve[] measured = [.. curves.Where(curve => curve.Y.Count > 0)];
        return measured.Length == 0
            ? null
            : new(Steps(measured), new(quantity, IsLogarithmic: logarithmic)) { Curves = measured };
    }

    private static FigureCurve Curve(string name, IReadOnlyList<LogLine> lines, Func<LogLine, double?> quantity)
    {
        (double Step, double Value)[] points = [.. lines.Where(line => quantity(line) is not null).Select(line => ((double)line.Step, quantity(line)!.Value))];
        return new(name, [.. points.Select(point => point.Step)], [.. points.Select(point => point.Value)]);
    }
}
