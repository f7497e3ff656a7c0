using Impetus.Distributed;
using Impetus.Lab.Models.Layers;
using Impetus.Lab.Tasks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Impetus.Lab.Training.Distributed;

/// <summary>
/// Layers for which an example is not alone: what they do to the part of a batch that a process has is what one process would do to these
/// examples within the whole batch. Batch normalisation counts all examples; what is dropped is drawn for all, in every process the same, and
/// each takes its part of it.
/// </summary>
internal static class WholeBatchLayers
{
    /// <summary>Has the layers of a model see the whole batch while they train.</summary>
    /// <param name="model">The model.</param>
    /// <param name="processes">The processes.</param>
    /// <param name="part">The part of this one.</param>
    /// <exception cref="LabException">A layer cannot.</exception>
    public static void Prepare(nn.Module model, IProcessGroup processes, BatchPart part)
    {
        nn.Module[] layers = [.. model.modules().Prepend(model)];
        // Around recurrent layers the batch is not the first dimension.
        bool drops = layers.Any(static layer => layer is Dropout { p: > 0 });
        foreach (nn.Module layer in layers)
        {
            switch (layer)
            {
                case Dropout { p: 0 }:
                case LSTM or GRU or RNN when !drops && !IsStacked(layer):
                    break;
                case BatchNorm normalization:
                    Replace(normalization, static input => input.narrow(0, 0, 1), (input, _) => BatchNormalization.Apply(normalization, input, processes), isIdle: true);
                    break;
                case Dropout or Dropout1d or Dropout2d or Dropout3d:
                    Drop((nn.Module<Tensor, Tensor>)layer, part, static input => input.shape);
                    break;
                case StochasticDepth depth:
                    Drop(depth, part, static input => [input.shape[0], .. Enumerable.Repeat(1L, (int)input.dim() - 1)]);
                    break;
                case AlphaDropout or FeatureAlphaDropout or LSTM or GRU or RNN or MultiheadAttention:
                    throw new LabException(
                        $"--data-parallel cannot train a model with {layer.GetType().Name}, which may draw numbers for the whole batch that its parts cannot share: train it in one process.").KnownToAll();
            }
        }
    }

    // Between recurrent layers libtorch drops on its own; behind a single one it does not.
    private static bool IsStacked(nn.Module recurrent) => recurrent.named_parameters().Any(static named => named.name.StartsWith("weight_ih_l1", StringComparison.Ordinal));

    // The layer draws for a batch of ones of the whole size, and so draws what it would for the batch.
    private static void Drop(nn.Module<Tensor, Tensor> layer, BatchPart part, Func<Tensor, long[]> shapeOf) => Replace(
        layer,
        input =>
        {
            long[] shape = shapeOf(input);
            (long rows, long rest) = Math.DivRem(shape[0], part.Count);
            shape[0] = rest == 0 ? rows * part.Total : throw new LabException(
                $"--data-parallel cannot train this model: {layer.GetType().Name} sees {input.shape[0]} rows of a part of {part.Count} examples, and what is dropped cannot be shared out. Train it in one process.");
            return ones(shape, input.dtype);
        },
        (input, factors) =>
        {
            long rows = factors.shape[0] / part.Total;
            return input * factors.narrow(0, rows * part.Offset, rows * part.Count);
        });

    // The layer's own forward pass gets something else, and its result goes through another function with the true input.
    private static void Replace(nn.Module<Tensor, Tensor> layer, Func<Tensor, Tensor> instead, Func<Tensor, Tensor, Tensor> result, bool isIdle = false)
    {
        Tensor? stored = null;
        layer.register_forward_pre_hook((_, input) =>
        {
            if (!layer.training)
            {
                return input;
            }

            stored = input;
            if (isIdle)
            {
                layer.eval();
            }

            return instead(input);
        });
        layer.register_forward_hook((_, _, output) =>
        {
            if (stored is not { } input)
            {
                return output;
            }

            stored = null;
            if (isIdle)
            {
                layer.train();
            }

            return result(input, output);
        });
    }
}
