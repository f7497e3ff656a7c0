namespace Impetus.Report.Html;

/// <summary>
/// A piece of HTML or SVG that is safe to put into a page: text that entered it through interpolation was escaped on the way.
/// </summary>
public readonly struct Markup
{
    private readonly string? _text;

    private Markup(string text) => _text = text;

    /// <summary>No markup at all.</summary>
    public static Markup Empty => default;

    /// <summary>Builds markup from an interpolated string: the literal parts are markup, the holes are text and get escaped.</summary>
    /// <param name="interpolation">The interpolated string; a hole that is itself <see cref="Markup"/> enters as it is.</param>
    public static Markup Of(MarkupInterpolation interpolation) => new(interpolation.Build());

    /// <summary>Takes a string as markup, unescaped. Only for text that this library wrote or embeds.</summary>
    public static Markup Trusted(string markup) => new(markup);

    /// <summary>Concatenates pieces.</summary>
    public static Markup Join(IEnumerable<Markup> pieces) => new(string.Concat(pieces));

    /// <summary>The markup itself.</summary>
    public override string ToString() => _text ?? "";
}
