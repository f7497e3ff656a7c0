using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>Axes, marks between them and a legend below, drawn as one SVG element that scales with the page.</summary>
public sealed record Figure
{
    /// <summary>Size of all text in pixels.</summary>
    public const double FontSize = 12;

    private const double AxisGap = 8;
    private const double Overhang = 7;
    private const int LongestLabel = 36;

    /// <summary>What the figure shows, for readers who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>The lower side.</summary>
    public required Axis Horizontal { get; init; }

    /// <summary>The left side; its title stands above it, so that it reads without turning the head.</summary>
    public required Axis Vertical { get; init; }

    /// <summary>What is drawn, from the back to the front.</summary>
    public required IReadOnlyList<IMark> Marks { get; init; }

    /// <summary>The names of the series, where they need one.</summary>
    public Legend? Legend { get; init; }

    /// <summary>Width in pixels at natural size.</summary>
    public double Width { get; init; } = 920;

    /// <summary>Height of the area between the axes in pixels at natural size.</summary>
    public double PlotHeight { get; init; } = 320;

    /// <summary>The figure as an SVG element.</summary>
    public Markup Draw()
    {
        double left = AxisGap + 2 + Vertical.Scale.Ticks.Select(tick => TextWidth.Of(Label(tick))).DefaultIfEmpty().Max();
        double right = Math.Max(12, Horizontal.Scale.Ticks.Select(tick => TextWidth.Of(tick.Label) / 2).DefaultIfEmpty().Max());
        double top = Vertical.Title.Length > 0 ? 30 : 8;
        double bottom = Horizontal.Title.Length > 0 ? 48 : 28;
        PlotArea area = new(Width - left - right, PlotHeight, Horizontal.Scale, Vertical.Scale);
        double height = top + PlotHeight + bottom + (Legend is null ? 0 : 8 + Legend.Height(area.Width));
        return Markup.Of(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" role="img" aria-label="{Description}">
            <text class="axis-title" x="0" y="12">{Vertical.Title}</text>
            <g transform="translate({left} {top})">
            {DrawVertical(area)}
            {DrawHorizontal(area)}
            <svg x="{-Overhang}" y="{-Overhang}" width="{area.Width + (2 * Overhang)}" height="{area.Height + (2 * Overhang)}" viewBox="{-Overhang} {-Overhang} {area.Width + (2 * Overhang)} {area.Height + (2 * Overhang)}">
            {Marks.Select(mark => mark.Draw(area))}
            </svg>
            <text class="axis-title" x="{area.Width / 2}" y="{area.Height + 40}" text-anchor="middle">{Horizontal.Title}</text>
            <g transform="translate(0 {area.Height + bottom + 8})">{Legend?.Draw(area.Width) ?? Markup.Empty}</g>
            </g>
            </svg>
            """);
    }

    private static IEnumerable<Markup> DrawVertical(PlotArea area) => area.Vertical.Ticks.Select(tick => Markup.Of(
        $"""<path class="grid" d="M0 {area.Y(tick.Value)}H{area.Width}"/><text x="{-AxisGap}" y="{area.Y(tick.Value)}" dy="0.35em" text-anchor="end">{Label(tick)}</text>"""));

    private static IEnumerable<Markup> DrawHorizontal(PlotArea area) => area.Horizontal.Ticks.Select(tick => Markup.Of(
        $"""<path class="grid" d="M{area.X(tick.Value)} 0V{area.Height}"/><text x="{area.X(tick.Value)}" y="{area.Height + 18}" text-anchor="middle">{tick.Label}</text>"""));

    private static string Label(Tick tick) => TextWidth.Shortened(tick.Label, LongestLabel);
}
