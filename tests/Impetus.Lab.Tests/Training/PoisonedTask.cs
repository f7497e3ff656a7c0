using Impetus.Lab.Tasks;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Training;

/// <summary>A task one of whose batches has a loss that is not a number.</summary>
internal sealed class PoisonedTask(ILoadedTask inner, long batch) : ILoadedTask
{
    public ExampleCounts Examples => inner.Examples;

    public int StepsPerEpoch => inner.StepsPerEpoch;

    public nn.Module CreateModel() => inner.CreateModel();

    public ITrainingBatches Batches(ulong seed) => new PoisonedBatches(inner.Batches(seed), batch);

    public Evaluation Evaluate(nn.Module model, EvaluationPart part) => inner.Evaluate(model, part);

    public void Dispose() => inner.Dispose();

    private sealed class PoisonedBatches(ITrainingBatches inner, long poisoned) : ITrainingBatches
    {
        public Tensor Loss(nn.Module model, long batch) => batch == poisoned ? inner.Loss(model, batch) * double.NaN : inner.Loss(model, batch);

        public void Dispose() => inner.Dispose();
    }
}
