using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>Which mark is whose: swatches with names, in columns below a figure.</summary>
/// <param name="Entries">The names and their looks, in order; long names are shortened.</param>
public sealed record Legend(IReadOnlyList<LegendEntry> Entries)
{
    private const double RowHeight = 20;
    private const double Gap = 8;
    private const double ColumnGap = 20;
    private const int LongestName = 36;

    /// <summary>A legend of lines.</summary>
    public static Legend OfLines(IEnumerable<(string Name, SeriesStyle Style)> lines)
        => new([.. lines.Select(line => new LegendEntry(line.Name, Swatch.Line(line.Style)))]);

    /// <summary>The height it takes in pixels at a width.</summary>
    public double Height(double width) => RowHeight * Math.Ceiling(Entries.Count / (double)Columns(width));

    /// <summary>Draws it with its upper left corner at the origin.</summary>
    /// <param name="width">The room it has, in pixels.</param>
    public Markup Draw(double width)
    {
        int columns = Columns(width);
        return Markup.Join(Entries.Select((entry, index) => Markup.Of(
            $"""
            <g class="key" transform="translate({index % columns * ColumnWidth} {((index / columns) + 0.5) * RowHeight})">
            {entry.Swatch}<text x="{Swatch.Width + Gap}" y="0" dy="0.35em">{TextWidth.Shortened(entry.Name, LongestName)}</text></g>
            """)));
    }

    private double ColumnWidth =>
        Swatch.Width + Gap + ColumnGap + Entries.Select(entry => TextWidth.Of(TextWidth.Shortened(entry.Name, LongestName))).DefaultIfEmpty().Max();

    private int Columns(double width) => Math.Clamp((int)(width / ColumnWidth), 1, Math.Max(1, Entries.Count));
}

/// <summary>A name and what carries it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Swatch">A sample of the mark, <see cref="Swatch.Width"/> wide, around the height 0.</param>
public sealed record LegendEntry(string Name, Markup Swatch);
