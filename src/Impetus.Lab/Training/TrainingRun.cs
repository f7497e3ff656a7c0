using System.Diagnostics;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Training;

/// <summary>The training loop: one model, one optimizer, one seed. Comparisons and runs with checkpoints share it.</summary>
internal sealed class TrainingRun : IDisposable
{
    // A step leaves a few kilobytes behind. The collector may wait until they fill the processor's last cache, which is hundreds of
    // megabytes on a server: the process would seem to leak.
    private const int StepsBetweenCollections = 1000;

    private readonly TrainingSettings _settings;
    private readonly Schedule _schedule;
    private readonly ReduceOnPlateau? _plateau;
    private readonly CurveSteps _curve;
    private readonly StepTimes _times = new();
    private readonly BufferSnapshot? _buffersBeforeStep;
    private string? _trouble;

    /// <summary>A run before its first step.</summary>
    public TrainingRun(TrainingSettings settings)
    {
        _settings = settings;
        Model = new TrainingModel(settings);
        _buffersBeforeStep = Model.Optimizer.Options.NonFinite == NonFinitePolicy.Skip ? new BufferSnapshot(Model.Module) : null;
        OptimizerStep = (_, evaluate) => Model.Optimizer.Step(evaluate);
        _schedule = settings.Schedule.Create(settings.LearningRate, settings.Steps);
        _plateau = settings.Schedule.CreatePlateau(settings.Metric.HigherIsBetter);
        _curve = new CurveSteps(settings.Steps, settings.Evaluations, settings.Losses);
    }

    /// <summary>What is trained.</summary>
    public TrainingModel Model { get; }

    /// <summary>What it has come to. Set it, with the model's state, to go on from there.</summary>
    public TrainingProgress Progress { get; set; } = new();

    /// <summary>Takes the optimizer's step, given the number of steps before and what evaluates the gradient. Gives the loss.</summary>
    public Func<long, Func<double>, double> OptimizerStep { get; set; }

    /// <summary>Runs one from start to end.</summary>
    /// <param name="settings">Everything the result depends on.</param>
    /// <param name="watch">Hears of every step.</param>
    /// <param name="cancellation">Stops before the next step.</param>
    public static TrainingOutcome Run(TrainingSettings settings, Action<TrainedStep> watch, CancellationToken cancellation)
    {
        using TrainingRun run = new(settings);
        return run.Train(watch, cancellation);
    }

    /// <summary>Takes the steps that are left, and evaluates the model on the final part.</summary>
    public TrainingOutcome Train(Action<TrainedStep> watch, CancellationToken cancellation)
    {
        if (!Progress.HasStarted)
        {
            Progress.HasStarted = true;
            Model.Optimizer.LearningRate = Rate(0);
            watch(Record(double.NaN));
        }

        while (Progress.Step < _settings.Steps)
        {
            if (Model.Parallel?.Any(cancellation.IsCancellationRequested) ?? cancellation.IsCancellationRequested)
            {
                return Ended(RunStatus.Stopped);
            }

            if (Step(Progress.Step) is not { } loss)
            {
                return Ended(RunStatus.Diverged);
            }

            Progress.Step++;
            Count(loss);
            watch(Record(loss));
            if (Progress.Step % StepsBetweenCollections == 0)
            {
                GC.Collect(1, GCCollectionMode.Forced, blocking: true);
            }
        }

        Evaluation final = Model.Evaluate(_settings.FinalPart);
        if (!double.IsFinite(final.Loss))
        {
            _trouble = "The loss on the final part is not finite.";
            return Ended(RunStatus.Diverged);
        }

        return Ended(RunStatus.Finished) with
        {
            Final = final,
            TrainLoss = Progress.FinalLossCount == 0 ? null : Progress.FinalLossSum / Progress.FinalLossCount,
        };
    }

    /// <summary>
    /// Trains a copy of the run as it stands to the end of its schedule, on the same data in the order and with the random
    /// numbers of another seed. The run itself stays as it is.
    /// </summary>
    /// <param name="seed">The other seed.</param>
    /// <returns>The weights that the copy ends with; null if it diverged.</returns>
    public float[]? TrainCopy(int seed)
    {
        using TrainingRun copy = new(_settings with { OrderSeed = seed });
        copy.Model.CopyFrom(Model);
        copy.Progress.Plateau = Progress.Plateau;
        for (long step = Progress.Step; step < _settings.Steps; step++)
        {
            if (copy.Step(step) is null)
            {
                return null;
            }
        }

        return copy.Model.Arena.CopyValues<float>();
    }

    /// <summary>Passes over the training part that a number of steps is.</summary>
    public double EpochsOf(long steps) => (double)steps / _settings.Task.StepsPerEpoch;

    /// <inheritdoc/>
    public void Dispose()
    {
        _buffersBeforeStep?.Dispose();
        Model.Dispose();
    }

    private double Rate(long step)
    {
        if (_plateau is null)
        {
            return _schedule(step);
        }

        _plateau.State = Progress.Plateau ?? _plateau.State;
        return _schedule(step) * _plateau.Rate;
    }

    /// <summary>One step; null if loss or gradient are not finite, in which case nothing moved.</summary>
    private double? Step(long step)
    {
        long start = Stopwatch.GetTimestamp(), evaluation = 0;
        Model.Optimizer.LearningRate = Rate(step);
        Model.SeedStep(step);
        _buffersBeforeStep?.Take();
        long skipped = Model.Optimizer.SkippedStepCount;
        try
        {
            // Wrappers such as sam evaluate more than once; what that takes is not the optimizer's time.
            double loss = OptimizerStep(step, () =>
            {
                long begin = Stopwatch.GetTimestamp();
                double value = Model.EvaluateGradient(step);
                evaluation += Stopwatch.GetTimestamp() - begin;
                return value;
            });
            if (Model.Optimizer.SkippedStepCount > skipped)
            {
                // What is not finite has gone through the running statistics by then.
                _buffersBeforeStep?.PutBack();
            }

            _times.Add(start, start + evaluation, Stopwatch.GetTimestamp());
            (Model.Batches as IStreamBatches)?.StepTaken(Model.Module, step);
            return loss;
        }
        catch (ArithmeticException error)
        {
            _trouble = error.Message;
            return null;
        }
    }

    private void Count(double loss)
    {
        // Under the policy to skip, a loss may be anything.
        if (!double.IsFinite(loss))
        {
            return;
        }

        Progress.LossSum += loss;
        Progress.LossCount++;
        if (Progress.Step > _settings.Steps - Math.Max(1, _settings.Steps / 10))
        {
            Progress.FinalLossSum += loss;
            Progress.FinalLossCount++;
        }
    }

    /// <summary>Adds the point to the curve that is due, if one is.</summary>
    private TrainedStep Record(double loss)
    {
        if (!_curve.IsPoint(Progress.Step))
        {
            return new TrainedStep(Progress.Step, loss, Progress.Metric, null, false);
        }

        Evaluation? validation = _curve.IsEvaluation(Progress.Step) ? Model.Evaluate(EvaluationPart.Curve) : null;
        bool isBest = validation is { } measured && Judge(measured.Metric);
        CurvePoint point = new(
            Progress.Step,
            EpochsOf(Progress.Step),
            Progress.LossCount == 0 ? null : Finite(Progress.LossSum / Progress.LossCount),
            validation is { } result ? Finite(result.Metric) : null,
            validation is { } other ? Finite(other.Loss) : null,
            Model.Optimizer.LearningRate);
        (Progress.LossSum, Progress.LossCount) = (0, 0);
        return new TrainedStep(Progress.Step, loss, Progress.Metric, point, isBest);
    }

    /// <summary>Takes in a result of the validation curve; whether it is the best so far.</summary>
    private bool Judge(double metric)
    {
        Progress.Metric = Finite(metric);
        if (_plateau is not null && Progress.Step > 0)
        {
            _plateau.Observe(metric);
            Progress.Plateau = _plateau.State;
        }

        if (Progress.Metric is null || (Progress.BestMetric is { } best && _settings.Metric.Score(metric) <= _settings.Metric.Score(best)))
        {
            return false;
        }

        (Progress.BestMetric, Progress.BestStep) = (metric, Progress.Step);
        Progress.StepsToTarget ??= _settings.Metric.IsReached(metric) ? Progress.Step : null;
        return true;
    }

    private TrainingOutcome Ended(RunStatus status) => new(
        status, Progress.Step, null, null, Progress.StepsToTarget, _times.MedianMilliseconds, _times.MedianOptimizerShare, _trouble)
    { Best = Progress.BestMetric };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
