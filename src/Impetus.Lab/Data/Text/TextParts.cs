using System.Text;

namespace Impetus.Lab.Data.Text;

/// <summary>A text in its three parts.</summary>
/// <param name="Training">What the optimizer sees.</param>
/// <param name="Validation">What learning rates are judged by.</param>
/// <param name="Test">Touched once per run, after the last step.</param>
public sealed record TextParts(string Training, string Validation, string Test)
{
    /// <summary>Turns all parts into tokens.</summary>
    /// <param name="vocabularyOf">Makes a vocabulary from the training part, for instance <c>text => WordVocabulary.Of(text)</c>.</param>
    public TokenizedText Tokenize(Func<string, IVocabulary> vocabularyOf)
    {
        IVocabulary vocabulary = vocabularyOf(Training);
        return new(vocabulary, Encode(Training), Encode(Validation), Encode(Test));

        TokenSequence Encode(string text) => new(vocabulary.Encode(text), Encoding.UTF8.GetByteCount(text));
    }
}
