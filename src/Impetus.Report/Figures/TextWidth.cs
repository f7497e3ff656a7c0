using System.Globalization;

namespace Impetus.Report.Figures;

/// <summary>How much room words need, without a font at hand: the widths of a generous sans-serif font.</summary>
internal static class TextWidth
{
    private const string NarrowLetters = "ijlftrI.,:;'|!()[]";
    private const string WideLetters = "mwMW@%";

    /// <summary>Pixels that a line of text takes at most, nearly always.</summary>
    public static double Of(string text, double fontSize = Figure.FontSize) =>
        fontSize * text.Sum(OfLetter);

    /// <summary>The text, shortened with an ellipsis if it has more characters than allowed.</summary>
    public static string Shortened(string text, int longest)
    {
        StringInfo characters = new(text);
        return characters.LengthInTextElements <= longest ? text : characters.SubstringByTextElements(0, longest - 1) + "…";
    }

    private static double OfLetter(char letter) => letter switch
    {
        _ when NarrowLetters.Contains(letter) => 0.42,
        _ when WideLetters.Contains(letter) => 0.99,
        < '\u2E80' => 0.64,
        _ => 1.05,
    };
}
