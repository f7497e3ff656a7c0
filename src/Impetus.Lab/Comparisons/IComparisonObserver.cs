using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Comparisons;

/// <summary>Watches a comparison, for a progress display. Calls come from the threads that train, one at a time; keep them short.</summary>
public interface IComparisonObserver
{
    /// <summary>Everything is checked and loaded, training starts.</summary>
    /// <param name="overview">What is going to happen.</param>
    void ComparisonStarted(ComparisonOverview overview);

    /// <summary>Something that its user should know.</summary>
    void Noted(string message);

    /// <summary>A run had finished before the comparison was interrupted, and is not run again.</summary>
    /// <param name="run">The run.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="metric">As in <see cref="RunFinished"/>.</param>
    void RunKept(RunLabel run, RunStatus status, double? metric);

    /// <summary>A tuning or seed run starts.</summary>
    void RunStarted(RunLabel run);

    /// <summary>A step was taken.</summary>
    void Stepped(RunLabel run, in StepProgress progress);

    /// <summary>A run ended, in whichever way.</summary>
    /// <param name="run">The run.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="metric">The metric on the validation set for a tuning run, on the test set for a seed run; null unless it finished.</param>
    void RunFinished(RunLabel run, RunStatus status, double? metric);

    /// <summary>All learning rates are chosen. Not called without tuning.</summary>
    void TuningFinished(IReadOnlyList<TuningRow> tuning);
}

/// <summary>What a comparison is about to do.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="Description">The task in words.</param>
/// <param name="Metric">What the task is judged by.</param>
/// <param name="Scale">The scale.</param>
/// <param name="Optimizers">The optimizers as spelled.</param>
/// <param name="Seeds">Seeds per optimizer.</param>
/// <param name="Budget">What every run may spend.</param>
/// <param name="Runs">Tuning and seed runs together.</param>
/// <param name="Steps">Steps of all runs together.</param>
/// <param name="SideBySide">How many runs are at work at a time.</param>
/// <param name="RunFolder">Path of the run folder.</param>
/// <param name="Environment">The machine and the software.</param>
public sealed record ComparisonOverview(
    string Task,
    string Description,
    Metric Metric,
    Scale Scale,
    IReadOnlyList<string> Optimizers,
    int Seeds,
    TrainingBudget Budget,
    int Runs,
    long Steps,
    int SideBySide,
    string RunFolder,
    RunEnvironment Environment);

/// <summary>Names one run of a comparison.</summary>
/// <param name="Optimizer">The optimizer as spelled.</param>
/// <param name="LearningRate">The peak learning rate.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Tuning">True for a tuning run, false for a seed run.</param>
/// <param name="Number">The run's number among all of the comparison, from 1.</param>
/// <param name="Steps">Steps it is going to take.</param>
public sealed record RunLabel(string Optimizer, double LearningRate, int Seed, bool Tuning, int Number, long Steps)
{
    /// <summary>The specification that a tuning run tries, which may have further options; null for others.</summary>
    public string? Setting { get; init; }
}

/// <summary>Where a run and the comparison stand after a step.</summary>
/// <param name="Step">Steps of this run so far.</param>
/// <param name="Loss">The loss of the last batch.</param>
/// <param name="ValidationMetric">The metric at the last point of the validation curve; null before the first.</param>
/// <param name="ExamplesPerSecond">Training throughput of this run so far, its evaluations included.</param>
/// <param name="StepsOfAll">Steps of all runs so far.</param>
/// <param name="TimeLeft">Estimate for the whole comparison, from its pace so far.</param>
public readonly record struct StepProgress(
    long Step,
    double Loss,
    double? ValidationMetric,
    double ExamplesPerSecond,
    long StepsOfAll,
    TimeSpan TimeLeft);
