using Impetus.Lab.Data;
using Impetus.Lab.Models;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training.Distributed;
using Impetus.Torch;
using Impetus.Wrappers;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Training;

/// <summary>What a run trains: the model with its parameters in an arena, the optimizer, and the batches.</summary>
internal sealed class TrainingModel : IDisposable
{
    private readonly TrainingSettings _settings;
    private readonly ParameterSet _parameters;
    private readonly IEvaluationWeights? _average;

    /// <summary>Makes the model with its initial weights, and the optimizer.</summary>
    public TrainingModel(TrainingSettings settings)
    {
        _settings = settings;
        Module = settings.Task.CreateModel();
        Module.Initialize((ulong)settings.Seed);
        bool isWhole = Module.parameters().All(static parameter => parameter.requires_grad);    // else frozen ones stay out
        Arena = isWhole ? new ParameterArena(Module) : new ParameterArena(Module.named_parameters().Where(static named => named.parameter.requires_grad));
        _parameters = Arena.CreateParameterSet();
        Batches = settings.Task.Batches((ulong)settings.Seed, (ulong)(settings.OrderSeed ?? settings.Seed));
        if (settings.Sharing is { } sharing)
        {
            if (sharing.Shards)
            {
                _parameters.ShardAmong(sharing.Processes);
            }

            Parallel = new ParallelTraining(sharing.Processes, sharing.BatchSize, Module, _parameters, Batches);
        }

        Optimizer = CreateOptimizer(settings, _parameters);
        _average = AverageWithin(Optimizer);
    }

    /// <summary>The model, in training mode.</summary>
    public nn.Module Module { get; }

    /// <summary>Its parameters and gradients.</summary>
    public ParameterArena Arena { get; }

    /// <summary>The optimizer with its wrappers.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>The run's batches.</summary>
    public ITrainingBatches Batches { get; }

    /// <summary>What is done otherwise where several processes train the model; null where this one does alone.</summary>
    public ParallelTraining? Parallel { get; }

    /// <summary>Fills in the gradients of a batch and gives its loss.</summary>
    /// <exception cref="NotFiniteNumberException">The loss is not finite, and the policy is to throw.</exception>
    public double EvaluateGradient(long batch)
    {
        Arena.ZeroGradients();
        using Tensor loss = Forward(batch);
        double value = Parallel?.Whole(loss.ReadDouble(), batch) ?? loss.ReadDouble();
        if (!double.IsFinite(value) && Optimizer.Options.NonFinite == NonFinitePolicy.Throw)
        {
            throw new NotFiniteNumberException($"The loss of step {batch + 1} is not finite: lower the learning rate or clip gradients.", value);
        }

        if (Parallel is null)
        {
            loss.backward();
        }
        else
        {
            Parallel.Differentiate(loss, batch);
        }

        return value;
    }

    /// <summary>
    /// Seeds the engine's random numbers for a step: dropout then depends on seed and step alone, and a run that goes on
    /// needs no saved generator.
    /// </summary>
    public void SeedStep(long step)
    {
        ulong seed = DeterministicRandom.For((ulong)(_settings.OrderSeed ?? _settings.Seed), (ulong)step).NextBits();
        using Generator generator = manual_seed(unchecked((long)seed));
    }

    /// <summary>Whether a step of a task's network takes random numbers from the engine, which has one generator for the whole process.</summary>
    public static bool DrawsRandomNumbers(ILoadedTask task)
    {
        using nn.Module module = task.CreateModel();
        using ITrainingBatches batches = task.Batches(seed: 0);
        using DisposeScope scope = NewDisposeScope();
        using (no_grad())
        {
            Tensor before = random.get_rng_state();
            batches.Loss(module, 0);
            return !random.get_rng_state().equal(before).all().item<bool>();
        }
    }

    /// <summary>Evaluates the model; where the optimizer keeps an average of the weights, with that.</summary>
    public Evaluation Evaluate(EvaluationPart part) => WithAverage(() =>
        Batches is IStreamBatches stream ? stream.Evaluate(Module, part) : _settings.Task.Evaluate(Module, part));

    /// <summary>Does something with the average in the place of the weights, where the optimizer keeps one.</summary>
    public TResult WithAverage<TResult>(Func<TResult> use)
    {
        _average?.Swap();
        try
        {
            return use();
        }
        finally
        {
            _average?.Swap();
        }
    }

    /// <summary>Takes over weights, buffers, and the state of optimizer and batches of a model of the same task and optimizer.</summary>
    public void CopyFrom(TrainingModel other)
    {
        Arena.RestoreValues<float>(other.Arena.CopyValues<float>());
        foreach ((Tensor own, Tensor theirs) in Module.buffers().Zip(other.Module.buffers()))
        {
            own.copy_(theirs);
        }

        // A hidden state that goes from batch to batch, or what a stream of tasks has counted.
        if (other.Batches is IRunState source)
        {
            ((IRunState)Batches).Restore(source.Save());
        }

        string state = Path.Combine(Path.GetTempPath(), $"impetus-{Guid.NewGuid():N}.safetensors");
        try
        {
            other.Optimizer.Save(state);
            Optimizer.Load(state);
        }
        finally
        {
            File.Delete(state);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Parallel?.Dispose();
        Batches.Dispose();
        Optimizer.Dispose();
        _parameters.Dispose();
        Arena.Dispose();
        Module.Dispose();
    }

    // The scope ends before the backward pass: what that needs, the graph of the loss holds and frees as it goes.
    private Tensor Forward(long batch)
    {
        using DisposeScope scope = NewDisposeScope();
        if (_settings.Precision == Precision.Single)
        {
            return Batches.Loss(Module, batch).DetachFromDisposeScope();
        }

        // Closed before the backward pass, and before anything moves the weights.
        using BFloat16Scope products = BFloat16Scope.Open();
        return Batches.Loss(Module, batch).DetachFromDisposeScope();
    }

    private static IEvaluationWeights? AverageWithin(Optimizer optimizer) => optimizer switch
    {
        IEvaluationWeights average => average,
        OptimizerWrapper wrapper => AverageWithin(wrapper.Inner),
        _ => null,
    };

    private static Optimizer CreateOptimizer(TrainingSettings settings, ParameterSet parameters)
    {
        try
        {
            Optimizer optimizer = OptimizerSpecification.Parse(settings.Optimizer).Create(parameters, options =>
            {
                options.LearningRate = settings.LearningRate;
                options.Threads = settings.OptimizerThreads;
                options.NonFinite = settings.NonFinite ?? options.NonFinite;
                options.ClipNorm = options.ClipValue is null ? options.ClipNorm ?? settings.ClipNorm : options.ClipNorm;
            });
            return HyperparameterCourses.Around(optimizer, settings.Schedule, settings.Steps);
        }
        catch (ArgumentException error)
        {
            // Groups that leave a parameter of the model out, for instance.
            throw new LabException($"{settings.Optimizer} does not fit the model: {error.Message}", error);
        }
    }
}
