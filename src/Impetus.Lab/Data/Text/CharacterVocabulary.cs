using System.Text;

namespace Impetus.Lab.Data.Text;

/// <summary>
/// Every character (Unicode scalar value) of a training text is a token, in the order of their code points. The last token
/// stands for all other characters.
/// </summary>
public sealed class CharacterVocabulary : IVocabulary
{
    private readonly Rune[] _characters;
    private readonly Dictionary<Rune, int> _tokens;

    private CharacterVocabulary(Rune[] characters)
    {
        _characters = characters;
        _tokens = characters.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
    }

    /// <inheritdoc/>
    public int Count => _characters.Length;

    /// <summary>The characters of a text, and one token more.</summary>
    /// <param name="training">The text.</param>
    public static CharacterVocabulary Of(string training)
    {
        HashSet<Rune> characters = [.. training.EnumerateRunes()];
        characters.Remove(Rune.ReplacementChar);
        return new([.. characters.Order(), Rune.ReplacementChar]);
    }

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        List<int> tokens = new(text.Length);
        foreach (Rune character in text.EnumerateRunes())
        {
            tokens.Add(_tokens.GetValueOrDefault(character, _characters.Length - 1));
        }

        return [.. tokens];
    }

    /// <inheritdoc/>
    public string Decode(ReadOnlySpan<int> tokens)
    {
        StringBuilder text = new();
        foreach (int token in tokens)
        {
            text.Append(_characters[token]);
        }

        return text.ToString();
    }
}
