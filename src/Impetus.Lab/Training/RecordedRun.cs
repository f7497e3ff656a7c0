using System.Diagnostics;
using Impetus.Distributed;
using Impetus.Lab.Models;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training.Checkpoints;
using Impetus.Lab.Training.Logs;

namespace Impetus.Lab.Training;

/// <summary>A training run at work in its folder: writes log and checkpoints as the loop goes on.</summary>
internal sealed partial class RecordedRun : IDisposable
{
    // Enough points for any screen.
    private const long LogPoints = 1_000;

    private readonly string _folder;
    private readonly RunLock? _lock;
    private readonly IProcessGroup? _processes;
    private readonly bool _writes;
    private readonly TrainingTask _definition;
    private readonly ILoadedTask _task;
    private readonly TrainingConfiguration _configuration;
    private readonly ITrainingObserver _observer;
    private readonly RunEnvironment _environment;
    private readonly CheckpointStore _store;
    private readonly TrainingRun _run;
    private readonly InstrumentPanel _panel;
    private readonly IReadOnlyDictionary<string, IRunState> _states;
    private TrainingLog? _log;
    private SavedProgress _saved = new(new(), 0, 0);
    private bool _hadCheckpoint;
    private double _secondsBefore;
    private long _start = Stopwatch.GetTimestamp();
    private long _lastCheckpoint = Stopwatch.GetTimestamp();
    private long? _checkpointStep;

    /// <summary>A run before its first step.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="own">The folder's lock; null in processes beside the first, which write nothing.</param>
    /// <param name="definition">The task.</param>
    /// <param name="task">The task with its data.</param>
    /// <param name="configuration">What is trained.</param>
    /// <param name="observer">Watches the progress.</param>
    /// <param name="processes">Those that train the run together; null for this one alone.</param>
    /// <exception cref="LabException">Several processes cannot train it together.</exception>
    public RecordedRun(
        string folder, RunLock? own, TrainingTask definition, ILoadedTask task, TrainingConfiguration configuration, ITrainingObserver observer, IProcessGroup? processes)
    {
        (_folder, _lock, _definition, _task, _configuration, _observer, _processes) = (folder, own, definition, task, configuration, observer, processes);
        _writes = processes is null or { Rank: 0 };
        if (processes is not null && configuration.Instruments.Count > 0)
        {
            throw new LabException("Instruments measure in one process: leave out --instruments, or --data-parallel.").KnownToAll();
        }

        _environment = CurrentEnvironment.Describe(configuration.Threads);
        _store = new CheckpointStore(RecordedTraining.CheckpointsOf(folder), configuration.Keep);
        ProcessSharing? sharing = processes is null ? null : new(processes, configuration.Budget.BatchSize, configuration.Shards);
        TrainingSettings settings = SettingsOf(definition, task, configuration) with { Sharing = sharing };
        _run = new TrainingRun(settings);
        _panel = new InstrumentPanel(configuration.Instruments, configuration.InstrumentEvery, settings, _run);
        _run.OptimizerStep = _panel.Step;
        Dictionary<string, IRunState> states = new(_panel.States, StringComparer.Ordinal);
        if (_run.Model.Batches is IRunState batches)
        {
            states.Add("batches", batches);
        }

        _states = states;
    }

    private double Seconds => _secondsBefore + Stopwatch.GetElapsedTime(_start).TotalSeconds;

    private TrainingProgress Progress => _run.Progress;

    /// <summary>Goes back to the newest checkpoint that can be read.</summary>
    /// <returns>Whether there was one; else the run is before its first step.</returns>
    /// <exception cref="LabException">There are checkpoints, but none can be read.</exception>
    public bool Restore()
    {
        if (_store.ReadNewest(_observer.Noted, folder => TrainingCheckpoint.Read(folder, _run.Model, _states)) is { } saved)
        {
            _saved = saved;
        }

        return _saved.Training.HasStarted;
    }

    /// <summary>The step that the run has gone back to; null if it is before its first.</summary>
    public long? RestoredStep => _saved.Training.HasStarted ? _saved.Training.Step : null;

    /// <summary>Goes back to the checkpoint that the first of several processes has gone back to.</summary>
    /// <exception cref="LabException">It cannot be read here.</exception>
    public void RestoreFrom(long step)
    {
        string path = _store.All.FirstOrDefault(checkpoint => checkpoint.Step == step).Path ?? throw new LabException(
            $"Process {_processes!.Rank} does not see the checkpoint of step {step} in {_folder}: all machines need the same folder there.");
        _saved = TrainingCheckpoint.Read(path, _run.Model, _states);
    }

    /// <summary>Trains from where the run is to the end.</summary>
    /// <param name="cancellation">Stops after the current step, with a checkpoint.</param>
    /// <exception cref="IOException">A file cannot be written; what was written before is intact.</exception>
    public TrainingResult Train(CancellationToken cancellation)
    {
        SavedProgress saved = _saved;
        (_run.Progress, _secondsBefore) = (saved.Training, saved.Seconds);
        return Guarded(() =>
        {
            if (_writes)
            {
                WriteEnvironment();
            }

            using TrainingLog? log = _writes ? TrainingLog.Open(_folder, saved.LogBytes, _definition.Metric.Name, _observer.Noted) : null;
            _log = log;
            _checkpointStep = RestoredStep;
            _observer.Started(_configuration, Progress.Step, _run.Model.Module.ParameterCount(), _environment);
            _start = _lastCheckpoint = Stopwatch.GetTimestamp();
            TrainingOutcome outcome = _run.Train(Watch, cancellation);
            return End(outcome);
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _panel.Dispose();
        _run.Dispose();
    }

    private void Watch(TrainedStep step)
    {
        bool measures = _panel.IsDue(step.Step);
        if (step.Point is not null || measures)
        {
            Log(step, measures ? _panel.Measure() : null);
        }

        if (step.Step > 0)
        {
            _observer.Stepped(step.Step, step.Loss, step.Point?.ValidationMetric);
        }

        bool isDue = step.Step % _configuration.CheckpointEvery == 0
            || step.Step == _configuration.Steps
            || (_configuration.CheckpointMinutes is { } minutes && Agreed(Stopwatch.GetElapsedTime(_lastCheckpoint).TotalMinutes >= minutes));
        if (step.Step > 0 && (isDue || step.IsBest))
        {
            WriteCheckpoint(step.Point?.ValidationMetric);
        }
    }

    // Clocks differ.
    private bool Agreed(bool holds) => _run.Model.Parallel?.Any(holds) ?? holds;

    private void Log(TrainedStep step, IReadOnlyDictionary<string, double?>? measured) => _log?.Add(new LogLine
    {
        Step = step.Step,
        Epoch = step.Point?.Epoch ?? _run.EpochsOf(step.Step),
        Time = DateTimeOffset.Now,
        Seconds = Math.Round(Seconds, 3),
        LearningRate = _run.Model.Optimizer.LearningRate,
        TrainLoss = step.Point?.TrainLoss,
        ValidationLoss = step.Point?.ValidationLoss,
        ValidationMetric = step.Point?.ValidationMetric,
        SkippedSteps = _run.Model.Optimizer.SkippedStepCount,
        Instruments = measured,
    });

    private static TrainingSettings SettingsOf(TrainingTask definition, ILoadedTask task, TrainingConfiguration configuration) => new()
    {
        Task = task,
        Metric = definition.Metric,
        Optimizer = configuration.Optimizer,
        LearningRate = configuration.LearningRate,
        Schedule = LearningRateSchedule.Parse(configuration.Schedule),
        ClipNorm = configuration.Budget.ClipNorm,
        NonFinite = configuration.NonFinite,
        Precision = configuration.Precision,
        Seed = configuration.Seed,
        Steps = configuration.Steps,
        Evaluations = configuration.Budget.Evaluations,
        Losses = Math.Min(configuration.Steps, LogPoints),
        FinalPart = EvaluationPart.Test,
        OptimizerThreads = configuration.Threads,
    };
}
