using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>What the shades of a surface stand for: a row of boxes with the levels between them.</summary>
/// <param name="Quantity">What the surface shows.</param>
/// <param name="Levels">The levels with labels, ascending; at least one.</param>
public sealed record SurfaceKey(string Quantity, IReadOnlyList<Tick> Levels)
{
    /// <summary>The height it takes, in pixels.</summary>
    public const double Height = 40;

    private const double BoxHeight = 14;
    private const double WidestBox = 48;
    private const double LabelGap = 8;

    /// <summary>Draws it with its upper left corner at the origin.</summary>
    /// <param name="width">The room it has, in pixels.</param>
    public Markup Draw(double width)
    {
        double start = TextWidth.Of(Quantity) + 12, box = Math.Min(WidestBox, (width - start) / (Levels.Count + 1));
        double end = box * (Levels.Count + 1);
        // Labels that would touch are left out, all at the same distance.
        int stride = (int)Math.Ceiling((Levels.Max(level => TextWidth.Of(level.Label)) + LabelGap) / box);
        return Markup.Of(
            $"""
            <g class="key"><text x="0" y="12">{Quantity}</text></g>
            <g transform="translate({start} 2)">
            {Levels.Select((_, index) => Markup.Of($"""<path class="height" d="M{box * (index + 1)} 0H{end}V{BoxHeight}H{box * (index + 1)}Z"/>"""))}
            <path class="frame" d="M0 0H{end}V{BoxHeight}H0Z"/>
            {Levels.Select((level, index) => index % stride == 0 ? Markup.Of($"""<text x="{box * (index + 1)}" y="{BoxHeight + 16}" text-anchor="middle">{level.Label}</text>""") : Markup.Empty)}
            </g>
            """);
    }
}
