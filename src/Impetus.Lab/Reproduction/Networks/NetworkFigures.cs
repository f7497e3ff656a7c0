using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Reproduction.Networks;

/// <summary>The figures of an experiment with networks: learning curves, what instruments measured, and how arms end.</summary>
internal static class NetworkFigures
{
    private const double Percent = 100;

    // Mean and 95 % of the normal distribution.
    private const double Wide = 1.96;

    /// <summary>The figures, a panel for each part.</summary>
    public static IReadOnlyList<ExperimentFigure> Of(NetworkExperiment experiment, NetworkResults results) =>
    [
        new("Learning curves", [.. results.Studies.Select(Learning)])
        {
            Caption = "Validation along training: mean over seeds and its standard error; runs that diverged are left out.",
            Columns = Math.Min(2, results.Studies.Count),
        },
        .. experiment.Traces.Select(trace => Traced(results, trace.Key, trace.Title)).Where(static figure => figure.Panels.Count > 0),
        new("How the arms end", [.. results.Studies.Select(Ends)])
        {
            Caption = "Mean over seeds and 1.96 standard errors to both sides.",
            Columns = Math.Min(2, results.Studies.Count),
        },
    ];

    private static ExperimentFigure Traced(NetworkResults results, string key, string title) => new(title, [.. results.Studies.Where(study => Measures(study, key)).Select(study => Traced(study, key, title))])
    {
        Caption = "Mean over seeds and its standard error.",
        Columns = Math.Min(2, results.Studies.Count),
    };

    private static FigurePanel Learning(StudyResult study)
    {
        Metric metric = study.Study.Task.Metric;
        return new(new("Steps"), new($"Validation {metric.Name}{(metric.IsShare ? ", %" : "")}"))
        {
            Title = study.Study.Name,
            Curves = [.. study.Arms.Select(arm => Curve(arm, run => run.Curve.Where(point => point.ValidationMetric is not null).Select(point => (point.Step, point.ValidationMetric!.Value * (metric.IsShare ? Percent : 1)))))],
        };
    }

    private static FigurePanel Traced(StudyResult study, string key, string title) => new(new("Steps"), new(title))
    {
        Title = study.Study.Name,
        Curves = [.. study.Arms.Select(arm => Curve(arm, run => run.Traces.Where(point => point.Values.GetValueOrDefault(key) is not null).Select(point => (point.Step, point.Values[key]!.Value)))).Where(curve => curve.X.Count > 0)],
    };

    private static FigurePanel Ends(StudyResult study) => new(new($"{study.Judged.Name}"), new(""))
    {
        Title = study.Study.Name,
        Intervals = [.. study.Arms.Select(arm => Interval(arm, study.Judged)).Where(interval => double.IsFinite(interval.Value))],
    };

    private static FigureInterval Interval(ArmResult arm, Quantity quantity)
    {
        double[] values = [.. arm.Values(quantity).Where(double.IsFinite)];
        SampleMean mean = values.Length == 0 ? new(double.NaN, double.NaN) : SampleMean.Of(values);
        return new(arm.Arm.Name, mean.Mean, mean.Mean - (Wide * mean.StandardError), mean.Mean + (Wide * mean.StandardError));
    }

    private static bool Measures(StudyResult study, string key) => study.Arms.Any(arm => arm.Runs.Any(run => run.Traces.Any(point => point.Values.GetValueOrDefault(key) is not null)));

    // Steps that all finished runs share.
    private static FigureCurve Curve(ArmResult arm, Func<NetworkRun, IEnumerable<(long Step, double Value)>> points)
    {
        NetworkRun[] runs = [.. arm.Runs.Where(run => run.Status == RunStatus.Finished)];
        var steps = runs.SelectMany(points).GroupBy(point => point.Step, point => point.Value).Where(step => step.Count() == runs.Length).OrderBy(step => step.Key)
            .Select(step => (step.Key, Mean: SampleMean.Of([.. step]))).ToArray();
        return new(arm.Arm.Name, [.. steps.Select(step => (double)step.Key)], [.. steps.Select(step => step.Mean.Mean)]) { Errors = [.. steps.Select(step => double.IsNaN(step.Mean.StandardError) ? 0 : step.Mean.StandardError)] };
    }
}
