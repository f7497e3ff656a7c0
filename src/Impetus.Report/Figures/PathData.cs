using System.Globalization;
using System.Text;

namespace Impetus.Report.Figures;

/// <summary>The <c>d</c> attribute of an SVG path through points, in pixels.</summary>
internal static class PathData
{
    // SVG renderers lose precision or give up far outside the picture; a diverging curve leaves it at this distance all the same.
    private const double Farthest = 1e4;

    /// <summary>A line through points, interrupted where a coordinate is NaN. A point between two gaps becomes a dot (with round caps).</summary>
    public static string Line(IEnumerable<(double X, double Y)> points)
    {
        StringBuilder path = new();
        bool penDown = false;
        bool alone = false;
        foreach ((double x, double y) in points)
        {
            bool visible = !double.IsNaN(x) && !double.IsNaN(y);
            if (!visible && alone)
            {
                path.Append("h0");
            }

            if (visible)
            {
                path.Append(penDown ? 'L' : 'M').Append(Pixels(x)).Append(' ').Append(Pixels(y));
            }

            alone = visible && !penDown;
            penDown = visible;
        }

        return path.Append(alone ? "h0" : "").ToString();
    }

    /// <summary>One closed outline for each run of points without a gap: along the upper side and back along the lower one.</summary>
    public static string Band(IEnumerable<(double X, double Upper, double Lower)> points)
    {
        StringBuilder path = new();
        List<(double X, double Upper, double Lower)> run = [];
        foreach ((double X, double Upper, double Lower) point in points.Append((double.NaN, double.NaN, double.NaN)))
        {
            if (!double.IsNaN(point.X) && !double.IsNaN(point.Upper) && !double.IsNaN(point.Lower))
            {
                run.Add(point);
                continue;
            }

            if (run.Count > 1)
            {
                IEnumerable<(double, double)> there = run.Select(p => (p.X, p.Upper));
                IEnumerable<(double, double)> back = Enumerable.Reverse(run).Select(p => (p.X, p.Lower));
                path.Append(Line(there.Concat(back))).Append('Z');
            }

            run.Clear();
        }

        return path.ToString();
    }

    private static string Pixels(double value) =>
        Math.Clamp(value, -Farthest, Farthest).ToString("0.#", CultureInfo.InvariantCulture);
}
