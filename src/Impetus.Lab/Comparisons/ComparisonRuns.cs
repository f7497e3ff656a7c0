using Impetus.Lab.Comparisons.Sweeps;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training;

namespace Impetus.Lab.Comparisons;

/// <summary>The runs of one comparison: tuning runs and seed runs.</summary>
/// <param name="setup">What is compared, what a run may spend, the data, and the folder that takes the curves.</param>
/// <param name="earlier">What had finished before an interruption, and is not run again.</param>
/// <param name="progress">Hears of every step.</param>
internal sealed class ComparisonRuns(ComparisonSetup setup, EarlierRuns earlier, ProgressTracker progress)
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

    /// <summary>Tries a setting of an optimizer, judged on the whole validation split.</summary>
    public TuningCandidate Tune(PlannedOptimizer optimizer, TuningPoint point, CancellationToken cancellation) => Tune(optimizer, point, setup.Budget.Training.TuningSteps, cancellation);

    /// <summary>The same in so many steps.</summary>
    public TuningCandidate Tune(PlannedOptimizer optimizer, TuningPoint point, long steps, CancellationToken cancellation)
    {
        RunLabel run = progress.Label(optimizer.Text, point.LearningRate, TuningSeed, tuning: true, steps) with { Setting = point.Optimizer };
        if (earlier.Candidate(optimizer, point, steps) is { } kept)
        {
            progress.Keep(run, kept.Status, kept.ValidationMetric);
            return kept;
        }

        TrainingOutcome outcome = Train(run, point.Optimizer, $"{EarlierRuns.NameOf(optimizer, point)}-{steps}", [], measures: false, cancellation);
        return new TuningCandidate(point.LearningRate, outcome.Final?.Metric, outcome.Status)
        {
            Optimizer = point.Optimizer == optimizer.Text ? null : point.Optimizer,
            Steps = steps == setup.Budget.Training.TuningSteps ? null : steps,
        };
    }

    /// <summary>Trains an optimizer for one seed and looks at the test set once, after the last step.</summary>
    public ComparisonRun Seed(PlannedOptimizer optimizer, int seed, CancellationToken cancellation)
    {
        RunLabel run = progress.Label(optimizer.Text, optimizer.LearningRate, seed, tuning: false, setup.Budget.Training.Steps);
        if (earlier.Seed(optimizer, seed) is { } kept)
        {
            progress.Keep(run, kept.Status, kept.Metric);
            return kept;
        }

        List<CurvePoint> curve = [];
        TrainingOutcome outcome = Train(run, optimizer.Trained, EarlierRuns.NameOf(optimizer, seed), curve, measures: true, cancellation);
        return new ComparisonRun
        {
            Seed = seed,
            Status = outcome.Status,
            Metric = setup.Plan.Judged == JudgedValue.Best && outcome.Status == RunStatus.Finished ? outcome.Best : outcome.Final?.Metric,
            TrainLoss = outcome.TrainLoss,
            StepsToTarget = outcome.StepsToTarget,
            MsPerStep = outcome.MsPerStep,
            OptimizerShare = outcome.OptimizerShare,
            Steps = outcome.Steps,
            Instruments = LastMeasured(curve),
            CurveFile = setup.Folder.WriteCurve($"{optimizer.Place + 1}-{FileName(optimizer.Text)}-seed{seed}", curve),
            Curve = curve,
        };
    }

    /// <summary>
    /// Trains an optimizer for one seed with the whole budget, judged as in tuning: on the whole validation split. The test set is left alone.
    /// </summary>
    public SweepRun Validate(PlannedOptimizer optimizer, int seed, CancellationToken cancellation)
    {
        RunLabel run = progress.Label(optimizer.Text, optimizer.LearningRate, seed, tuning: true, setup.Budget.Training.Steps);
        List<CurvePoint> curve = [];
        TrainingOutcome outcome = Train(run, optimizer.Trained, EarlierRuns.NameOf(optimizer, seed), curve, measures: true, cancellation);
        return new SweepRun(seed, outcome.Status, outcome.Final?.Metric, outcome.TrainLoss, outcome.MsPerStep, outcome.Steps) { Instruments = LastMeasured(curve) };
    }

    private static IReadOnlyDictionary<string, double?>? LastMeasured(List<CurvePoint> curve) => curve.FindLast(static point => point.Instruments is not null)?.Instruments;

    private TrainingOutcome Train(RunLabel run, string optimizer, string name, List<CurvePoint> curve, bool measures, CancellationToken cancellation)
    {
        TrainingSettings settings = new()
        {
            Task = setup.Budget.Task,
            Metric = setup.Plan.Task.Metric,
            Optimizer = optimizer,
            LearningRate = run.LearningRate,
            Schedule = setup.Budget.Scale.Schedule,
            ClipNorm = setup.Budget.Scale.ClipNorm,
            Seed = run.Seed,
            Steps = run.Steps,
            Evaluations = run.Tuning ? 0 : setup.Budget.Evaluations,
            Losses = run.Tuning ? 0 : LossesPerEvaluation * setup.Budget.Evaluations,
            FinalPart = run.Tuning ? EvaluationPart.Validation : EvaluationPart.Test,
            OptimizerThreads = OptimizerThreads,
        };
        progress.Start(run);
        using TrainingRun training = new(settings);
        using InstrumentPanel panel = new(measures ? setup.Plan.Instruments : [], setup.Budget.InstrumentEvery, settings, training);
        training.OptimizerStep = panel.Step;
        UnfinishedRun unfinished = new(setup.Folder.Path, name, training, panel, curve, setup.Plan.CheckpointPause);
        unfinished.Restore();
        TrainingOutcome outcome = training.Train(Watch, cancellation);
        unfinished.End(outcome.Status);
        progress.Finish(run, outcome.Status, outcome.Final?.Metric);
        return outcome;

        void Watch(TrainedStep step)
        {
            IReadOnlyDictionary<string, double?>? measured = panel.IsDue(step.Step) ? panel.Measure() : null;
            if (measured is not null || (step.Point is not null && !run.Tuning))
            {
                CurvePoint point = step.Point ?? new(step.Step, training.EpochsOf(step.Step), null, null, null, training.Model.Optimizer.LearningRate);
                curve.Add(point with { Instruments = measured });
            }

            if (step.Step > 0)
            {
                progress.Stepped(run, step.Step, step.Loss, step.Metric);
                unfinished.Stepped();
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
