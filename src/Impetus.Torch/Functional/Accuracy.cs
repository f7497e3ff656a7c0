namespace Impetus.Torch;

/// <summary>How often a classifier is right.</summary>
public static class Accuracy
{
    /// <summary>How many of the batch have their largest score at the true class.</summary>
    /// <param name="scores">Scores, (batch, classes).</param>
    /// <param name="labels">True classes, (batch), of type <see cref="ScalarType.Int64"/>.</param>
    public static long CountCorrect(Tensor scores, Tensor labels)
    {
        ArgumentNullException.ThrowIfNull(scores);
        using Tensor predictions = scores.Argmax(1);
        using Tensor hits = predictions.EqualElements(labels);
        using Tensor count = hits.Sum();
        return (long)count.Item();
    }
}
