namespace Impetus.Lab.Data.Text;

/// <summary>The parts of a text as tokens of one vocabulary.</summary>
/// <param name="Vocabulary">The vocabulary, made from the training part alone.</param>
/// <param name="Training">What the optimizer sees.</param>
/// <param name="Validation">What learning rates are judged by.</param>
/// <param name="Test">Touched once per run, after the last step.</param>
public sealed record TokenizedText(IVocabulary Vocabulary, TokenSequence Training, TokenSequence Validation, TokenSequence Test)
{
    /// <summary>Which text it is, if that is for the user to choose.</summary>
    public DataIdentity? Data { get; init; }
}
