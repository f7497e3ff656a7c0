namespace Impetus.Torch;

/// <summary>Losses of classifiers.</summary>
public static class Losses
{
    private const int MeanReduction = 1;
    private const int IgnoreNoLabel = -100;

    /// <summary>Mean over the batch of −log softmax of the true class.</summary>
    /// <param name="scores">Unnormalised scores, (batch, classes).</param>
    /// <param name="labels">True classes, (batch), of type <see cref="ScalarType.Int64"/>.</param>
    /// <param name="labelSmoothing">Share of the target that is spread evenly over all classes, in [0, 1).</param>
    /// <returns>A scalar.</returns>
    public static Tensor CrossEntropy(Tensor scores, Tensor labels, double labelSmoothing = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(labelSmoothing);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(labelSmoothing, 1);
        // Three digits are enough for a score, not for the logarithm of a sum over thousands of them.
        Tensor exact = scores.ScalarType == ScalarType.BFloat16 ? scores.To(ScalarType.Float32) : scores;
        return Operators.CrossEntropy.Call(exact, labels, OperatorArgument.None, MeanReduction, IgnoreNoLabel, labelSmoothing);
    }
}
