using Impetus.Lab.Tasks;
using Impetus.Lab.Training;

namespace Impetus.Lab.Comparisons;

/// <summary>An optimizer of a plan.</summary>
/// <param name="Place">Its place in the plan, from 0.</param>
/// <param name="Text">The optimizer as the user spelled it.</param>
/// <param name="LearningRate">The rate that its runs start from: spelled or default at first, the tuned one later.</param>
internal sealed record PlannedOptimizer(int Place, string Text, double LearningRate)
{
    /// <summary>What the runs of the seeds train: <see cref="Text"/>, with the options that tuning has chosen.</summary>
    public string Trained { get; init; } = Text;

    /// <summary>What tuning tries, in order; nothing where nothing is to be chosen.</summary>
    public IReadOnlyList<TuningPoint> Points { get; init; } = [];

    /// <summary>The rates that tuning tries, in the order of <see cref="Points"/>.</summary>
    public IReadOnlyList<double> Rates
    {
        get => [.. Points.Select(static point => point.LearningRate)];
        init => Points = [.. value.Select((rate, number) => new TuningPoint(number, Text, rate))];
    }

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

        foreach (string text in plan.Schedule is { Others.Count: > 0 } ? plan.Optimizers : [])
        {
            HyperparameterCourses.Check(text, plan.Schedule!);
        }

        return [.. plan.Optimizers.Select((text, place) => plan.Tuning switch
        {
            LearningRateTuning.Grid => OnGrid(plan.Task, text, place),
            LearningRateTuning.Published => AsPublished(plan, text, place),
            LearningRateTuning.Random or LearningRateTuning.Halving => AtRandom(plan, text, place),
            _ => new PlannedOptimizer(place, text, GivenLearningRate.Of(text, plan.Task.RateShare)),
        })];
    }

    private static PlannedOptimizer OnGrid(TrainingTask task, string text, int place)
    {
        double centre = CentreOf(task, text);
        return new(place, text, centre) { Rates = [.. LearningRateSearch.Rates(centre)] };
    }

    private static PlannedOptimizer AtRandom(ComparisonPlan plan, string text, int place)
    {
        double centre = CentreOf(plan.Task, text);
        return new(place, text, centre) { Points = RandomSearch.Points(text, centre, plan.Draws) };
    }

    // A rate that the user spells is the middle; else that of the task's paper, and the optimizer's default where no paper has one.
    private static double CentreOf(TrainingTask task, string text)
    {
        double given = GivenLearningRate.Of(text, task.RateShare);
        return !text.Contains("lr=", StringComparison.Ordinal) && PublishedSettings.Find(task, text) is { } setting ? PublishedSettings.CentreOf(setting) : given;
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

/// <summary>A setting of an optimizer that tuning tries.</summary>
/// <param name="Number">Its number among those of the optimizer, from 0.</param>
/// <param name="Optimizer">The specification, whose learning rate does not count.</param>
/// <param name="LearningRate">The learning rate.</param>
internal sealed record TuningPoint(int Number, string Optimizer, double LearningRate);
