using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Impetus.Torch.Tests;

/// <summary>
/// The setting of TorchSharp's own tests of training: two linear layers, ReLU between them, random inputs and targets, the sum of squared
/// errors. Two programs that differ in the line that makes the optimizer run side by side.
/// </summary>
internal sealed class TorchScenario : IDisposable
{
    private const int Inputs = 200, Hidden = 50, Outputs = 10, Batch = 32;

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _inputs, _targets;

    public TorchScenario()
    {
        manual_seed(4711);
        (First, Second) = (nn.Linear(Inputs, Hidden), nn.Linear(Hidden, Outputs));
        Model = nn.Sequential(("lin1", First), ("relu1", nn.ReLU()), ("lin2", Second));
        (_inputs, _targets) = (rand(Batch, Inputs), rand(Batch, Outputs));
    }

    public Linear First { get; }

    public Linear Second { get; }

    public Sequential Model { get; }

    /// <summary>Trains, and gives what can be seen of each step: the loss before it, and the rates and momenta of all groups after it.</summary>
    public List<Seen> Train(optim.Optimizer optimizer, optim.lr_scheduler.LRScheduler? scheduler, int steps, bool maximize)
    {
        List<Seen> seen = [];
        for (int step = 0; step < steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor loss = nn.functional.mse_loss(Model.call(_inputs), _targets, nn.Reduction.Sum) * (maximize ? -1 : 1);
            double value = loss.ToDouble();
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            if (scheduler is optim.lr_scheduler.impl.ReduceLROnPlateau)
            {
                scheduler.step(value);
            }
            else
            {
                scheduler?.step();
            }

            seen.Add(new(value, [.. optimizer.ParamGroups.Select(static group => group.LearningRate)], [.. optimizer.ParamGroups.Select(MomentumOf)]));
        }

        return seen;
    }

    public void Dispose()
    {
        Model.Dispose();
        _scope.Dispose();
    }

    private static double MomentumOf(optim.ILearningRateController group) => group switch
    {
        optim.IBetas betas => betas.Betas.Item1,
        optim.IMomentum momentum => momentum.Momentum,
        _ => double.NaN,
    };

    internal sealed record Seen(double Loss, double[] Rates, double[] Momenta);
}
