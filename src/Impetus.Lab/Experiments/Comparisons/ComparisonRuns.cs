using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training;

namespace Impetus.Lab.Experiments.Comparisons;

/// <summary>The runs of one comparison: tuning runs and seed runs.</summary>
/// <param name="plan">What is compared.</param>
/// <param name="budget">What a run may spend, and the data.</param>
/// <param name="folder">Takes the curves.</param>
/// <param name="progress">Hears of every step.</param>
/// <param name="cancellation">Stops before the next step.</param>
internal sealed class ComparisonRuns(
    ComparisonPlan plan, ComparisonBudget budget, RunFolder folder, ProgressTracker progress, CancellationToken cancellation)
{
    /// <summary>Threads of the optimizer.</summary>
    /// <remarks>
    /// A network of this size is stepped in microseconds: handing parts to a second thread would cost more than it saves.
    /// </remarks>
    public const int OptimizerThreads = 1;

    // Training losses cost nothing, so they get a finer curve than validation results.
    private const int LossesPerEvaluation = 6;

    // The weights and batches of tuning are never those of a seed run: seeds count from 1.
    private const int TuningSeed = 0;

    /// <summary>Chooses the learning rate of an optimizer, judged on the whole validation split.</summary>
    public TuningRow Tune(PlannedOptimizer optimizer) => LearningRateSearch.Run(
        optimizer.Text,
        optimizer.LearningRate,
        plan.Task.Metric,
        rate =>
        {
            TrainingOutcome outcome = Train(progress.Start(optimizer.Text, rate, TuningSeed, tuning: true, budget.Training.TuningSteps), []);
            return new TuningCandidate(rate, outcome.Final?.Metric, outcome.Status);
        },
        cancellation);

    /// <summary>Trains an optimizer for one seed and looks at the test set once, after the last step.</summary>
    public ComparisonRun Seed(PlannedOptimizer optimizer, int seed)
    {
        List<CurvePoint> curve = [];
        TrainingOutcome outcome = Train(progress.Start(optimizer.Text, optimizer.LearningRate, seed, tuning: false, budget.Training.Steps), curve);
        return new ComparisonRun
        {
            Seed = seed,
            Status = outcome.Status,
            Metric = outcome.Final?.Metric,
            TrainLoss = outcome.TrainLoss,
            StepsToTarget = outcome.StepsToTarget,
            MsPerStep = outcome.MsPerStep,
            OptimizerShare = outcome.OptimizerShare,
            Steps = outcome.Steps,
            CurveFile = folder.WriteCurve($"{optimizer.Place + 1}-{FileName(optimizer.Text)}-seed{seed}", curve),
            Curve = curve,
        };
    }

    private TrainingOutcome Train(RunLabel run, List<CurvePoint> curve)
    {
        TrainingSettings settings = new()
        {
            Task = budget.Task,
            Metric = plan.Task.Metric,
            Optimizer = run.Optimizer,
            LearningRate = run.LearningRate,
            Schedule = budget.Scale.Schedule,
            ClipNorm = budget.Scale.ClipNorm,
            Seed = run.Seed,
            Steps = run.Steps,
            Evaluations = run.Tuning ? 0 : budget.Evaluations,
            Losses = run.Tuning ? 0 : LossesPerEvaluation * budget.Evaluations,
            FinalPart = run.Tuning ? EvaluationPart.Validation : EvaluationPart.Test,
            OptimizerThreads = OptimizerThreads,
        };
        TrainingOutcome outcome = TrainingRun.Run(settings, Watch, cancellation);
        progress.Finish(run, outcome.Status, outcome.Final?.Metric);
        return outcome;

        void Watch(TrainedStep step)
        {
            if (step.Point is { } point && !run.Tuning)
            {
                curve.Add(point);
            }

            if (step.Step > 0)
            {
                progress.Stepped(run, step.Step, step.Loss, step.Metric);
            }
        }
    }

    // Specifications hold commas, colons and asterisks, which not every file system takes; and they can be long.
    private static string FileName(string optimizer)
    {
        const int Longest = 60;
        string name = string.Concat(optimizer.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));
        return name.Length <= Longest ? name : name[..Longest];
    }
}
