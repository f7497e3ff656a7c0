using System.CommandLine;
using Impetus.Cli.Shared.Errors;
using Impetus.Lab.Comparisons;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Tasks;

namespace Impetus.Cli.Shared.Options;

/// <summary>What verbs that train are told: on which task, at which scale; and many runs, with which budget and for how many seeds.</summary>
internal static class TrainingOptions
{
    /// <summary>What to train.</summary>
    public static readonly Option<string> Task = ChoiceOption.Create(
        "--task", "What to train ('./impetus list tasks')", TaskRegistry.Default.Name, () => [.. TaskRegistry.All.Select(task => task.Name)], "T");

    /// <summary>What is trained without options, and how long it takes; for the first lines of help.</summary>
    public static string DefaultCost { get; } =
        $"By default {TaskRegistry.Default.Name} at the scale cpu, {TaskRegistry.Default.Budgets[Scale.Cpu].Steps:N0} steps a run: minutes on two cores. --scale smoke takes seconds.";

    /// <summary>The scale, in lower case.</summary>
    public static readonly Option<string> ScaleName = ChoiceOption.Create(
        "--scale", "The budget: smoke (seconds), cpu (minutes) or paper", "cpu", () => ["smoke", "cpu", "paper"]);

    /// <summary>Texts of the user's own.</summary>
    public static readonly Option<string?> Data = FolderOption.Create(
        "--data", $"Texts to train on, for {Names(static task => task.TakesData)}: a file with a text and its label in every line and a tab between them, or a folder with train.tsv and dev.tsv", "PATH");

    /// <summary>An encoder of the user's own.</summary>
    public static readonly Option<string?> Encoder = FolderOption.Create(
        "--encoder", $"The encoder to fine-tune, in tasks that do: a folder as Hugging Face lays it out [default: what {PretrainedEncoder.Variable} names, else MiniLM]");

    private static readonly Option<long?> Seeds = NumberOption.Whole("--seeds", "Runs of each optimizer [default: by scale]", 1, 1000);

    private static readonly Option<long?> Steps = NumberOption.Whole("--steps", "Optimizer steps of a run [default: by scale]", 1, 1_000_000_000);

    private static readonly Option<double?> Epochs = NumberOption.Positive("--epochs", "Passes over the training data, instead of --steps", 100_000);

    private static readonly Option<long?> BatchSize = NumberOption.Whole("--batch-size", "Examples in a batch [default: by task and scale]", 1, 1_000_000);

    private static readonly Option<string> Schedule = ScheduleOption.Create();

    /// <summary>Adds the options to a verb that trains many runs.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="first">The verb's own options that help names after the task.</param>
    public static void AddTo(Command verb, params Option[] first)
    {
        Array.ForEach([Task, Data, Encoder, .. first, Seeds, Epochs, Steps, BatchSize, Schedule, InstrumentOptions.Names, InstrumentOptions.Every, ScaleName], verb.Options.Add);
        verb.Validators.Add(result =>
        {
            if (result.GetResult(Epochs) is not null && result.GetResult(Steps) is not null)
            {
                result.AddError("--epochs and --steps say the same thing: give one of them");
            }
        });
    }

    /// <summary>What the options ask for.</summary>
    public static ComparisonPlan PlanOf(ParseResult parsed) => new()
    {
        Task = TaskRegistry.Find(parsed.GetRequiredValue(Task))!,
        Files = FilesOf(parsed),
        Scale = Enum.Parse<Scale>(parsed.GetRequiredValue(ScaleName), ignoreCase: true),
        Seeds = (int?)parsed.GetValue(Seeds),
        Steps = parsed.GetValue(Steps),
        Epochs = parsed.GetValue(Epochs),
        BatchSize = (int?)parsed.GetValue(BatchSize),
        Schedule = ScheduleOption.Of(parsed, Schedule),
        Instruments = InstrumentOptions.NamesOf(parsed),
        InstrumentEvery = parsed.GetValue(InstrumentOptions.Every),
    };

    /// <summary>The files of the user's own; null where none are named.</summary>
    /// <exception cref="BadInputException">The task takes none.</exception>
    public static TaskFiles? FilesOf(ParseResult parsed)
    {
        TrainingTask task = TaskRegistry.Find(parsed.GetRequiredValue(Task))!;
        (string? data, string? encoder) = (parsed.GetValue(Data), parsed.GetValue(Encoder));
        return data is not null && !task.TakesData ? throw new BadInputException($"--data is for --task {Names(static known => known.TakesData)}: {task.Name} has data of its own")
            : encoder is not null && !task.TakesEncoder ? throw new BadInputException($"--encoder is for tasks that fine-tune one, {Names(static known => known.TakesEncoder)}: {task.Name} does not")
            : data is null && encoder is null ? null
            : new TaskFiles(data, encoder);
    }

    private static string Names(Func<TrainingTask, bool> chosen) => string.Join(", ", TaskRegistry.All.Where(chosen).Select(static task => task.Name));
}
