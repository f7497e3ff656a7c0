using System.CommandLine;
using System.CommandLine.Parsing;
using Impetus.Cli.Compare;
using Impetus.Cli.Shared.Errors;
using Impetus.Cli.Shared.Help;
using Impetus.Cli.Shared.Options;
using Impetus.Cli.Shared.Output;
using Impetus.Cli.Shared.Processes;
using Impetus.Distributed;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training;
using Impetus.Mpi;
using Impetus.Report;
using Spectre.Console;

namespace Impetus.Cli.Train;

/// <summary><c>impetus train</c>: one run with checkpoints, which goes on after an interruption of any kind.</summary>
internal static class TrainVerb
{
    private static readonly Option<OptimizerSpecification> Optimizer = OptimizersOption.One(isRequired: false);

    private static readonly Option<string?> Out = FolderOption.Create("--out", "The run folder, new or empty");

    private static readonly Option<string?> Resume = FolderOption.Create("--resume", "The run folder of an interrupted run, to go on with it; takes no other option but --json");

    private static readonly Option<long?> Steps = NumberOption.Whole("--steps", "Steps of the run, one batch each [default: by scale]", 1, 1_000_000_000);

    private static readonly Option<long?> Seed = NumberOption.Whole("--seed", "The seed of weights, data order and dropout [default: 1]", 0, int.MaxValue);

    private static readonly Option<double?> LearningRate = NumberOption.Positive("--lr", "The largest learning rate [default: the optimizer's]", 1e6);

    private static readonly Option<string> Schedule = ScheduleOption.Create();

    private static readonly Option<long?> CheckpointEvery = NumberOption.Whole(
        "--checkpoint-every", "Steps between two checkpoints [default: a tenth of the run]", 1, 1_000_000_000);

    private static readonly Option<double?> CheckpointMinutes = NumberOption.Positive(
        "--checkpoint-minutes", "Minutes after which a checkpoint is written at the latest", 1e6);

    private static readonly Option<long?> Keep = NumberOption.Whole("--keep", "How many of the newest checkpoints are kept, besides the best [default: 3]", 1, 1_000_000);

    private static readonly Option<string> NonFinite = ChoiceOption.Create(
        "--non-finite", "What is done about a loss or gradient that is NaN or infinite: throw (the run ends), skip (the step is left out and counted) [default: as spelled with the optimizer, else throw]", initial: null, () => ["throw", "skip"]);

    private static readonly Option<string> Type = ChoiceOption.Create(
        "--dtype", "What the passes through the network compute in: f32, or bf16 (weights and optimizer stay in single precision)", "f32", () => ["f32", "bf16"]);

    private static readonly Option<long?> Threads = NumberOption.Whole(
        "--threads", "Threads of the network engine, on which the last bits depend [default: one for each core]", 1, 1024);

    private static readonly Option<bool> Parallel = new("--data-parallel")
    {
        Description = "Train the run in all processes that mpirun or srun has started, each on its part of every batch",
    };

    private static readonly Option<bool> Shard = new("--shard")
    {
        Description = "With --data-parallel: divide the optimizer's state among the processes (ZeRO-1); the numbers stay the same",
    };

    private static readonly Option<double?> Limit = NumberOption.Positive(
        "--time-limit", "With --data-parallel: seconds that a process waits for the others before all end, and the late one is named [default: 600]", 1e6);

    private static readonly Option<string?> Json = JsonOption.Create();

    private static readonly Option[] OfNewRuns =
    [
        TrainingOptions.Task, TrainingOptions.Data, TrainingOptions.Encoder, Optimizer, Out, TrainingOptions.ScaleName, Steps, Seed, LearningRate, Schedule, CheckpointEvery, CheckpointMinutes, Keep, InstrumentOptions.Names, InstrumentOptions.Every, NonFinite, Type, Threads,
    ];

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Verb verb = new(
            "train",
            $"Train one model with checkpoints, or go on with a run that was interrupted. {TrainingOptions.DefaultCost}",
            "train --task fashion-mnist-cnn --optimizer adamw --out runs/adamw",
            "train --optimizer 'ema(decay=0.99)+tam:lr=0.1' --steps 2000 --checkpoint-every 200 --seed 3 --schedule cosine:warmup=0.1 --out runs/tam",
            "train --task text-classification --data my.tsv --optimizer adamw --out runs/mine",
            "train --resume runs/tam",
            "train --task text-llama --optimizer adamw --data-parallel --shard --out runs/parallel    (started by mpirun -np 2)");
        Array.ForEach(OfNewRuns, verb.Options.Add);
        verb.Options.Add(Resume);
        verb.Options.Add(Parallel);
        verb.Options.Add(Shard);
        verb.Options.Add(Limit);
        verb.Options.Add(Json);
        verb.Validators.Add(Validate);
        verb.SetAction((parsed, cancellation) => System.Threading.Tasks.Task.FromResult(Run(parsed, cancellation)));
        return verb;
    }

    private static void Validate(CommandResult result)
    {
        if (result.GetResult(Resume) is not null)
        {
            if (OfNewRuns.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } option)
            {
                result.AddError($"--resume takes everything from the run folder: leave out {option.Name}");
            }
        }
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        // Not when the command line is read: what is written wrong is told first.
        if (parsed.GetResult(Resume) is null && (parsed.GetResult(Optimizer) is null || parsed.GetResult(Out) is null))
        {
            throw new BadInputException("'impetus train' needs --optimizer and --out for a new run, or --resume to go on with one");
        }

        string? json = parsed.GetValue(Json);
        JsonResult.Check(json);
        IProcessGroup? processes = ProcessesOf(parsed);
        ITrainingObserver progress = processes is { Rank: > 0 } ? new UnseenTraining() : new TrainingProgressLines(Console.Error);
        TrainingResult result = (parsed.GetValue(Resume), processes) switch
        {
            (null, _) => RecordedTraining.Start(PlanOf(parsed, processes), progress, cancellation),
            ({ } folder, null) => RecordedTraining.Resume(folder, progress, cancellation),
            ({ } folder, { } all) => RecordedTraining.Resume(folder, all, parsed.GetValue(Shard) ? true : null, progress, cancellation),
        };
        if (processes is { Rank: > 0 })
        {
            return ExitCode.Success;    // the first process writes and tells
        }

        string report = Path.Combine(result.RunFolder, ReportPages.RunPage);
        TrainingReport.Write(StoredTraining.Read(result.RunFolder), report);
        JsonResult.WriteText(json, result.ToJson());
        return EndOf(result, report, Screen.For(json));
    }

    private static int EndOf(TrainingResult result, string report, IAnsiConsole screen)
    {
        switch (result.Status)
        {
            case RunStatus.Finished:
                screen.WriteLine(
                    $"{result.Task}, {result.Optimizer}: test {result.Metric.Name} {Wording.Value(result.Metric, result.Test)}{string.Concat(result.TestOthers?.Select(static other => $", {other.Key} {other.Value:0.000}") ?? [])} after {Wording.Count(result.Steps, "step")}, "
                    + $"training loss {Wording.Loss(result.TrainLoss)}{(result.SkippedSteps > 0 ? $", {Wording.Count(result.SkippedSteps, "step")} skipped" : "")}");
                screen.WriteLine($"Weights: {result.Weights}");
                if (result.Model is { } model)
                {
                    screen.WriteLine($"Model, as others read it: {model}");
                }

                screen.WriteLine($"Report: {report}");
                return ExitCode.Success;
            case RunStatus.Stopped:
                Console.Error.WriteLine($"{Application.Name}: stopped after step {result.Steps:N0}; go on with: ./impetus train --resume {result.RunFolder}");
                return ExitCode.Failed;
            default:
                Console.Error.WriteLine(
                    $"{Application.Name}: diverged after step {result.Steps:N0}: {result.Trouble} "
                    + (result.Checkpoint is { } checkpoint ? $"The last good checkpoint is {checkpoint}." : "There was no checkpoint yet."));
                return ExitCode.Failed;
        }
    }

    private static IProcessGroup? ProcessesOf(ParseResult parsed)
    {
        bool isParallel = parsed.GetValue(Parallel);
        if (!isParallel && (parsed.GetValue(Shard) || parsed.GetValue(Limit) is not null) && parsed.GetValue(Resume) is null)
        {
            throw new BadInputException("--shard and --time-limit are for runs of several processes: add --data-parallel, or leave them out");
        }

        if (isParallel && !MpiLauncher.IsPresent)
        {
            throw new BadInputException("--data-parallel needs the processes that a launcher of MPI starts: 'mpirun -np 2 ./impetus train ...'");
        }

        IProcessGroup? processes = LaunchedProcesses.Start(parsed.GetValue(Limit) is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        return processes is null || isParallel || parsed.GetValue(Resume) is not null ? processes : throw new BadInputException(
            $"{processes.Size} processes were started for one run: add --data-parallel, or start it without the launcher").KnownToAll();
    }

    private static TrainingPlan PlanOf(ParseResult parsed, IProcessGroup? processes)
    {
        return new TrainingPlan
        {
            Task = TaskRegistry.Find(parsed.GetRequiredValue(TrainingOptions.Task))!,
            Files = TrainingOptions.FilesOf(parsed),
            Optimizer = parsed.GetRequiredValue(Optimizer).Text,
            Folder = parsed.GetRequiredValue(Out)!,
            Scale = Enum.Parse<Scale>(parsed.GetRequiredValue(TrainingOptions.ScaleName), ignoreCase: true),
            Seed = (int)(parsed.GetValue(Seed) ?? 1),
            Steps = parsed.GetValue(Steps),
            LearningRate = parsed.GetValue(LearningRate),
            Schedule = ScheduleOption.Of(parsed, Schedule),
            NonFinite = parsed.GetValue(NonFinite) is { } policy ? Enum.Parse<NonFinitePolicy>(policy, ignoreCase: true) : null,
            Precision = parsed.GetRequiredValue(Type) == "bf16" ? Precision.BFloat16 : Precision.Single,
            CheckpointEvery = parsed.GetValue(CheckpointEvery),
            CheckpointMinutes = parsed.GetValue(CheckpointMinutes),
            Keep = (int)(parsed.GetValue(Keep) ?? 3),
            Instruments = InstrumentOptions.NamesOf(parsed),
            InstrumentEvery = parsed.GetValue(InstrumentOptions.Every),
            Threads = (int?)parsed.GetValue(Threads) ?? (processes is null ? null : LaunchedProcesses.CoresOfEach),
            Processes = processes,
            Shards = parsed.GetValue(Shard),
        };
    }
}
