using System.Globalization;
using System.Text;

namespace Impetus.Lab.Models.Encoders.Tokenizers;

/// <summary>
/// What BERT does to a text before it is cut into words (Devlin et al. 2019, released code): every white space is a space, and where
/// there are no capitals there are no accents either. The library's own way to take accents off asks the system for Unicode's
/// decompositions, which this program does not have there (it runs without ICU), and it takes tabs away instead of reading them as spaces.
/// </summary>
internal static class BertText
{
    private const char FirstSyllable = '\uAC00', LastSyllable = '\uD7A3';
    private const int Vowels = 21, Finals = 28;

    // Canonical decompositions without their non-spacing marks: the number of a character, a tab, those of what stays of it.
    private static readonly Lazy<Dictionary<Rune, Rune[]>> Decompositions = new(Read);

    /// <summary>The text as the tokenizer is to see it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hasAccents">Whether accents stay.</param>
    public static string Clean(string text, bool hasAccents)
    {
        StringBuilder cleaned = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                cleaned.Append(' ');
            }
            else if (hasAccents || rune.IsAscii)
            {
                cleaned.Append(rune);
            }
            else if (rune.Value is >= FirstSyllable and <= LastSyllable)
            {
                AppendLetters(cleaned, rune.Value - FirstSyllable);
            }
            else if (Decompositions.Value.TryGetValue(rune, out Rune[]? parts))
            {
                Array.ForEach(parts, part => cleaned.Append(part));
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                cleaned.Append(rune);
            }
        }

        return cleaned.ToString();
    }

    // Syllables of Hangul are numbered by their letters.
    private static void AppendLetters(StringBuilder text, int syllable)
    {
        text.Append((char)(0x1100 + (syllable / (Vowels * Finals)))).Append((char)(0x1161 + (syllable / Finals % Vowels)));
        if (syllable % Finals is > 0 and int last)
        {
            text.Append((char)(0x11A7 + last));
        }
    }

    private static Dictionary<Rune, Rune[]> Read()
    {
        using StreamReader table = new(typeof(BertText).Assembly.GetManifestResourceStream("decompositions.tsv")!);
        Dictionary<Rune, Rune[]> parts = [];
        while (table.ReadLine() is { } line)
        {
            string[] cells = line.Split('\t');
            parts[Number(cells[0])] = Array.ConvertAll(cells[1].Split(' ', StringSplitOptions.RemoveEmptyEntries), Number);
        }

        return parts;
    }

    private static Rune Number(string hexadecimal) => new(int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
