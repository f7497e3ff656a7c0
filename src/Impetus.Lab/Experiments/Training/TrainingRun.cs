using System.Diagnostics;
using Impetus.Lab.Data;
using Impetus.Lab.Runs;
using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Experiments.Training;

/// <summary>Trains one model with one optimizer for one seed.</summary>
internal static class TrainingRun
{
    /// <summary>Runs it.</summary>
    /// <param name="settings">Everything the result depends on.</param>
    /// <param name="stepped">Called after every step with the step, the batch's loss and the last validation accuracy.</param>
    /// <param name="cancellation">Stops before the next step.</param>
    public static TrainingOutcome Run(
        TrainingSettings settings, Action<long, double, double?> stepped, CancellationToken cancellation)
    {
        Engine.Seed((ulong)settings.Seed);
        using Module model = settings.CreateModel();
        model.Initialize((ulong)settings.Seed);
        using ParameterArena arena = new(model);
        using ParameterSet parameters = arena.CreateParameterSet();
        using Optimizer optimizer = CreateOptimizer(settings, parameters);
        Schedule schedule = Schedules.Cosine(settings.LearningRate, 0, settings.Steps);

        ImageBatches batches = new(settings.Data.Training, settings.Data.Normalization);
        BatchOrder order = new(batches.Count, settings.BatchSize, (ulong)settings.Seed);
        CurveRecorder curve = new(settings.Steps, settings.Evaluations, order.BatchesPerEpoch);
        StepTimes times = new();
        long lastTenth = settings.Steps - Math.Max(1, settings.Steps / 10);
        double lastLosses = 0;
        double? accuracy = null;

        for (long step = 0; ; step++)
        {
            Evaluation? validation = curve.IsEvaluation(step)
                ? Evaluation.Of(model, settings.CurveSet, settings.Data.Normalization)
                : null;
            accuracy = validation?.Accuracy ?? accuracy;
            curve.Record(step, optimizer.LearningRate, validation);
            if (step == settings.Steps)
            {
                break;
            }

            if (cancellation.IsCancellationRequested)
            {
                return Ended(RunStatus.Stopped, step);
            }

            optimizer.LearningRate = schedule(step);
            if (Step(model, arena, optimizer, batches, order[step], times) is not { } loss)
            {
                return Ended(RunStatus.Diverged, step);
            }

            curve.Add(loss);
            lastLosses += step >= lastTenth ? loss : 0;
            stepped(step + 1, loss, accuracy);
        }

        Evaluation final = Evaluation.Of(model, settings.FinalSet, settings.Data.Normalization);
        return double.IsFinite(final.Loss)
            ? Ended(RunStatus.Finished, settings.Steps) with
            {
                FinalAccuracy = final.Accuracy,
                TrainLoss = lastLosses / (settings.Steps - lastTenth),
            }
            : Ended(RunStatus.Diverged, settings.Steps);

        TrainingOutcome Ended(RunStatus status, long steps) =>
            new(status, steps, null, null, times.MedianMilliseconds, times.MedianOptimizerShare, curve.Points);
    }

    /// <summary>One step; null if loss or gradient are not finite, in which case nothing moved.</summary>
    private static double? Step(
        Module model, ParameterArena arena, Optimizer optimizer, ImageBatches batches, ReadOnlySpan<int> positions, StepTimes times)
    {
        long start = Stopwatch.GetTimestamp();
        arena.ZeroGradients();
        Tensor loss;
        using (DisposeScope forward = new())
        {
            (Tensor values, Tensor labels) = batches.At(positions);
            loss = Losses.CrossEntropy(model.Forward(values), labels).KeepOutOfScopes();
        }

        // The graph keeps what backward needs and frees it as it goes: the scope of the forward pass is closed by now.
        using (loss)
        {
            double value = loss.Item();
            if (!double.IsFinite(value))
            {
                return null;
            }

            loss.Backward();
            long optimizerStart = Stopwatch.GetTimestamp();
            try
            {
                optimizer.Step();
            }
            catch (NonFiniteGradientException)
            {
                return null;
            }

            times.Add(start, optimizerStart, Stopwatch.GetTimestamp());
            return value;
        }
    }

    private static Optimizer CreateOptimizer(TrainingSettings settings, ParameterSet parameters) =>
        OptimizerSpecification.Parse(settings.Optimizer).Create(parameters, options =>
        {
            options.LearningRate = settings.LearningRate;
            options.Threads = settings.OptimizerThreads;
        });
}
