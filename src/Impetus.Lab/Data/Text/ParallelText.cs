namespace Impetus.Lab.Data.Text;

/// <summary>Sentences in two languages.</summary>
/// <param name="Training">What the optimizer sees.</param>
/// <param name="Validation">What learning rates are judged by.</param>
/// <param name="Test">Touched once per run, after the last step.</param>
public sealed record ParallelText(
    IReadOnlyList<SentencePair> Training,
    IReadOnlyList<SentencePair> Validation,
    IReadOnlyList<SentencePair> Test);
