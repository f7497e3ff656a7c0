using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>Samples of marks for a legend.</summary>
public static class Swatch
{
    /// <summary>How wide each is, in pixels.</summary>
    public const double Width = 24;

    private const double Middle = Width / 2;

    /// <summary>Of a line.</summary>
    public static Markup Line(SeriesStyle style) => Markup.Of($"""<path class="line {style.Classes}" d="M1 0H{Width - 1}"/>""");

    /// <summary>Of arrows.</summary>
    public static Markup Arrow(SeriesStyle style, bool isFaint) => Symbols.Arrow(1, 0, Width - 1, 0, style, isFaint);

    /// <summary>Of dots.</summary>
    public static Markup Dot(SeriesStyle style) => Markup.Of($"""<circle class="dot {style.Classes}" cx="{Middle}" cy="0" r="4"/>""");

    /// <summary>Of the mark at the start of trajectories.</summary>
    public static Markup Start { get; } = Symbols.Start(Middle, 0, "neutral");

    /// <summary>Of the mark at the end of trajectories.</summary>
    public static Markup End { get; } = Symbols.End(Middle, 0, "neutral");

    /// <summary>Of a target.</summary>
    public static Markup Star { get; } = Symbols.Star(Middle, 0);
}
