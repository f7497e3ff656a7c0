using Impetus.Torch;
using static TorchSharp.torch;

namespace Impetus.Lab.Tasks;

/// <summary>How often a classifier is right.</summary>
internal static class Accuracy
{
    /// <summary>How many of a batch have their largest score at the true class.</summary>
    /// <param name="scores">Scores (batch, classes).</param>
    /// <param name="labels">True classes (batch).</param>
    public static long CountCorrect(Tensor scores, Tensor labels)
    {
        using Tensor predictions = scores.argmax(1), hits = predictions.eq(labels), count = hits.sum();
        return count.ReadInt64();
    }
}
