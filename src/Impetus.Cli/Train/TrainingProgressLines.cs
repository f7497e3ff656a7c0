using System.Diagnostics;
using Impetus.Cli.Compare;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training;

namespace Impetus.Cli.Train;

/// <summary>Progress of a training run: a line now and then.</summary>
/// <param name="output">Where the lines go.</param>
internal sealed class TrainingProgressLines(TextWriter output) : ITrainingObserver
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private long _start, _lastLine, _firstStep;
    private TrainingConfiguration? _configuration;
    private Metric _metric = TaskRegistry.Default.Metric;
    private string _measured = "";

    /// <inheritdoc/>
    public void Started(TrainingConfiguration configuration, long step, long parameters, RunEnvironment environment)
    {
        _configuration = configuration;
        _metric = TaskRegistry.Find(configuration.Task)!.Metric;
        (_start, _firstStep) = (Stopwatch.GetTimestamp(), step);
        _lastLine = _start;
        output.WriteLine(
            $"{configuration.Task}: {parameters:N0} parameters, {configuration.Optimizer}, learning rate {Wording.Rate(configuration.LearningRate)} ({configuration.Schedule}), seed {configuration.Seed}, "
            + $"{(step > 0 ? $"going on after {step:N0} of " : "")}{Wording.Count(configuration.Steps, "step")} of {Wording.Count(configuration.Budget.BatchSize, "example")}{(configuration.Precision == Precision.BFloat16 ? " in bfloat16" : "")} "
            + $"on {Wording.Count(environment.Threads, "thread")}, libtorch {environment.Torch}");
    }

    /// <inheritdoc/>
    public void Stepped(long step, double loss, double? metric)
    {
        if (metric is not null)
        {
            _measured = $"{_metric.Name} {Wording.Value(_metric, metric)} at step {step:N0}, ";
        }

        if (Stopwatch.GetElapsedTime(_lastLine) < Pause)
        {
            return;
        }

        double perSecond = (step - _firstStep) / Stopwatch.GetElapsedTime(_start).TotalSeconds;
        TimeSpan left = TimeSpan.FromSeconds((_configuration!.Steps - step) / perSecond);
        output.WriteLine(
            $"step {step:N0} of {_configuration.Steps:N0}: loss {Wording.Loss(loss)}, {_measured}"
            + $"{perSecond * _configuration.Budget.BatchSize:N0} examples/s, {Wording.Duration(left)} left");
        _lastLine = Stopwatch.GetTimestamp();
        _measured = "";
    }

    /// <inheritdoc/>
    public void Noted(string message) => output.WriteLine($"{Application.Name}: {message}");
}
