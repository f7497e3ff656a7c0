using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>Two axes and the marks between them: one part of a figure.</summary>
/// <param name="Title">What tells it from the others; empty for a panel that stands alone.</param>
/// <param name="Horizontal">The lower side.</param>
/// <param name="Vertical">The left side; its title stands above it, so that it reads without turning the head.</param>
/// <param name="Marks">What is drawn, from the back to the front.</param>
public sealed record Panel(string Title, Axis Horizontal, Axis Vertical, IReadOnlyList<IMark> Marks)
{
    private const double AxisGap = 8;
    private const double Overhang = 7;
    private const double LineHeight = 22;
    private const int LongestLabel = 50;

    /// <summary>The room that labels need beside the area.</summary>
    internal double Left => AxisGap + 2 + Vertical.Scale.Ticks.Select(tick => TextWidth.Of(Label(tick))).DefaultIfEmpty().Max();

    /// <summary>The room that labels need on the other side.</summary>
    internal double Right => Math.Max(12, Horizontal.Scale.Ticks.Select(tick => TextWidth.Of(tick.Label) / 2).DefaultIfEmpty().Max());

    /// <summary>The room that titles need above the area.</summary>
    internal double Top => 8 + (LineHeight * ((Title.Length > 0 ? 1 : 0) + (Vertical.Title.Length > 0 ? 1 : 0)));

    /// <summary>The room that labels and the title need below the area.</summary>
    internal double Bottom => Horizontal.Title.Length > 0 ? 48 : 28;

    /// <summary>Draws it.</summary>
    /// <param name="left">The room beside the area; at least <see cref="Left"/>.</param>
    /// <param name="top">The room above the area; at least <see cref="Top"/>.</param>
    /// <param name="width">Width of the area in pixels.</param>
    /// <param name="height">Height of the area in pixels.</param>
    internal Markup Draw(double left, double top, double width, double height)
    {
        PlotArea area = new(width, height, Horizontal.Scale, Vertical.Scale);
        return Markup.Of(
            $"""
            <text class="axis-title" x="0" y="{top - 18}">{Vertical.Title}</text>
            <g transform="translate({left} {top})">
            <text class="panel-title" x="{width / 2}" y="{12 - top}" text-anchor="middle">{Title}</text>
            {DrawVertical(area)}
            {DrawHorizontal(area)}
            <svg x="{-Overhang}" y="{-Overhang}" width="{width + (2 * Overhang)}" height="{height + (2 * Overhang)}" viewBox="{-Overhang} {-Overhang} {width + (2 * Overhang)} {height + (2 * Overhang)}">
            {Marks.Select(mark => mark.Draw(area))}
            </svg>
            <text class="axis-title" x="{width / 2}" y="{height + 40}" text-anchor="middle">{Horizontal.Title}</text>
            </g>
            """);
    }

    private static IEnumerable<Markup> DrawVertical(PlotArea area) => area.Vertical.Ticks.Select(tick => Markup.Of(
        $"""<path class="grid" d="M0 {area.Y(tick.Value)}H{area.Width}"/><text x="{-AxisGap}" y="{area.Y(tick.Value)}" dy="0.35em" text-anchor="end">{Label(tick)}</text>"""));

    private static IEnumerable<Markup> DrawHorizontal(PlotArea area) => area.Horizontal.Ticks.Select(tick => Markup.Of(
        $"""<path class="grid" d="M{area.X(tick.Value)} 0V{area.Height}"/><text x="{area.X(tick.Value)}" y="{area.Height + 18}" text-anchor="middle">{tick.Label}</text>"""));

    private static string Label(Tick tick) => TextWidth.Shortened(tick.Label, LongestLabel);
}
