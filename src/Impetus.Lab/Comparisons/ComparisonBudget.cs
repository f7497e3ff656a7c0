using Impetus.Lab.Models;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using static TorchSharp.torch;

namespace Impetus.Lab.Comparisons;

/// <summary>What a plan and its task's scale come to, with the task loaded.</summary>
internal sealed class ComparisonBudget : IDisposable
{
    // A tuning run has a quarter of the steps.
    private const int TuningPart = 4;

    // As many as a training run has.
    private const int Measurements = 20;

    private ComparisonBudget(ComparisonPlan plan, ILoadedTask task, ScaleBudget scale, long steps, int seeds)
    {
        bool tune = plan.Tuning != LearningRateTuning.None;
        Task = task;
        Scale = scale;
        Seeds = seeds;
        Evaluations = scale.Evaluations;
        TuningSteps = tune ? TuningRounds.Steps(plan, Math.Max(1, steps / TuningPart)) : [];
        InstrumentEvery = plan.InstrumentEvery ?? Math.Max(1, steps / Measurements);
        using nn.Module model = task.CreateModel();
        Parameters = model.ParameterCount();
        Training = new TrainingBudget
        {
            Epochs = (double)steps / task.StepsPerEpoch,
            Steps = steps,
            TuningSteps = tune ? TuningSteps[^1] : 0,
            BatchSize = scale.BatchSize,
            TrainingExamples = task.Examples.Training,
            ValidationExamples = task.Examples.Validation,
            TestExamples = task.Examples.Test,
            Schedule = scale.Schedule.ToString(),
        };
    }

    /// <summary>The task with its data.</summary>
    public ILoadedTask Task { get; }

    /// <summary>What the task spends at the plan's scale.</summary>
    public ScaleBudget Scale { get; }

    /// <summary>Parameters of the model at the plan's scale.</summary>
    public long Parameters { get; }

    /// <summary>Seeds per optimizer.</summary>
    public int Seeds { get; }

    /// <summary>Points of the validation curve after step 0.</summary>
    public int Evaluations { get; }

    /// <summary>Steps of a tuning run in each round of tuning; empty without.</summary>
    public IReadOnlyList<long> TuningSteps { get; }

    /// <summary>Steps between two measurements of the instruments.</summary>
    public long InstrumentEvery { get; }

    /// <summary>What every run may spend.</summary>
    public TrainingBudget Training { get; }

    /// <summary>Checks the numbers of a plan.</summary>
    /// <exception cref="LabException">One is out of range.</exception>
    public static void Check(ComparisonPlan plan)
    {
        Require(plan.Seeds is null or >= 1, "seeds", "1 or more", plan.Seeds);
        Require(plan.Steps is null or >= 1, "steps", "1 or more", plan.Steps);
        Require(plan.BatchSize is null or >= 1, "examples in a batch", "1 or more", plan.BatchSize);
        Require(plan.Threads is null or >= 1, "threads", "1 or more", plan.Threads);
        if (plan is { Tuning: LearningRateTuning.Halving, Processes: not null })
        {
            throw new LabException("Halving decides between runs what is run next, which processes that share runs out among each other do not: take --tune random:N.");
        }

        Require(plan.Draws >= 1, "points to try", "1 or more", plan.Draws);
        Require(plan.InstrumentEvery is null or >= 1, "steps between two measurements", "1 or more", plan.InstrumentEvery);
        Require(plan.Epochs is null || (plan.Epochs > 0 && double.IsFinite(plan.Epochs.Value)), "epochs", "more than 0", plan.Epochs);
    }

    /// <summary>Loads the task and settles what the plan left open.</summary>
    /// <exception cref="LabException">The data cannot be used.</exception>
    public static ComparisonBudget Settle(ComparisonPlan plan)
    {
        ScaleBudget own = plan.Task.Budgets[plan.Scale], scale = own with { BatchSize = plan.BatchSize ?? own.BatchSize, Schedule = plan.Schedule ?? own.Schedule };
        long requested = plan.Steps ?? scale.Steps;
        ILoadedTask task = Load(requested);
        long steps = plan.Steps
            ?? (plan.Epochs is { } epochs ? Math.Max(1, (long)Math.Round(epochs * task.StepsPerEpoch)) : scale.Steps);
        if (steps != requested)
        {
            // Only the loaded task knows what an epoch is, and a stream of data sets is divided by the steps.
            task.Dispose();
            task = Load(steps);
        }

        return new ComparisonBudget(plan, task, scale, steps, plan.Seeds ?? scale.Seeds);

        ILoadedTask Load(long steps) => plan.Task.Load(new TaskRequest(plan.Scale, scale with { Steps = steps }, plan.Files));
    }

    /// <inheritdoc/>
    public void Dispose() => Task.Dispose();

    private static void Require(bool holds, string option, string range, object? value)
    {
        if (!holds)
        {
            throw new LabException($"The number of {option} must be {range}, not {value}.");
        }
    }
}
