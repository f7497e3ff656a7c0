using Impetus.Lab.Data;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks;

/// <summary>A task with its data at hand, cut to the size of a budget. Serves any number of runs, one after the other.</summary>
public interface ILoadedTask : IDisposable
{
    /// <summary>Examples in use.</summary>
    ExampleCounts Examples { get; }

    /// <summary>Which data this is; null where the task's name says it.</summary>
    DataIdentity? Data => null;

    /// <summary>Batches of one pass over the training part.</summary>
    int StepsPerEpoch { get; }

    /// <summary>Makes the model, not yet initialised. Call <see cref="Models.Initialization.Initialize"/> on it.</summary>
    nn.Module CreateModel();

    /// <summary>The training batches of one run.</summary>
    /// <param name="seed">The run's seed.</param>
    ITrainingBatches Batches(ulong seed);

    /// <summary>The same data in another order. Only where the seed decides over more than the order is there a difference.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="order">The seed of the order.</param>
    ITrainingBatches Batches(ulong seed, ulong order) => Batches(order);

    /// <summary>
    /// Evaluates a model on a part, in evaluation mode and without recording gradients. Leaves the model in training mode.
    /// Always the same examples in the same order.
    /// </summary>
    Evaluation Evaluate(nn.Module model, EvaluationPart part);
}
