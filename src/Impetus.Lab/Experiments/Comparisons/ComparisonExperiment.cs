using System.Diagnostics;
using Impetus.Lab.Experiments.Training;
using Impetus.Lab.Runs;
using Impetus.Torch;

namespace Impetus.Lab.Experiments.Comparisons;

/// <summary>
/// Trains several optimizers on one task under the same conditions: equal tuning budgets, and per seed the same initial
/// weights and the same batches for every optimizer.
/// </summary>
public sealed class ComparisonExperiment
{
    // The weights and batches of tuning are never those of a seed run: seeds count from 1.
    private const int TuningSeed = 0;

    // A network of this size steps in microseconds: handing parts to a second thread would cost more than it saves, and
    // the engine's threads still spin on the other core.
    private const int OptimizerThreads = 1;

    private readonly ComparisonPlan _plan;
    private readonly ComparisonBudget _budget;
    private readonly RunFolder _folder;
    private readonly ProgressTracker _progress;
    private readonly CancellationToken _cancellation;

    private ComparisonExperiment(
        ComparisonPlan plan, ComparisonBudget budget, RunFolder folder, ProgressTracker progress, CancellationToken cancellation) =>
        (_plan, _budget, _folder, _progress, _cancellation) = (plan, budget, folder, progress, cancellation);

    /// <summary>Runs it. The run folder holds the result when this returns; writing a report is left to the caller.</summary>
    /// <param name="plan">What to compare.</param>
    /// <param name="observer">Watches the progress.</param>
    /// <param name="cancellation">Stops after the current step; everything finished before is in the result.</param>
    /// <returns>The result, with its curves. Its status is <see cref="RunStatus.Stopped"/> after a cancellation.</returns>
    /// <exception cref="LabException">Data or the run folder cannot be used, or the plan is out of range.</exception>
    /// <exception cref="FormatException">An optimizer is misspelt or has an option out of range.</exception>
    /// <exception cref="EngineUnavailableException">The network engine is missing.</exception>
    public static Comparison Run(ComparisonPlan plan, IComparisonObserver observer, CancellationToken cancellation = default)
    {
        DateTimeOffset startedAt = DateTimeOffset.Now;
        long start = Stopwatch.GetTimestamp();
        double[] rates = [.. plan.Optimizers.Select(DefaultLearningRate)];
        Require(plan);
        ComparisonBudget budget = ComparisonBudget.Settle(plan);
        Engine.EnsureAvailable();
        Engine.TuneAllocator();
        Engine.ThreadCount = plan.Threads ?? Environment.ProcessorCount;
        RunEnvironment environment = CurrentEnvironment.Describe(OptimizerThreads);
        RunFolder folder = RunFolder.Create(plan.RunsFolder, plan.Task.Name, startedAt);
        folder.Write(environment);
        folder.Write(new ComparisonConfiguration
        {
            Task = plan.Task.Name,
            Scale = plan.Scale.ToString().ToLowerInvariant(),
            Optimizers = plan.Optimizers,
            Seeds = budget.Seeds,
            Tuning = plan.Tuning.ToString().ToLowerInvariant(),
            Budget = budget.Training,
            TargetAccuracy = plan.Task.TargetAccuracy,
        });

        bool tune = plan.Tuning == LearningRateTuning.Grid;
        int count = plan.Optimizers.Count;
        int tuningRuns = tune ? count * LearningRateSearch.Candidates : 0;
        long steps = (tuningRuns * budget.Training.TuningSteps) + (count * budget.Seeds * budget.Training.Steps);
        observer.ComparisonStarted(new ComparisonOverview(
            plan.Task.Name, plan.Task.Summary, plan.Scale, plan.Optimizers, budget.Seeds, budget.Training,
            tuningRuns + (count * budget.Seeds), steps, folder.Path, environment));

        ProgressTracker progress = new(observer, budget.Training.BatchSize, steps);
        ComparisonExperiment experiment = new(plan, budget, folder, progress, cancellation);
        IReadOnlyList<TuningRow> tuning = [];
        if (tune)
        {
            tuning = experiment.Tune(rates);
            rates = [.. tuning.Select(row => row.Chosen)];
            observer.TuningFinished(tuning);
        }

        return experiment.Compare(rates, runs => new Comparison
        {
            Task = plan.Task.Name,
            Description = plan.Task.Summary,
            Scale = plan.Scale.ToString().ToLowerInvariant(),
            Seeds = budget.Seeds,
            Budget = budget.Training,
            TargetAccuracy = plan.Task.TargetAccuracy,
            Rows = ComparisonRanking.Rank(plan.Optimizers.Select((optimizer, k) => (optimizer, rates[k], (IReadOnlyList<ComparisonRun>)runs[k])), budget.Seeds),
            Tuning = tuning,
            RunFolder = folder.Path,
            Environment = environment,
            StartedAt = startedAt,
            ElapsedSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
            Status = runs.All(list => list.Count(run => run.Status != RunStatus.Stopped) == budget.Seeds) ? RunStatus.Finished : RunStatus.Stopped,
        });
    }

    private TuningRow[] Tune(double[] rates) =>
    [
        .. _plan.Optimizers.Select((optimizer, k) => LearningRateSearch.Run(
            optimizer,
            rates[k],
            rate =>
            {
                RunLabel label = _progress.Start(optimizer, rate, TuningSeed, tuning: true, _budget.Training.TuningSteps);
                TrainingOutcome outcome = Train(label);
                return new TuningCandidate(rate, outcome.FinalAccuracy, outcome.Status);
            },
            _cancellation)),
    ];

    // Seed by seed, not optimizer by optimizer: whenever it is stopped, the rows have (nearly) the same seeds.
    private Comparison Compare(double[] rates, Func<List<ComparisonRun>[], Comparison> describe)
    {
        List<ComparisonRun>[] runs = [.. rates.Select(_ => new List<ComparisonRun>())];
        for (int seed = 1; seed <= _budget.Seeds; seed++)
        {
            for (int k = 0; k < rates.Length && !_cancellation.IsCancellationRequested; k++)
            {
                runs[k].Add(RunSeed(k, rates[k], seed));
                _folder.Write(describe(runs));
            }
        }

        Comparison comparison = describe(runs);
        _folder.Write(comparison);
        return comparison;
    }

    private ComparisonRun RunSeed(int optimizer, double rate, int seed)
    {
        RunLabel label = _progress.Start(_plan.Optimizers[optimizer], rate, seed, tuning: false, _budget.Training.Steps);
        TrainingOutcome outcome = Train(label);
        return new ComparisonRun
        {
            Seed = seed,
            Status = outcome.Status,
            TestAccuracy = outcome.FinalAccuracy,
            TrainLoss = outcome.TrainLoss,
            StepsToTarget = outcome.Curve.FirstOrDefault(point => point.ValidationAccuracy >= _plan.Task.TargetAccuracy)?.Step,
            MsPerStep = outcome.MsPerStep,
            OptimizerShare = outcome.OptimizerShare,
            Steps = outcome.Steps,
            CurveFile = _folder.WriteCurve($"{optimizer + 1}-{FileName(label.Optimizer)}-seed{seed}", outcome.Curve),
            Curve = outcome.Curve,
        };
    }

    private TrainingOutcome Train(RunLabel label)
    {
        TrainingOutcome outcome = TrainingRun.Run(
            new TrainingSettings
            {
                CreateModel = _plan.Task.CreateModel,
                Data = _budget.Data,
                Optimizer = label.Optimizer,
                LearningRate = label.LearningRate,
                Seed = label.Seed,
                Steps = label.Steps,
                BatchSize = _budget.Training.BatchSize,
                CurveSet = _budget.CurveSet,
                Evaluations = label.Tuning ? 0 : _budget.Evaluations,
                FinalSet = label.Tuning ? _budget.Data.Validation : _budget.Data.Test,
                OptimizerThreads = OptimizerThreads,
            },
            (step, loss, accuracy) => _progress.Stepped(label, step, loss, accuracy),
            _cancellation);
        _progress.Finish(label, outcome.Status, outcome.FinalAccuracy);
        return outcome;
    }

    private static void Require(ComparisonPlan plan)
    {
        if (plan.Optimizers.Count == 0)
        {
            throw new LabException("There is no optimizer to compare: name at least one.");
        }

        if (plan.Optimizers.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new LabException($"The optimizer {twice.Key} is named twice.");
        }

        if (plan.Threads < 1)
        {
            throw new LabException($"The number of threads must be 1 or more, not {plan.Threads}.");
        }
    }

    // Names hold commas and colons, which not every file system takes.
    private static string FileName(string optimizer) =>
        string.Concat(optimizer.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));

    // Making the optimizer for nothing finds options that contradict each other before hours of training do.
    private static double DefaultLearningRate(string optimizer)
    {
        OptimizerOptions options = OptimizerSpecification.Parse(optimizer).Options();
        try
        {
            using ParameterSet nothing = new() { { "nothing", new float[1], new float[1] } };
            Optimizers.Create(nothing, options).Dispose();
            return options.LearningRate;
        }
        catch (ArgumentException error)
        {
            throw new LabException($"{optimizer}: {error.Message}", error);
        }
    }
}
