namespace Impetus.Lab.Data.Text;

/// <summary>Turns text into tokens, the numbers 0 to <see cref="Count"/> − 1, and back.</summary>
public interface IVocabulary
{
    /// <summary>Number of different tokens.</summary>
    int Count { get; }

    /// <summary>The tokens of a text.</summary>
    int[] Encode(string text);

    /// <summary>The text of tokens; what the vocabulary does not know is lost.</summary>
    string Decode(ReadOnlySpan<int> tokens);
}
