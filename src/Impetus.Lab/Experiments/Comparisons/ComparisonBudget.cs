using Impetus.Lab.Data;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Experiments.Comparisons;

/// <summary>What a plan and its task's scale come to, with the data cut to size.</summary>
internal sealed record ComparisonBudget
{
    // A tuning run has a quarter of the steps.
    private const int TuningPart = 4;

    private ComparisonBudget(ImageClassificationData data, ScaleBudget scale, long steps, int seeds, bool tune)
    {
        Data = data;
        CurveSet = data.Validation.First(Math.Min(scale.CurveExamples, data.Validation.Count));
        Seeds = seeds;
        Evaluations = scale.Evaluations;
        Training = new TrainingBudget
        {
            Epochs = (double)steps / (data.Training.Count / scale.BatchSize),
            Steps = steps,
            TuningSteps = tune ? Math.Max(1, steps / TuningPart) : 0,
            BatchSize = scale.BatchSize,
            TrainingExamples = data.Training.Count,
            ValidationExamples = data.Validation.Count,
            TestExamples = data.Test.Count,
            Schedule = "half a cosine from the learning rate to 0 over the run",
        };
    }

    /// <summary>The data in use.</summary>
    public ImageClassificationData Data { get; }

    /// <summary>The fixed part of the validation split that curves are made of.</summary>
    public LabelledImages CurveSet { get; }

    /// <summary>Seeds per optimizer.</summary>
    public int Seeds { get; }

    /// <summary>Points of the validation curve after step 0.</summary>
    public int Evaluations { get; }

    /// <summary>What every run may spend.</summary>
    public TrainingBudget Training { get; }

    /// <summary>Reads the data and settles what the plan left open.</summary>
    /// <exception cref="LabException">The data cannot be used, or a number of the plan is out of range.</exception>
    public static ComparisonBudget Settle(ComparisonPlan plan)
    {
        ScaleBudget scale = plan.Task.Budgets[plan.Scale];
        Require(plan.Seeds is null or >= 1, "seeds", "1 or more", plan.Seeds);
        Require(plan.Steps is null or >= 1, "steps", "1 or more", plan.Steps);
        Require(plan.Threads is null or >= 1, "threads", "1 or more", plan.Threads);
        Require(plan.Epochs is null || (plan.Epochs > 0 && double.IsFinite(plan.Epochs.Value)), "epochs", "more than 0", plan.Epochs);
        ImageClassificationData data = plan.Task.LoadData()
            .Limit(scale.TrainingExamples, scale.ValidationExamples, scale.TestExamples);
        int stepsPerEpoch = data.Training.Count / scale.BatchSize;
        long steps = plan.Steps
            ?? (plan.Epochs is { } epochs ? Math.Max(1, (long)Math.Round(epochs * stepsPerEpoch)) : scale.Steps);
        return new ComparisonBudget(data, scale, steps, plan.Seeds ?? scale.Seeds, plan.Tuning == LearningRateTuning.Grid);
    }

    private static void Require(bool holds, string option, string range, object? value)
    {
        if (!holds)
        {
            throw new LabException($"The number of {option} must be {range}, not {value}.");
        }
    }
}
