using System.Diagnostics;
using Impetus.Distributed;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Tests.Models.Encoders;
using Impetus.Lab.Training;

/// <summary>Trains the small tasks together, each run in a folder <c>TASK/HOW-PROCESSES</c> below a root.</summary>
internal static class TrainingRuns
{
    private const string Carries = "streams";
    private const int CheckpointEvery = 4, Death = 10;

    /// <summary>Every task by the first process alone, and by all with the optimizer's state whole and divided; then goes on with a run that others have left.</summary>
    public static void Train(IProcessGroup processes, string root)
    {
        IReadOnlyList<TrainingTask> tasks = Tasks(processes, root);
        foreach (TrainingTask task in tasks)
        {
            processes.FromFirst(() => RecordedTraining.Start(Plan(task, Folder(root, task, $"alone-{processes.Size}"), null), new Unseen(null)).RunFolder);
            foreach (string how in (string[])["whole", "divided"])
            {
                RecordedTraining.Start(Plan(task, Folder(root, task, $"{how}-{processes.Size}"), processes) with { Shards = how == "divided" }, new Unseen(null));
            }
        }

        TrainingTask carries = tasks.Single(static task => task.Name == Carries);
        RecordedTraining.Resume(
            Folder(root, carries, $"left-{processes.Size}"), _ => carries, new Unseen(null), CancellationToken.None, processes.Size == 1 ? null : processes);
    }

    /// <summary>Trains the task that carries a state from batch to batch; the last process is killed on the way.</summary>
    public static void Die(IProcessGroup processes, string root)
    {
        TrainingTask task = Tasks(processes, root).Single(static task => task.Name == Carries);
        RecordedTraining.Start(Plan(task, Folder(root, task, "left"), processes) with { Shards = true }, new Unseen(processes.Rank == processes.Size - 1 ? Death : null));
    }

    private static IReadOnlyList<TrainingTask> Tasks(IProcessGroup processes, string root) =>
        SmallTasks.All(processes.FromFirst(() => SmallEncoder.Write(Path.Combine(root, "encoder"))));

    private static string Folder(string root, TrainingTask task, string run) => Path.Combine(root, task.Name, run);

    // Without a division by small second moments, which would make much of the last bits.
    private static TrainingPlan Plan(TrainingTask task, string folder, IProcessGroup? processes) => new()
    {
        Task = task,
        Optimizer = "sgd-cm:lr=0.05",
        Folder = folder,
        Scale = Scale.Smoke,
        CheckpointEvery = CheckpointEvery,
        Threads = 1,
        Processes = processes,
    };

    private sealed class Unseen(long? death) : ITrainingObserver
    {
        public void Started(TrainingConfiguration configuration, long step, long parameters, RunEnvironment environment)
        {
        }

        public void Stepped(long step, double loss, double? metric)
        {
            if (step == death)
            {
                Process.GetCurrentProcess().Kill();
            }
        }

        public void Noted(string message)
        {
        }
    }
}
