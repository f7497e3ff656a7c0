using System.Diagnostics;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training;

namespace Impetus.Lab.Reproduction.Networks;

/// <summary>A training run that an experiment needs.</summary>
/// <param name="Study">The part of the experiment that it belongs to.</param>
/// <param name="Arm">The line.</param>
/// <param name="Configuration">What its result depends on.</param>
/// <param name="Budget">What it may spend.</param>
internal sealed record PlannedRun(Study Study, Arm Arm, RunConfiguration Configuration, ScaleBudget Budget)
{
    private const int OptimizerThreads = 1;

    // Training losses cost nothing, so they get a finer curve than validation results.
    private const int LossPoints = 60;

    /// <summary>Plans a run of an arm.</summary>
    /// <param name="study">The part of the experiment.</param>
    /// <param name="arm">The line.</param>
    /// <param name="specification">One of the arm's candidates.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="data">The data sets.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="share">Which share of the budget's steps it takes.</param>
    /// <param name="isTuning">Whether it only chooses a candidate: judged on the validation part, and measured by no instrument.</param>
    public static PlannedRun Of(Study study, Arm arm, string specification, Scale scale, string data, int seed, double share, bool isTuning)
    {
        ScaleBudget budget = study.Budget(scale, arm);
        long steps = Math.Max(1, (long)Math.Round(budget.Steps * share));
        budget = budget with { Steps = steps, Schedule = arm.Schedule is { } own ? LearningRateSchedule.Parse(own) : budget.Schedule };
        return new(study, arm, new()
        {
            Task = study.Task.Name,
            Scale = scale,
            Data = data,
            Optimizer = Study.Resolve(specification, steps),
            Schedule = budget.Schedule.ToString(),
            Steps = steps,
            BatchSize = budget.BatchSize,
            Width = budget.Width,
            ClipNorm = budget.ClipNorm,
            Examples = [budget.TrainingExamples, budget.ValidationExamples, budget.CurveExamples, budget.TestExamples],
            EpochsPerTask = budget.EpochsPerTask,
            Dropout = budget.Dropout,
            FrozenLayers = budget.FrozenLayers,
            Evaluations = budget.Evaluations,
            FinalPart = isTuning ? EvaluationPart.Validation : EvaluationPart.Test,
            Instruments = isTuning ? [] : study.InstrumentsAt(scale),
            InstrumentEvery = study.InstrumentEvery(scale, steps),
            Seed = seed,
        }, budget);
    }

    /// <summary>Trains.</summary>
    /// <param name="task">The loaded task.</param>
    /// <param name="cancellation">Stops before the next step.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public NetworkRun Train(ILoadedTask task, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        TrainingSettings settings = Settings(task);
        List<CurvePoint> curve = [];
        List<TracePoint> traces = [];
        using TrainingRun run = new(settings);
        using InstrumentPanel panel = new(Configuration.Instruments, Configuration.InstrumentEvery, settings, run);
        run.OptimizerStep = panel.Step;
        TrainingOutcome outcome = run.Train(Watch, cancellation);
        return outcome.Status == RunStatus.Stopped ? throw new OperationCanceledException(cancellation) : new()
        {
            Configuration = Configuration,
            Status = outcome.Status,
            Trouble = outcome.Trouble,
            Metric = outcome.Final?.Metric,
            Loss = outcome.Final?.Loss,
            TrainLoss = outcome.TrainLoss,
            BestMetric = outcome.Best,
            Curve = curve,
            Traces = traces,
            Seconds = Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 2),
            Version = CurrentEnvironment.InformationalVersion,
        };

        void Watch(TrainedStep step)
        {
            if (step.Point is { } point)
            {
                curve.Add(point);
            }

            if (panel.IsDue(step.Step))
            {
                traces.Add(new(step.Step, panel.Measure()));
            }
        }
    }

    private TrainingSettings Settings(ILoadedTask task) => new()
    {
        Task = task,
        Metric = Study.Task.Metric,
        Optimizer = Configuration.Optimizer,
        LearningRate = GivenLearningRate.Of(Configuration.Optimizer),
        Schedule = Budget.Schedule,
        ClipNorm = Budget.ClipNorm,
        Seed = Configuration.Seed,
        Steps = Configuration.Steps,
        Evaluations = Configuration.Evaluations,
        Losses = Math.Min(Configuration.Steps, LossPoints),
        FinalPart = Configuration.FinalPart,
        OptimizerThreads = OptimizerThreads,
    };
}
