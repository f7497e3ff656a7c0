namespace Impetus.Lab.Tasks.Language;

/// <summary>How a language model is judged.</summary>
internal enum TextMeasure
{
    /// <summary>e to the mean loss of a token: comparable between models of one vocabulary.</summary>
    Perplexity,

    /// <summary>The mean loss in bits, over the bytes of the text instead of its tokens: comparable between vocabularies.</summary>
    BitsPerByte,
}

/// <summary>Turns mean losses into measures.</summary>
internal static class TextMeasures
{
    /// <summary>The metric of a task.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="target">The value of "steps to target".</param>
    public static Metric Metric(this TextMeasure measure, double target) =>
        new(measure == TextMeasure.Perplexity ? "perplexity" : "bits per byte", HigherIsBetter: false, Target: target);

    /// <summary>The measure of a mean loss.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="loss">Mean −ln probability of a token.</param>
    /// <param name="tokensPerByte">Tokens in a byte of the text.</param>
    public static double Of(this TextMeasure measure, double loss, double tokensPerByte) =>
        measure == TextMeasure.Perplexity ? Math.Exp(loss) : loss * tokensPerByte / Math.Log(2);
}
