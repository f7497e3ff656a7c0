using Impetus.Distributed;
using Impetus.Lab.Data;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks.Streams;

/// <summary>
/// A stream of tasks with data of their own, one after the other for the same model; judged by learning accuracy: that of
/// each task when it has just been learnt, averaged over the tasks (Malviya et al. 2023, critical momenta, Section 5.4).
/// </summary>
internal sealed class SequenceOfDataSets : ILoadedTask
{
    private readonly IReadOnlyList<ILoadedTask> _tasks;
    private readonly long[] _steps;

    /// <param name="tasks">The tasks, in order, of equal batch size.</param>
    /// <param name="steps">Steps of the whole stream, shared out such that each task gets the same number of passes over its training part.</param>
    /// <exception cref="LabException">They are too few to give one to each task.</exception>
    public SequenceOfDataSets(IReadOnlyList<ILoadedTask> tasks, long steps)
    {
        _tasks = tasks;
        _steps = [.. StepsOfTasks([.. tasks.Select(static task => task.StepsPerEpoch)], steps)];
        if (_steps.Any(static share => share < 1))
        {
            throw new LabException(
                $"A run of {steps} {(steps == 1 ? "step" : "steps")} is too short to divide among {tasks.Count} data sets: "
                + $"take at least {Math.Ceiling((double)StepsPerEpoch / tasks.Min(static task => task.StepsPerEpoch))} steps.");
        }
    }

    /// <inheritdoc/>
    public ExampleCounts Examples => new(
        _tasks.Sum(static task => task.Examples.Training),
        _tasks.Sum(static task => task.Examples.Validation),
        _tasks.Sum(static task => task.Examples.Test));

    /// <inheritdoc/>
    public DataIdentity? Data { get; init; }

    /// <summary>Batches of one pass over all tasks.</summary>
    public int StepsPerEpoch => _tasks.Sum(static task => task.StepsPerEpoch);

    /// <inheritdoc/>
    public nn.Module CreateModel() => _tasks[0].CreateModel();

    /// <inheritdoc/>
    public ITrainingBatches Batches(ulong seed) => new Run(this, seed);

    /// <summary>Not to be had apart from a run: the result arises along the way.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Evaluation Evaluate(nn.Module model, EvaluationPart part) =>
        throw new NotSupportedException("A stream of tasks is evaluated by its batches.");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ILoadedTask task in _tasks)
        {
            task.Dispose();
        }
    }

    /// <summary>The task that a batch belongs to, and its number there. A run that outlasts the stream stays in the last task.</summary>
    private (int Task, long Batch) Locate(long batch)
    {
        int task = 0;
        for (; task < _steps.Length - 1 && batch >= _steps[task]; task++)
        {
            batch -= _steps[task];
        }

        return (task, batch);
    }

    // In proportion to the tasks' sizes; what is rounded off goes to later tasks, so that the sum is right.
    private static IEnumerable<long> StepsOfTasks(IReadOnlyList<int> sizes, long steps)
    {
        long all = sizes.Sum(static size => (long)size), before = 0, passed = 0;
        foreach (int size in sizes)
        {
            passed += size;
            long end = (long)((Int128)steps * passed / all);
            yield return end - before;
            before = end;
        }
    }

    private sealed class Run(SequenceOfDataSets stream, ulong seed) : IStreamBatches, IDividedBatches
    {
        private static readonly EvaluationPart[] Parts = [EvaluationPart.Validation, EvaluationPart.Test];

        private readonly ITrainingBatches[] _batches = [.. stream._tasks.Select(task => task.Batches(seed))];

        // What each learnt task reached on the validation and on the test part.
        private readonly Dictionary<EvaluationPart, List<Evaluation>> _learnt = Parts.ToDictionary(static part => part, static _ => new List<Evaluation>());
        private int _current;

        public void TakePart(BatchPart part, IProcessGroup processes)
        {
            foreach (IDividedBatches batches in _batches)
            {
                batches.TakePart(part, processes);
            }
        }

        public double ShareOf(long batch)
        {
            (int task, long within) = stream.Locate(batch);
            return ((IDividedBatches)_batches[task]).ShareOf(within);
        }

        public Tensor Loss(nn.Module model, long batch)
        {
            (_current, long within) = stream.Locate(batch);
            return _batches[_current].Loss(model, within);
        }

        public void StepTaken(nn.Module model, long batch)
        {
            (int task, long within) = stream.Locate(batch);
            if (within != stream._steps[task] - 1)
            {
                return;
            }

            foreach (EvaluationPart part in Parts)
            {
                _learnt[part].Add(stream._tasks[task].Evaluate(model, part));
            }
        }

        // Along the curve the present task alone; else all that are learnt, and the present one if it is not among them yet.
        public Evaluation Evaluate(nn.Module model, EvaluationPart part)
        {
            if (part == EvaluationPart.Curve)
            {
                return stream._tasks[_current].Evaluate(model, part);
            }

            List<Evaluation> tasks = [.. _learnt[part]];
            if (tasks.Count <= _current)
            {
                tasks.Add(stream._tasks[_current].Evaluate(model, part));
            }

            return new Evaluation(tasks.Average(static task => task.Loss), tasks.Average(static task => task.Metric));
        }

        public IReadOnlyDictionary<string, double[]> Save()
        {
            Dictionary<string, double[]> saved = new() { ["current"] = [_current] };
            foreach ((EvaluationPart part, List<Evaluation> tasks) in _learnt)
            {
                saved[$"{part}/loss"] = [.. tasks.Select(static task => task.Loss)];
                saved[$"{part}/accuracy"] = [.. tasks.Select(static task => task.Metric)];
            }

            return saved;
        }

        public void Restore(IReadOnlyDictionary<string, double[]> saved)
        {
            _current = (int)saved["current"][0];
            foreach ((EvaluationPart part, List<Evaluation> tasks) in _learnt)
            {
                tasks.Clear();
                tasks.AddRange(saved[$"{part}/loss"].Zip(saved[$"{part}/accuracy"], static (loss, accuracy) => new Evaluation(loss, accuracy)));
            }
        }

        public void Dispose() => Array.ForEach(_batches, static batches => batches.Dispose());
    }
}
