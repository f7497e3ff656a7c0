using System.Diagnostics;
using Impetus.Lab.Data;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Experiments.Training;

/// <summary>Trains one model with one optimizer for one seed.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly TrainingSettings _settings;
    private readonly Module _model;
    private readonly ParameterArena _arena;
    private readonly ParameterSet _parameters;
    private readonly Optimizer _optimizer;
    private readonly Schedule _schedule;
    private readonly ITrainingBatches _batches;
    private readonly CurveRecorder _curve;
    private readonly StepTimes _times = new();

    private TrainingRun(TrainingSettings settings)
    {
        _settings = settings;
        _model = settings.Task.CreateModel();
        _model.Initialize((ulong)settings.Seed);
        _arena = new ParameterArena(_model);
        _parameters = _arena.CreateParameterSet();
        _optimizer = CreateOptimizer(settings, _parameters);
        _schedule = settings.Schedule.Create(settings.LearningRate, settings.Steps);
        _batches = settings.Task.Batches((ulong)settings.Seed);
        _curve = new CurveRecorder(settings.Steps, settings.Evaluations, settings.Task.StepsPerEpoch);
    }

    /// <summary>Runs it.</summary>
    /// <param name="settings">Everything the result depends on.</param>
    /// <param name="stepped">Called after every step with the steps taken, the batch's loss and the metric at the last point of the validation curve.</param>
    /// <param name="cancellation">Stops before the next step.</param>
    public static TrainingOutcome Run(
        TrainingSettings settings, Action<long, double, double?> stepped, CancellationToken cancellation)
    {
        using TrainingRun run = new(settings);
        return run.Train(stepped, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _batches.Dispose();
        _optimizer.Dispose();
        _parameters.Dispose();
        _arena.Dispose();
        _model.Dispose();
    }

    private TrainingOutcome Train(Action<long, double, double?> stepped, CancellationToken cancellation)
    {
        long lastTenth = _settings.Steps - Math.Max(1, _settings.Steps / 10);
        double lastLosses = 0;
        double? metric = RecordCurve(0, null);
        for (long step = 0; step < _settings.Steps; step++)
        {
            if (cancellation.IsCancellationRequested)
            {
                return Ended(RunStatus.Stopped, step);
            }

            if (Step(step) is not { } loss)
            {
                return Ended(RunStatus.Diverged, step);
            }

            lastLosses += step >= lastTenth ? loss : 0;
            _curve.Add(loss);
            metric = RecordCurve(step + 1, metric);
            stepped(step + 1, loss, metric);
        }

        Evaluation final = Evaluate(_settings.FinalPart);
        return double.IsFinite(final.Loss)
            ? Ended(RunStatus.Finished, _settings.Steps) with
            {
                Final = final.Metric,
                TrainLoss = lastLosses / (_settings.Steps - lastTenth),
            }
            : Ended(RunStatus.Diverged, _settings.Steps);
    }

    /// <summary>One step; null if loss or gradient are not finite, in which case nothing moved.</summary>
    private double? Step(long step)
    {
        long start = Stopwatch.GetTimestamp(), evaluation = 0;
        _optimizer.LearningRate = _schedule(step);
        Engine.Seed(DeterministicRandom.For((ulong)_settings.Seed, (ulong)step).NextBits());
        try
        {
            // Wrappers such as sam evaluate more than once; what that takes is not the optimizer's time.
            double loss = _optimizer.Step(() =>
            {
                long begin = Stopwatch.GetTimestamp();
                double value = EvaluateGradient(step);
                evaluation += Stopwatch.GetTimestamp() - begin;
                return value;
            });
            _times.Add(start, start + evaluation, Stopwatch.GetTimestamp());
            (_batches as IStreamBatches)?.StepTaken(_model, step);
            return loss;
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }

    /// <summary>Fills in the gradients of a step's batch and gives its loss.</summary>
    /// <exception cref="NotFiniteNumberException">The loss is not finite.</exception>
    private double EvaluateGradient(long step)
    {
        _arena.ZeroGradients();
        using Tensor loss = Forward(step);
        double value = loss.Item();
        if (!double.IsFinite(value))
        {
            throw new NotFiniteNumberException("The loss is not finite.", value);
        }

        loss.Backward();
        return value;
    }

    // The scope ends before the backward pass: what that needs, the graph of the loss holds and frees as it goes.
    private Tensor Forward(long step)
    {
        using DisposeScope scope = new();
        return _batches.Loss(_model, step).KeepOutOfScopes();
    }

    /// <summary>Adds the points of the curve that are due.</summary>
    /// <returns>The metric at the last point.</returns>
    private double? RecordCurve(long step, double? lastMetric)
    {
        Evaluation? validation = _curve.IsEvaluation(step) ? Evaluate(EvaluationPart.Curve) : null;
        _curve.Record(step, _optimizer.LearningRate, validation);
        return validation?.Metric ?? lastMetric;
    }

    private Evaluation Evaluate(EvaluationPart part) =>
        _batches is IStreamBatches stream ? stream.Evaluate(_model, part) : _settings.Task.Evaluate(_model, part);

    private TrainingOutcome Ended(RunStatus status, long steps) =>
        new(status, steps, null, null, _times.MedianMilliseconds, _times.MedianOptimizerShare, _curve.Points);

    private static Optimizer CreateOptimizer(TrainingSettings settings, ParameterSet parameters) =>
        OptimizerSpecification.Parse(settings.Optimizer).Create(parameters, options =>
        {
            options.LearningRate = settings.LearningRate;
            options.Threads = settings.OptimizerThreads;
            options.ClipNorm = options.ClipValue is null ? options.ClipNorm ?? settings.ClipNorm : options.ClipNorm;
        });
}
