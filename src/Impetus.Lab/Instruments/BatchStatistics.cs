using Impetus.Torch;
using Impetus.Torch.Modules;

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
    public static void Measure(Module model, int batches, Action<int> forward)
    {
        BatchNormalization2d[] normalizations = [.. Below(model).OfType<BatchNormalization2d>()];
        if (normalizations.Length == 0)
        {
            return;
        }

        double[] momenta = [.. normalizations.Select(static part => part.Momentum)];
        bool wasTraining = model.IsTraining;
        model.Train();
        try
        {
            using NoGradientScope noGradient = Engine.NoGradient();
            for (int batch = 0; batch < batches; batch++)
            {
                // With shares of 1, 1/2, 1/3, … in the average, the old value is forgotten and every batch counts alike.
                Array.ForEach(normalizations, part => part.Momentum = 1.0 / (batch + 1));
                using DisposeScope scope = new();
                forward(batch);
            }
        }
        finally
        {
            foreach ((BatchNormalization2d part, double momentum) in normalizations.Zip(momenta))
            {
                part.Momentum = momentum;
            }

            if (!wasTraining)
            {
                model.Evaluate();
            }
        }
    }

    private static IEnumerable<Module> Below(Module module) =>
        module.Children.SelectMany(static child => Below(child.Module)).Prepend(module);
}
