using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Impetus.Report.Html;

/// <summary>Compiles <c>Markup.Of($"...")</c>: escapes every hole that is not markup already.</summary>
[InterpolatedStringHandler]
public readonly ref struct MarkupInterpolation
{
    private readonly StringBuilder _text;

    /// <summary>Called by the compiler.</summary>
    /// <param name="literalLength">Characters in the literal parts.</param>
    /// <param name="formattedCount">The number of holes.</param>
    public MarkupInterpolation(int literalLength, int formattedCount) => _text = new(literalLength + (16 * formattedCount));

    /// <summary>A literal part: markup as the author wrote it.</summary>
    public void AppendLiteral(string literal) => _text.Append(literal);

    /// <summary>A hole that is markup.</summary>
    public void AppendFormatted(Markup markup) => _text.Append(markup.ToString());

    /// <summary>A hole that is a list of markup.</summary>
    public void AppendFormatted(IEnumerable<Markup> pieces) => _text.Append(Markup.Join(pieces).ToString());

    /// <summary>A hole that is text, for an element's content or a quoted attribute.</summary>
    public void AppendFormatted(string? text) => _text.Append(WebUtility.HtmlEncode(text));

    /// <summary>A coordinate: hundredths of a pixel are finer than any screen.</summary>
    public void AppendFormatted(double coordinate) => _text.Append(coordinate.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>A count.</summary>
    public void AppendFormatted(int count) => _text.Append(count.ToString(CultureInfo.InvariantCulture));

    internal string Build() => _text.ToString();
}
