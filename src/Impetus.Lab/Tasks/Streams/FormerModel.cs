using Impetus.Torch;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks.Streams;

/// <summary>
/// The model as it was before an experience, which learning without forgetting (Li and Hoiem 2017) holds the present one to: the
/// distance of their scores, both softened by a temperature.
/// </summary>
/// <param name="model">A model of the same kind; its weights are replaced.</param>
internal sealed class FormerModel(nn.Module model) : IDisposable
{
    private const double Temperature = 2;
    private const string Prefix = "former/";

    /// <summary>Whether there is an experience behind it.</summary>
    public bool HasLearnt { get; private set; }

    /// <summary>Takes over the weights and running statistics of the present model.</summary>
    public void TakeOver(nn.Module present)
    {
        using IDisposable constants = no_grad();
        foreach ((Tensor own, Tensor other) in Tensors(model).Zip(Tensors(present)))
        {
            own.copy_(other);
        }

        HasLearnt = true;
    }

    /// <summary>How far the present scores are from those of this model: T² KL(former ‖ present), a mean over the batch.</summary>
    /// <param name="values">The images.</param>
    /// <param name="scores">The present model's scores.</param>
    public Tensor Distance(Tensor values, Tensor scores)
    {
        model.eval();
        Tensor before;
        using (no_grad())
        {
            before = nn.functional.softmax(((nn.Module<Tensor, Tensor>)model).call(values).Over(Temperature), 1);
        }

        Tensor now = nn.functional.log_softmax(scores.Over(Temperature), 1);
        return (before * (before.AtLeast(1e-12).log() - now)).sum(1).mean().Times(Temperature * Temperature);
    }

    /// <summary>Adds what there is to remember.</summary>
    public void Save(Dictionary<string, double[]> saved)
    {
        if (HasLearnt)
        {
            foreach ((int place, Tensor tensor) in Tensors(model).Index())
            {
                using Tensor wide = tensor.detach().to(ScalarType.Float64);
                saved[$"{Prefix}{place}"] = wide.ToArray<double>();
            }
        }
    }

    /// <summary>Goes on from what was saved.</summary>
    public void Restore(IReadOnlyDictionary<string, double[]> saved)
    {
        using IDisposable constants = no_grad();
        foreach ((int place, Tensor tensor) in Tensors(model).Index())
        {
            if (saved.TryGetValue($"{Prefix}{place}", out double[]? values))
            {
                using Tensor flat = TensorValues.Copy<double>(values);
                using Tensor shaped = flat.reshape(tensor.shape);
                tensor.copy_(shaped);
                HasLearnt = true;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => model.Dispose();

    private static IEnumerable<Tensor> Tensors(nn.Module module) => module.parameters().Concat(module.buffers());
}
