using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Benchmarks.Training;

/// <summary>A model of a case with its AdamW, ready to step on the case's batch.</summary>
internal sealed class TrainedModel : IDisposable
{
    private readonly TrainingCase _case;
    private readonly Module _model;
    private readonly ParameterArena _arena;
    private readonly ParameterSet _parameters;
    private readonly Optimizer _optimizer;
    private readonly Tensor _inputs, _targets;

    public TrainedModel(TrainingCase trainingCase, int threads)
    {
        _case = trainingCase;
        _model = trainingCase.CreateModel();
        _model.Initialize(1);
        _arena = new ParameterArena(_model);
        _parameters = _arena.CreateParameterSet();
        _optimizer = OptimizerSpecification.Parse("adamw").Create(_parameters, options => options.Threads = threads);
        (_inputs, _targets) = trainingCase.CreateBatch();
    }

    public long ParameterCount => _model.ParameterCount;

    /// <summary>Forward, backward, one step of the optimizer: as a training run does it.</summary>
    /// <returns>The loss before the step.</returns>
    public double Step()
    {
        _arena.ZeroGradients();
        using Tensor loss = Forward();
        double value = loss.Item();
        loss.Backward();
        _optimizer.Step();
        return value;
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _parameters.Dispose();
        _arena.Dispose();
        _model.Dispose();
        _inputs.Dispose();
        _targets.Dispose();
    }

    private Tensor Forward()
    {
        using DisposeScope scope = new();
        return _case.Loss(_model, _inputs, _targets).KeepOutOfScopes();
    }
}
