using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>A drawing as an SVG file of its own, which carries its style sheet, and the way back into a page that has one.</summary>
internal static class FigureDocument
{
    private const string Start = "<style>";
    private const string End = "</style>";

    /// <summary>The file's text.</summary>
    public static string Of(Markup drawing)
    {
        string text = drawing.ToString();
        int content = text.IndexOf('>', StringComparison.Ordinal) + 1;
        return $"{text[..content]}\n{Start}\n{EmbeddedText.Read("figure.css")}{End}{text[content..]}\n";
    }

    /// <summary>The drawing without its style sheet.</summary>
    public static Markup Drawing(string document)
    {
        int start = document.IndexOf(Start, StringComparison.Ordinal), end = document.IndexOf(End, StringComparison.Ordinal);
        return Markup.Trusted(start < 0 || end < start ? document : document[..start] + document[(end + End.Length)..]);
    }
}
