using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Experiments.Comparisons;

/// <summary>Watches a comparison, for a progress display. All calls come from the thread that trains; keep them short.</summary>
public interface IComparisonObserver
{
    /// <summary>Everything is checked and loaded, training starts.</summary>
    /// <param name="overview">What is going to happen.</param>
    void ComparisonStarted(ComparisonOverview overview);

    /// <summary>A tuning or seed run starts.</summary>
    void RunStarted(RunLabel run);

    /// <summary>A step was taken.</summary>
    void Stepped(RunLabel run, in StepProgress progress);

    /// <summary>A run ended, in whichever way.</summary>
    /// <param name="run">The run.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="accuracy">Validation accuracy of a tuning run, test accuracy of a seed run; null unless it finished.</param>
    void RunFinished(RunLabel run, RunStatus status, double? accuracy);

    /// <summary>All learning rates are chosen. Not called without tuning.</summary>
    void TuningFinished(IReadOnlyList<TuningRow> tuning);
}

/// <summary>What a comparison is about to do.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="Description">The task in words.</param>
/// <param name="Scale">The scale.</param>
/// <param name="Optimizers">The optimizers as spelled.</param>
/// <param name="Seeds">Seeds per optimizer.</param>
/// <param name="Budget">What every run may spend.</param>
/// <param name="Runs">Tuning and seed runs together.</param>
/// <param name="Steps">Steps of all runs together.</param>
/// <param name="RunFolder">Path of the run folder.</param>
/// <param name="Environment">The machine and the software.</param>
public sealed record ComparisonOverview(
    string Task,
    string Description,
    Scale Scale,
    IReadOnlyList<string> Optimizers,
    int Seeds,
    TrainingBudget Budget,
    int Runs,
    long Steps,
    string RunFolder,
    RunEnvironment Environment);

/// <summary>Names one run of a comparison.</summary>
/// <param name="Optimizer">The optimizer as spelled.</param>
/// <param name="LearningRate">The peak learning rate.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Tuning">True for a tuning run, false for a seed run.</param>
/// <param name="Number">The run's number among all of the comparison, from 1.</param>
/// <param name="Steps">Steps it is going to take.</param>
public sealed record RunLabel(string Optimizer, double LearningRate, int Seed, bool Tuning, int Number, long Steps);

/// <summary>Where a run and the comparison stand after a step.</summary>
/// <param name="Step">Steps of this run so far.</param>
/// <param name="Loss">The loss of the last batch.</param>
/// <param name="ValidationAccuracy">The last point of the validation curve (0 to 1); null before the first.</param>
/// <param name="ImagesPerSecond">Training throughput of this run so far, its evaluations included.</param>
/// <param name="StepsOfAll">Steps of all runs so far.</param>
/// <param name="TimeLeft">Estimate for the whole comparison, from its pace so far.</param>
public readonly record struct StepProgress(
    long Step,
    double Loss,
    double? ValidationAccuracy,
    double ImagesPerSecond,
    long StepsOfAll,
    TimeSpan TimeLeft);
