using System.Globalization;
using Impetus.Checkpoints;
using Impetus.Distributed;
using Impetus.Lab.Processes;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training.Checkpoints;
using Impetus.Lab.Training.Logs;
using Impetus.Torch;

namespace Impetus.Lab.Training;

/// <summary>
/// Training runs that one can rely on: each has a folder that describes it, with a log and checkpoints, and goes on after
/// an interruption of any kind to the same bits as if there had been none.
/// </summary>
public static class RecordedTraining
{
    /// <summary>The file with the trained weights and buffers, at the end of a run.</summary>
    public const string FinalFile = "final.safetensors";

    /// <summary>The folder with the trained model as others read it, for tasks whose models others know.</summary>
    public const string ModelFolder = "model";

    /// <summary>Begins a run.</summary>
    /// <param name="plan">What to train.</param>
    /// <param name="observer">Watches the progress.</param>
    /// <param name="cancellation">Stops after the current step, with a checkpoint.</param>
    /// <exception cref="LabException">The folder holds a run or other files or cannot be written, data is missing, or the plan is out of range.</exception>
    /// <exception cref="FormatException">The optimizer is misspelt or has an option out of range.</exception>
    /// <exception cref="BackendUnavailableException">libtorch cannot be loaded.</exception>
    /// <exception cref="IOException">A file of the run cannot be written; what was written before is intact.</exception>
    /// <exception cref="EndedElsewhereException">The first of several processes has failed.</exception>
    public static TrainingResult Start(TrainingPlan plan, ITrainingObserver observer, CancellationToken cancellation = default)
    {
        RunLock? own = null;
        ILoadedTask? task = null;
        try
        {
            _ = OnlyFirst(plan.Processes, () =>
            {
                TrainingConfiguration configuration = TrainingConfiguration.Of(plan);
                TorchBackend.Tune(configuration.Threads);
                RunFolder.Make(plan.Folder);
                RefuseComparison(plan.Folder);
                string file = Path.Combine(plan.Folder, TrainingConfiguration.FileName);
                RefuseOtherFiles(plan.Folder, file);
                own = RunLock.Take(plan.Folder);
                if (File.Exists(file))
                {
                    throw new LabException($"{plan.Folder} holds a run already: go on with it by './impetus train --resume {plan.Folder}', or choose another folder.");
                }

                task = plan.Task.Load(new TaskRequest(plan.Scale, configuration.Budget, configuration.Files));
                configuration = configuration with { Data = task.Data };
                configuration.Write(plan.Folder);
                Prepare(plan.Folder, configuration, observer);
                return Going;
            });
            using ProcessLog? log = ProcessLog.Enter(plan.Folder, plan.Processes, Told(plan.Folder, observer));
            TrainingConfiguration configuration = TrainingConfiguration.Read(plan.Folder);
            task ??= LoadBeside(plan.Folder, plan.Task, configuration);
            using RecordedRun run = new(plan.Folder, own, plan.Task, task, configuration, observer, plan.Processes);
            return run.Train(cancellation);
        }
        finally
        {
            task?.Dispose();
            own?.Dispose();
        }
    }

    /// <summary>Goes on with a run from its newest intact checkpoint. A run that has finished stays as it is.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="observer">Watches the progress.</param>
    /// <param name="cancellation">Stops after the current step, with a checkpoint.</param>
    /// <exception cref="LabException">The folder holds no run, another process trains in it, or no checkpoint is intact.</exception>
    /// <exception cref="BackendUnavailableException">libtorch cannot be loaded.</exception>
    /// <exception cref="IOException">A file of the run cannot be written; what was written before is intact.</exception>
    public static TrainingResult Resume(string folder, ITrainingObserver observer, CancellationToken cancellation = default) =>
        Resume(folder, TaskRegistry.Find, observer, cancellation);

    /// <summary>Goes on with a run in several processes, as many as it began on or others.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="processes">The processes; all call this.</param>
    /// <param name="shards">Whether they divide the optimizer's state; null: as before.</param>
    /// <param name="observer">Watches the progress.</param>
    /// <param name="cancellation">Stops after the current step, with a checkpoint.</param>
    /// <exception cref="LabException">As in one process, or the task or model cannot be divided.</exception>
    /// <exception cref="EndedElsewhereException">The first process has failed.</exception>
    public static TrainingResult Resume(string folder, IProcessGroup processes, bool? shards, ITrainingObserver observer, CancellationToken cancellation = default) =>
        Resume(folder, TaskRegistry.Find, observer, cancellation, processes, shards);

    /// <summary>Goes on with a run of a task that need not be registered.</summary>
    internal static TrainingResult Resume(
        string folder, Func<string, TrainingTask?> find, ITrainingObserver observer, CancellationToken cancellation, IProcessGroup? processes = null, bool? shards = null)
    {
        RunLock? own = null;
        ILoadedTask? task = null;
        try
        {
            string? damage = null;
            string state = OnlyFirst(processes, () =>
            {
                string file = Path.Combine(folder, TrainingConfiguration.FileName);
                if (!File.Exists(file))
                {
                    throw new LabException($"There is no run in {folder}: it has no {TrainingConfiguration.FileName}. Begin one with --out {folder}.");
                }

                RefuseComparison(folder);
                own = RunLock.Take(folder);
                TrainingConfiguration configuration = TrainingConfiguration.Read(folder);
                TorchBackend.Tune(configuration.Threads);
                (TrainingResult? finished, damage) = FinishedResult(folder);
                if (finished is not null)
                {
                    observer.Noted($"this run has finished; its weights are in {Path.Combine(folder, FinalFile)}");
                    return Finished;
                }

                task = LoadAgain(folder, Known(folder, find, configuration), configuration);
                NoteDifferences(configuration, processes, observer);
                Prepare(folder, configuration, observer);
                return Going;
            });
            if (state == Finished)
            {
                return TrainingResult.Read(folder);
            }

            using ProcessLog? log = ProcessLog.Enter(folder, processes, Told(folder, observer));
            TrainingConfiguration configuration = TrainingConfiguration.Read(folder);
            configuration = configuration with { Shards = shards ?? configuration.Shards };
            TrainingTask definition = Known(folder, find, configuration);
            task ??= LoadBeside(folder, definition, configuration);
            using RecordedRun run = new(folder, own, definition, task, configuration, observer, processes);
            string step = OnlyFirst(processes, () =>
            {
                Restore(run, damage, observer);
                return run.RestoredStep?.ToString(CultureInfo.InvariantCulture) ?? "";
            });
            if (processes is { Rank: > 0 } && step.Length > 0)
            {
                run.RestoreFrom(long.Parse(step, CultureInfo.InvariantCulture));
            }

            return run.Train(cancellation);
        }
        finally
        {
            task?.Dispose();
            own?.Dispose();
        }
    }

    private const string Going = "going", Finished = "finished";

    private static string OnlyFirst(IProcessGroup? processes, Func<string> act) => processes is null ? act() : processes.FromFirst(act);

    private static Action<string> Told(string folder, ITrainingObserver observer) =>
        message => observer.Noted($"{message}; go on from the newest checkpoint with the same launcher and './impetus train --resume {folder}'");

    private static TrainingTask Known(string folder, Func<string, TrainingTask?> find, TrainingConfiguration configuration) => find(configuration.Task)
        ?? throw new LabException($"The run in {folder} trains {configuration.Task}, which this version does not know.");

    // In a process beside the first, which has settled everything.
    private static ILoadedTask LoadBeside(string folder, TrainingTask definition, TrainingConfiguration configuration)
    {
        TorchBackend.Tune(configuration.Threads);
        return LoadAgain(folder, definition, configuration);
    }

    private static void NoteDifferences(TrainingConfiguration configuration, IProcessGroup? processes, ITrainingObserver observer)
    {
        if (configuration.Version != CurrentEnvironment.InformationalVersion)
        {
            observer.Noted($"this run was begun with version {configuration.Version}, this is {CurrentEnvironment.InformationalVersion}: the numbers may come out differently");
        }

        if (configuration.Processes != (processes?.Size ?? 1))
        {
            observer.Noted($"this run was begun on {configuration.Processes} {(configuration.Processes == 1 ? "process" : "processes")} and goes on on {processes?.Size ?? 1}: the numbers agree to rounding, not to the bit");
        }
    }

    // What a finished run has lost cannot be made by training from the start without a word.
    private static void Restore(RecordedRun run, string? damage, ITrainingObserver observer)
    {
        bool isRestored;
        try
        {
            isRestored = run.Restore();
        }
        catch (LabException error) when (damage is not null)
        {
            throw new LabException($"{damage}. {error.Message}", error);
        }

        if (damage is not null)
        {
            observer.Noted(isRestored ? $"{damage}: making it anew from the newest checkpoint"
                : throw new LabException($"{damage}, and there is no checkpoint to make it anew from: put back a copy of the file, or begin a run in another folder."));
        }
    }

    /// <summary>The folder of a run's checkpoints.</summary>
    internal static string CheckpointsOf(string folder) => Path.Combine(folder, "checkpoints");

    // Other data than that of the run would be trained on without a word.
    private static ILoadedTask LoadAgain(string folder, TrainingTask definition, TrainingConfiguration configuration)
    {
        TaskRequest request = new(Enum.Parse<Scale>(configuration.Scale, ignoreCase: true), configuration.Budget, configuration.Files);
        if (configuration.Data is not { } data)
        {
            return definition.Load(request);
        }

        string trained = $"The run in {folder} was trained on {data}";
        string remedy = configuration.Files is { } files ? $"put {string.Join(" and ", new[] { files.Data, files.Encoder }.OfType<string>())} back as it was"
            : data.Variable is { } variable ? $"set or unset {variable} as it was" : "bring the same sets to hand again";
        ILoadedTask task;
        try
        {
            task = definition.Load(request);
        }
        catch (LabException error)
        {
            throw new LabException($"{trained}, which is not at hand; {remedy}. {error.Message}", error);
        }

        if (task.Data?.Sha256 == data.Sha256)
        {
            return task;
        }

        task.Dispose();
        throw new LabException($"{trained}, and what is there now is {task.Data?.ToString() ?? "other data"}: {remedy}, or begin a run in another folder.");
    }

    private static void Prepare(string folder, TrainingConfiguration configuration, ITrainingObserver observer)
    {
        ProcessLog.Clear(folder);
        foreach (string written in (string[])["*.json", FinalFile])
        {
            Array.ForEach(Directory.GetFiles(folder, DurableFile.LeftoversOf(written)), File.Delete);
        }

        if (configuration.Precision == Precision.BFloat16 && !BFloat16Scope.IsAccelerated)
        {
            observer.Noted("this processor has no instructions for bfloat16: steps take longer than in single precision");
        }
    }

    private static void RefuseComparison(string folder)
    {
        if (RunFolder.Open(folder).HasComparison)
        {
            throw new LabException($"{folder} holds a comparison, which goes on with './impetus compare', its arguments and --out {folder}: choose another folder for a training run.");
        }
    }

    // A log that is redirected into the folder does no harm; a folder of photographs would end up among checkpoints.
    private static void RefuseOtherFiles(string folder, string configuration)
    {
        string[] written = [StoredTraining.EnvironmentFile, TrainingLog.FileName, FinalFile, TrainingResult.FileName];
        string[] inTheWay = [.. Directory.GetDirectories(folder), .. written.Select(name => Path.Combine(folder, name)).Where(File.Exists)];
        if (!File.Exists(configuration) && inTheWay is [var other, ..])
        {
            throw new LabException($"{folder} holds no run but something else, such as {Path.GetFileName(other)}: choose a folder that is new or empty for --out.");
        }
    }

    /// <summary>The result of a run that has finished and is whole; or else what is damaged of it, if anything is.</summary>
    private static (TrainingResult? Whole, string? Damage) FinishedResult(string folder)
    {
        if (!File.Exists(Path.Combine(folder, TrainingResult.FileName)))
        {
            return default;
        }

        try
        {
            TrainingResult result = TrainingResult.Read(folder);
            return result.Status != RunStatus.Finished ? default
                : FaultOf(Path.Combine(folder, FinalFile), result.WeightsSha256) is { } fault ? (null, fault)
                : (result, null);
        }
        catch (LabException error)
        {
            return (null, error.Message.TrimEnd('.'));
        }
    }

    private static string? FaultOf(string weights, string? checksum)
    {
        try
        {
            SafetensorsFile.Open(weights).Dispose();
            return checksum is null || CheckpointFile.Of(weights).Sha256 == checksum ? null : $"{weights} is damaged: its checksum is not that of the run's result";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return error is FileNotFoundException ? $"{weights} is missing" : $"{weights} is damaged: {error.Message.TrimEnd('.')}";
        }
    }
}
