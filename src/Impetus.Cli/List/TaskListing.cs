using Impetus.Cli.Compare;
using Impetus.Lab.Tasks;
using Spectre.Console;

namespace Impetus.Cli.List;

/// <summary>All tasks that can be trained.</summary>
/// <param name="Tasks">The tasks, the default first.</param>
internal sealed record TaskListing(IReadOnlyList<ListedTask> Tasks)
{
    /// <summary>Reads the registry.</summary>
    public static TaskListing Create() => new([.. TaskRegistry.All.Select(ListedTask.Of)]);

    /// <summary>Prints the listing for people.</summary>
    public void Write(IAnsiConsole console)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("Task").NoWrap()).AddColumns("What is trained", "Target", "Steps and seeds by scale");
        foreach (ListedTask task in Tasks)
        {
            table.AddRow(
                new Text(task.Name),
                new Text(task.Summary),
                new Text(task.Metric.Target is { } target ? $"{task.Metric.Name} {Wording.Value(task.Metric, target, digits: 0)}" : task.Metric.Name),
                new Text(string.Join('\n', task.Scales.Select(scale => $"{scale.Scale}: {scale.Steps:N0} steps, {scale.Seeds} {(scale.Seeds == 1 ? "seed" : "seeds")}"))));
        }

        console.Write(table);
        console.WriteLine("Numbers of parameters are those of the paper scale; smaller scales may train a narrower model.");
    }
}

/// <summary>A task.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Summary">Model and data.</param>
/// <param name="Source">The paper and table that the paper scale comes from; null where there is none.</param>
/// <param name="Metric">What it is judged by, with the target that "steps to target" refers to.</param>
/// <param name="Scales">What each scale spends.</param>
internal sealed record ListedTask(string Name, string Summary, string? Source, Metric Metric, IReadOnlyList<ListedScale> Scales)
{
    /// <summary>Describes a task.</summary>
    public static ListedTask Of(TrainingTask task) => new(
        task.Name,
        task.Summary,
        task.Source,
        task.Metric,
        [.. task.Budgets.OrderBy(budget => budget.Key).Select(budget => ListedScale.Of(budget.Key, budget.Value))]);
}

/// <summary>What one scale of a task spends on each optimizer.</summary>
/// <param name="Scale">The scale's name.</param>
/// <param name="Steps">Optimizer steps of a run.</param>
/// <param name="Seeds">Runs with different seeds.</param>
/// <param name="BatchSize">Examples in a batch.</param>
/// <param name="Schedule">The course of the learning rate.</param>
/// <param name="Published">The paper's hyper-parameters and grids.</param>
internal sealed record ListedScale(string Scale, long Steps, int Seeds, int BatchSize, string Schedule, IReadOnlyList<PublishedSetting> Published)
{
    /// <summary>Describes a budget.</summary>
    public static ListedScale Of(Scale scale, ScaleBudget budget)
        => new(scale.ToString().ToLowerInvariant(), budget.Steps, budget.Seeds, budget.BatchSize, budget.Schedule.ToString(), budget.Published);
}
