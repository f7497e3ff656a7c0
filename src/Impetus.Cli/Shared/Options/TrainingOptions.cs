using System.CommandLine;
using Impetus.Lab.Comparisons;
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

    private static readonly Option<long?> Seeds = NumberOption.Whole("--seeds", "Runs of each optimizer [default: by scale]", 1, 1000);

    private static readonly Option<long?> Steps = NumberOption.Whole("--steps", "Optimizer steps of a run [default: by scale]", 1, 1_000_000_000);

    private static readonly Option<double?> Epochs = NumberOption.Positive("--epochs", "Passes over the training data, instead of --steps", 100_000);

    /// <summary>Adds the options to a verb that trains many runs.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="first">The verb's own options that help names after the task.</param>
    public static void AddTo(Command verb, params Option[] first)
    {
        Array.ForEach([Task, .. first, Seeds, Epochs, Steps, ScaleName], verb.Options.Add);
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
        Scale = Enum.Parse<Scale>(parsed.GetRequiredValue(ScaleName), ignoreCase: true),
        Seeds = (int?)parsed.GetValue(Seeds),
        Steps = parsed.GetValue(Steps),
        Epochs = parsed.GetValue(Epochs),
    };
}
