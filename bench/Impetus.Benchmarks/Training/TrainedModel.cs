using Impetus.Lab.Models;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Benchmarks.Training;

/// <summary>A model of a case with its AdamW, ready to step on the case's batch.</summary>
internal sealed class TrainedModel : IDisposable
{
    private readonly TrainingCase _case;
    private readonly nn.Module _model;
    private readonly ParameterArena _arena;
    private readonly Optimizer _optimizer;
    private readonly Tensor _inputs, _targets;

    public TrainedModel(TrainingCase trainingCase, int threads)
    {
        _case = trainingCase;
        _model = trainingCase.CreateModel();
        _model.Initialize(1);
        _arena = new ParameterArena(_model);
        Parameters = _arena.CreateParameterSet();
        _optimizer = OptimizerSpecification.Parse("adamw").Create(Parameters, options => options.Threads = threads);
        (_inputs, _targets) = trainingCase.CreateBatch();
    }

    public ParameterSet Parameters { get; }

    /// <summary>Whether products and convolutions compute in bfloat16.</summary>
    public bool UsesBFloat16 { get; init; }

    public long ParameterCount => _model.ParameterCount();

    /// <summary>Forward, backward, one step of the optimizer: as a training run does it.</summary>
    /// <returns>The loss before the step.</returns>
    public double Step()
    {
        double loss = Differentiate();
        _optimizer.Step();
        return loss;
    }

    /// <summary>One step of the optimizer, by the gradients as they are.</summary>
    public void StepAlone() => _optimizer.Step();

    /// <summary>Forward and backward: leaves the gradients for a step.</summary>
    /// <returns>The loss.</returns>
    public double Differentiate()
    {
        _arena.ZeroGradients();
        using Tensor loss = Forward();
        double value = loss.ToDouble();
        loss.backward();
        return value;
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        Parameters.Dispose();
        _arena.Dispose();
        _model.Dispose();
        _inputs.Dispose();
        _targets.Dispose();
    }

    private Tensor Forward()
    {
        using DisposeScope scope = NewDisposeScope();
        if (!UsesBFloat16)
        {
            return _case.Loss(_model, _inputs, _targets).DetachFromDisposeScope();
        }

        using BFloat16Scope products = BFloat16Scope.Open();
        return _case.Loss(_model, _inputs, _targets).DetachFromDisposeScope();
    }
}
