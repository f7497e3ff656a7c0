using Impetus.Lab.Data;
using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Experiments.Training;

/// <summary>How good a classifier is on a set.</summary>
/// <param name="Loss">Mean cross entropy.</param>
/// <param name="Accuracy">Share of the set whose largest score is at the true class (0 to 1).</param>
internal readonly record struct Evaluation(double Loss, double Accuracy)
{
    private const int BatchSize = 500;

    /// <summary>Evaluates a model on a whole set, in evaluation mode and without recording gradients.</summary>
    public static Evaluation Of(Module model, LabelledImages images, ImageNormalization normalization)
    {
        ImageBatches batches = new(images, normalization);
        int[] positions = [.. Enumerable.Range(0, images.Count)];
        double loss = 0;
        long correct = 0;
        model.Evaluate();
        using (Engine.NoGradient())
        {
            foreach (int[] part in positions.Chunk(BatchSize))
            {
                using DisposeScope scope = new();
                (Tensor values, Tensor labels) = batches.At(part);
                Tensor scores = model.Forward(values);
                loss += Losses.CrossEntropy(scores, labels).Item() * part.Length;
                correct += Torch.Accuracy.CountCorrect(scores, labels);
            }
        }

        model.Train();
        return new Evaluation(loss / images.Count, (double)correct / images.Count);
    }
}
