using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Impetus.Lab.Instruments;

/// <summary>
/// The running averages of batch normalisation, measured anew: after weights have been averaged or interpolated, those
/// that training left belong to other weights.
/// </summary>
public static class BatchStatistics
{
    /// <summary>Sets the averages of every batch normalisation to their means over some batches.</summary>
    /// <param name="model">The model; its mode and weights stay as they are.</param>
    /// <param name="batches">How many batches, at least 1.</param>
    /// <param name="forward">Sends the batch with the given number, from 0, through the model.</param>
    public static void Measure(nn.Module model, int batches, Action<int> forward)
    {
        BatchNorm[] normalizations = [.. model.modules().Prepend(model).OfType<BatchNorm>()];
        if (normalizations.Length == 0)
        {
            return;
        }

        double?[] momenta = [.. normalizations.Select(static part => part.momentum)];
        bool wasTraining = model.training;
        model.train();
        try
        {
            using IDisposable constants = no_grad();
            for (int batch = 0; batch < batches; batch++)
            {
                // With shares of 1, 1/2, 1/3, … in the average, the old value is forgotten and every batch counts alike.
                Array.ForEach(normalizations, part => part.momentum = 1.0 / (batch + 1));
                using DisposeScope scope = NewDisposeScope();
                forward(batch);
            }
        }
        finally
        {
            foreach ((BatchNorm part, double? momentum) in normalizations.Zip(momenta))
            {
                part.momentum = momentum;
            }

            if (!wasTraining)
            {
                model.eval();
            }
        }
    }
}
