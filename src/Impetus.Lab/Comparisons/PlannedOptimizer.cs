using Impetus.Lab.Tasks;
using Impetus.Lab.Training;

namespace Impetus.Lab.Comparisons;

/// <summary>An optimizer of a plan.</summary>
/// <param name="Place">Its place in the plan, from 0.</param>
/// <param name="Text">The optimizer as the user spelled it.</param>
/// <param name="LearningRate">The rate that its runs start from: spelled or default at first, the tuned one later.</param>
internal sealed record PlannedOptimizer(int Place, string Text, double LearningRate)
{
    /// <summary>The rates that tuning tries, rising; none where nothing is to be chosen.</summary>
    public IReadOnlyList<double> Rates { get; init; } = [];

    /// <summary>The optimizers of a plan with the rates they bring along.</summary>
    /// <exception cref="LabException">There are none, one is named twice, or its options contradict each other.</exception>
    /// <exception cref="FormatException">A name or an option is unknown, or a value is out of range.</exception>
    public static IReadOnlyList<PlannedOptimizer> Of(ComparisonPlan plan)
    {
        if (plan.Optimizers.Count == 0)
        {
            throw new LabException("There is no optimizer to compare: name at least one.");
        }

        if (plan.Optimizers.GroupBy(text => text).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new LabException($"The optimizer {twice.Key} is named twice.");
        }

        return [.. plan.Optimizers.Select((text, place) => plan.Tuning switch
        {
            LearningRateTuning.Grid => OnGrid(plan.Task, text, place),
            LearningRateTuning.Published => AsPublished(plan, text, place),
            _ => new PlannedOptimizer(place, text, GivenLearningRate.Of(text, plan.Task.RateShare)),
        })];
    }

    // A rate that the user spells is the middle; else that of the task's paper, and the optimizer's default where no paper has one.
    private static PlannedOptimizer OnGrid(TrainingTask task, string text, int place)
    {
        double given = GivenLearningRate.Of(text, task.RateShare);
        double centre = !text.Contains("lr=", StringComparison.Ordinal) && PublishedSettings.Find(task, text) is { } setting ? PublishedSettings.CentreOf(setting) : given;
        return new(place, text, centre) { Rates = [.. LearningRateSearch.Rates(centre)] };
    }

    // The paper's options too, unless the user spells some.
    private static PlannedOptimizer AsPublished(ComparisonPlan plan, string text, int place)
    {
        PublishedSetting setting = PublishedSettings.Require(plan.Task, text);
        string specification = text.Contains(':', StringComparison.Ordinal) ? text : setting.Optimizer;
        _ = GivenLearningRate.Of(specification);
        bool isChosen = plan.Scale == Scale.Paper && setting.Chosen is not null;
        return new(place, specification, PublishedSettings.CentreOf(setting)) { Rates = isChosen ? [] : setting.LearningRates };
    }
}
