using Impetus.Report.Html;

namespace Impetus.Report.Figures;

/// <summary>Small shapes at a place, in pixels.</summary>
internal static class Symbols
{
    private const double HalfSquare = 3.5, HalfDiamond = 5.5, OuterRadius = 9, InnerRadius = 3.7;
    private const double LongestHead = 7, HeadShare = 0.45, HeadWidth = 0.4;

    /// <summary>A hollow square: where something starts.</summary>
    public static Markup Start(double x, double y, string classes)
        => Markup.Of($"""<path class="start {classes}" d="M{x - HalfSquare} {y - HalfSquare}h{2 * HalfSquare}v{2 * HalfSquare}h{-2 * HalfSquare}Z"/>""");

    /// <summary>A filled diamond: where something ends.</summary>
    public static Markup End(double x, double y, string classes)
        => Markup.Of($"""<path class="end {classes}" d="M{x - HalfDiamond} {y}L{x} {y - HalfDiamond}L{x + HalfDiamond} {y}L{x} {y + HalfDiamond}Z"/>""");

    /// <summary>A star: where things should end.</summary>
    public static Markup Star(double x, double y) => Markup.Of(
        $"""<path class="star" d="{PathData.Line(Enumerable.Range(0, 10).Select(k => Corner(x, y, k)))}Z"/>""");

    /// <summary>An arrow; its head shrinks with it.</summary>
    public static Markup Arrow(double fromX, double fromY, double toX, double toY, SeriesStyle style, bool isFaint)
    {
        double length = Math.Sqrt(((toX - fromX) * (toX - fromX)) + ((toY - fromY) * (toY - fromY)));
        if (!(length > 0))
        {
            return Markup.Empty;
        }

        double head = Math.Min(LongestHead, HeadShare * length), alongX = (toX - fromX) / length * head, alongY = (toY - fromY) / length * head;
        (double X, double Y) left = (toX - alongX - (HeadWidth * alongY), toY - alongY + (HeadWidth * alongX));
        (double X, double Y) right = (toX - alongX + (HeadWidth * alongY), toY - alongY - (HeadWidth * alongX));
        return Markup.Of(
            $"""<path class="arrow{(isFaint ? " faint" : "")} {style.Classes}" d="{PathData.Line([(fromX, fromY), (toX, toY)])}{PathData.Line([left, (toX, toY), right])}"/>""");
    }

    private static (double X, double Y) Corner(double x, double y, int index)
    {
        (double sine, double cosine) = Math.SinCos(Math.PI * index / 5);
        double radius = index % 2 == 0 ? OuterRadius : InnerRadius;
        return (x + (radius * sine), y - (radius * cosine));
    }
}
