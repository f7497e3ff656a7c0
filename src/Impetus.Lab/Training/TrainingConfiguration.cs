using System.ComponentModel.DataAnnotations;
using Impetus.Lab.Data;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Training;

/// <summary>A training run with everything settled: what <c>configuration.json</c> holds, and all that it takes to go on.</summary>
public sealed record TrainingConfiguration
{
    /// <summary>The file in the run folder.</summary>
    public const string FileName = "configuration.json";

    private const string Remedy = "put back a copy of it, or begin a run in another folder";

    /// <summary>The name of the task.</summary>
    public required string Task { get; init; }

    /// <summary>The scale of the budget: <c>smoke</c>, <c>cpu</c> or <c>paper</c>.</summary>
    public required string Scale { get; init; }

    /// <summary>The optimizer as its user spelled it.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The largest learning rate.</summary>
    [Range(0.0, double.MaxValue)]
    public required double LearningRate { get; init; }

    /// <summary>The course of the learning rate, as <see cref="LearningRateSchedule"/> reads it.</summary>
    public required string Schedule { get; init; }

    /// <summary>The seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Steps to take.</summary>
    public required long Steps { get; init; }

    /// <summary>What is done about a loss or gradient that is not finite; null: as the optimizer is spelled.</summary>
    public NonFinitePolicy? NonFinite { get; init; }

    /// <summary>What the passes through the network compute in.</summary>
    public Precision Precision { get; init; }

    /// <summary>Steps between two checkpoints.</summary>
    public required long CheckpointEvery { get; init; }

    /// <summary>Minutes after which a checkpoint is written at the latest.</summary>
    public double? CheckpointMinutes { get; init; }

    /// <summary>How many of the newest checkpoints are kept.</summary>
    public required int Keep { get; init; }

    /// <summary>The names of the instruments.</summary>
    public required IReadOnlyList<string> Instruments { get; init; }

    /// <summary>Steps between two measurements.</summary>
    public required long InstrumentEvery { get; init; }

    /// <summary>Threads of the network engine.</summary>
    public required int Threads { get; init; }

    /// <summary>How many processes it began on, each with its part of every batch, on which the last bits depend; 1 in runs of one process.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>Whether the processes divide the optimizer's state among each other.</summary>
    public bool Shards { get; init; }

    /// <summary>What the task spent at the scale when the run began, with the run's own number of steps; later changes of the task do not reach the run.</summary>
    public required ScaleBudget Budget { get; init; }

    /// <summary>Which data it trains on; null where the task's name says it, and in runs of versions that did not record it.</summary>
    public DataIdentity? Data { get; init; }

    /// <summary>Files of the user's own; null for none.</summary>
    public TaskFiles? Files { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The version of Impetus, with the commit after a plus sign if it was built in a repository.</summary>
    public required string Version { get; init; }

    /// <summary>Settles what a plan left open.</summary>
    /// <exception cref="LabException">A number is out of range, or the optimizer's options contradict each other.</exception>
    /// <exception cref="FormatException">The optimizer is misspelt, or has an option out of range.</exception>
    public static TrainingConfiguration Of(TrainingPlan plan)
    {
        ScaleBudget budget = plan.Task.Budgets[plan.Scale];
        long steps = plan.Steps ?? budget.Steps;
        TrainingConfiguration configuration = new()
        {
            Task = plan.Task.Name,
            Scale = plan.Scale.ToString().ToLowerInvariant(),
            Optimizer = plan.Optimizer,
            LearningRate = plan.LearningRate ?? GivenLearningRate.Of(plan.Optimizer, plan.Task.RateShare),
            Schedule = (plan.Schedule ?? budget.Schedule).ToString(),
            Seed = plan.Seed,
            Steps = steps,
            NonFinite = plan.NonFinite,
            Precision = plan.Precision,
            CheckpointEvery = plan.CheckpointEvery ?? Math.Max(1, steps / 10),
            CheckpointMinutes = plan.CheckpointMinutes,
            Keep = plan.Keep,
            Instruments = plan.Instruments,
            InstrumentEvery = plan.InstrumentEvery ?? Math.Max(1, steps / 20),
            Threads = plan.Threads ?? Environment.ProcessorCount,
            Processes = plan.Processes?.Size ?? 1,
            Shards = plan.Shards,
            Budget = budget with { Steps = steps },
            Files = plan.Files is { } files ? new(Full(files.Data), Full(files.Encoder)) : null,
            StartedAt = DateTimeOffset.Now,
            Version = CurrentEnvironment.InformationalVersion,
        };
        configuration.Check();
        if (plan.Schedule is { Others.Count: > 0 } schedule)
        {
            HyperparameterCourses.Check(plan.Optimizer, schedule);
        }

        return configuration;
    }

    /// <summary>Reads that of a run.</summary>
    /// <param name="folder">The run folder.</param>
    /// <exception cref="LabException">It is missing or damaged, or a number in it is out of range.</exception>
    internal static TrainingConfiguration Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        TrainingConfiguration configuration = TrainingJson.Read<TrainingConfiguration>(path, Remedy);
        try
        {
            configuration.Check();
            _ = LearningRateSchedule.Parse(configuration.Schedule);
            _ = Enum.Parse<Scale>(configuration.Scale, ignoreCase: true);
            return configuration;
        }
        catch (Exception error) when (error is LabException or FormatException or ArgumentException)
        {
            throw new LabException($"{path} is damaged: {error.Message.TrimEnd('.')}; {Remedy}.", error);
        }
    }

    /// <summary>Writes it into a run folder.</summary>
    internal void Write(string folder) =>
        DurableFile.Write(Path.Combine(folder, FileName), TrainingJson.Text(this, TrainingJson.Default.TrainingConfiguration));

    /// <summary>Checks numbers that may come from a user, or from a file that somebody edited.</summary>
    /// <exception cref="LabException">One is out of range.</exception>
    internal void Check()
    {
        Require(Seed >= 0, "The seed must be 0 or more", Seed);
        Require(Steps >= 1, "The number of steps must be 1 or more", Steps);
        Require(CheckpointEvery >= 1, "The steps between two checkpoints must be 1 or more", CheckpointEvery);
        Require(CheckpointMinutes is null or > 0, "The minutes between two checkpoints must be more than 0", CheckpointMinutes);
        Require(Keep >= 1, "The number of checkpoints to keep must be 1 or more", Keep);
        Require(InstrumentEvery >= 1, "The steps between two measurements must be 1 or more", InstrumentEvery);
        Require(Threads >= 1, "The number of threads must be 1 or more", Threads);
        Require(Processes >= 1, "The number of processes must be 1 or more", Processes);
    }

    private static string? Full(string? path) => path is null ? null : Path.GetFullPath(path);

    private static void Require(bool holds, string rule, object? value)
    {
        if (!holds)
        {
            throw new LabException($"{rule}, not {value}.");
        }
    }
}
