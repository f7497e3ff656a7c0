using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training;

namespace Impetus.Lab.Experiments.Comparisons;

/// <summary>The runs of one comparison: tuning runs and seed runs.</summary>
/// <param name="plan">What is compared.</param>
/// <param name="budget">What a run may spend, and the data.</param>
/// <param name="folder">Takes the curves.</param>
/// <param name="earlier">What had finished before an interruption, and is not run again.</param>
/// <param name="progress">Hears of every step.</param>
/// <param name="cancellation">Stops before the next step.</param>
internal sealed class ComparisonRuns(
    ComparisonPlan plan, ComparisonBudget budget, RunFolder folder, EarlierRuns earlier, ProgressTracker progress, CancellationToken cancellation)
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
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="tried">Is told what there is after every rate.</param>
    public TuningRow Tune(PlannedOptimizer optimizer, Action<TuningRow> tried) => LearningRateSearch.Run(
        optimizer.Text,
        optimizer.LearningRate,
        plan.Task.Metric,
        rate =>
        {
            RunLabel run = progress.Label(optimizer.Text, rate, TuningSeed, tuning: true, budget.Training.TuningSteps);
            if (earlier.Candidate(optimizer.Text, rate) is { } kept)
            {
                progress.Keep(run, kept.Status, kept.ValidationMetric);
                return kept;
            }

            TrainingOutcome outcome = Train(run, []);
            return new TuningCandidate(rate, outcome.Final?.Metric, outcome.Status);
        },
        tried,
        cancellation);

    /// <summary>Trains an optimizer for one seed and looks at the test set once, after the last step.</summary>
    public ComparisonRun Seed(PlannedOptimizer optimizer, int seed)
    {
        RunLabel run = progress.Label(optimizer.Text, optimizer.LearningRate, seed, tuning: false, budget.Training.Steps);
        if (earlier.Seed(optimizer, seed) is { } kept)
        {
            progress.Keep(run, kept.Status, kept.Metric);
            return kept;
        }

        List<CurvePoint> curve = [];
        TrainingOutcome outcome = Train(run, curve);
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
        progress.Start(run);
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
