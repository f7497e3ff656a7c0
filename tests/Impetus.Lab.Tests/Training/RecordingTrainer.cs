using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training;

namespace Impetus.Lab.Tests.Training;

/// <summary>Runs of small tasks in one folder, which can be stopped after a step, and what they report.</summary>
internal sealed class RecordingTrainer(TrainingTask task, string folder) : ITrainingObserver
{
    private CancellationTokenSource? _source;
    private long _stopAfter;
    private (long Step, Action Act)? _after;

    public List<string> Notes { get; } = [];

    public long FirstStep { get; private set; }

    public TrainingPlan Plan { get; init; } = new()
    {
        Task = task,
        Optimizer = "adamw",
        Folder = folder,
        Scale = Scale.Smoke,
        Seed = 3,
        Steps = 12,
        CheckpointEvery = 4,
        Threads = 2,
    };

    public static TrainingResult Start(TrainingPlan plan, long stopAfter = long.MaxValue) =>
        new RecordingTrainer(plan.Task, plan.Folder) { Plan = plan }.Until(stopAfter, (trainer, token) => RecordedTraining.Start(plan, trainer, token));

    public TrainingResult Start() => Start(Plan);

    /// <summary>Runs to the end, and does something after a step.</summary>
    public TrainingResult After(long step, Action act)
    {
        _after = (step, act);
        return Until(long.MaxValue, (trainer, token) => RecordedTraining.Start(Plan, trainer, token));
    }

    public TrainingResult Resume(long stopAfter = long.MaxValue) =>
        Until(stopAfter, (trainer, token) => RecordedTraining.Resume(folder, _ => task, trainer, token));

    public void Started(TrainingConfiguration configuration, long step, long parameters, RunEnvironment environment) => FirstStep = step;

    public void Stepped(long step, double loss, double? metric)
    {
        if (step == _after?.Step)
        {
            _after.Value.Act();
        }

        if (step >= _stopAfter)
        {
            _source!.Cancel();
        }
    }

    public void Noted(string message) => Notes.Add(message);

    private TrainingResult Until(long stopAfter, Func<ITrainingObserver, CancellationToken, TrainingResult> train)
    {
        using CancellationTokenSource source = new();
        (_source, _stopAfter) = (source, stopAfter);
        return train(this, source.Token);
    }
}
