namespace Impetus.Report.Figures;

/// <summary>Fewer points for the same outline (Ramer 1972; Douglas and Peucker 1973).</summary>
public static class Simplification
{
    /// <summary>Leaves out points that lie within a tolerance of the line through those that stay; the first and the last stay.</summary>
    /// <param name="points">The line.</param>
    /// <param name="tolerance">The largest distance, above 0.</param>
    public static IReadOnlyList<(double X, double Y)> Of(IReadOnlyList<(double X, double Y)> points, double tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        if (points.Count < 3)
        {
            return points;
        }

        bool[] stays = new bool[points.Count];
        stays[0] = stays[^1] = true;
        Stack<(int First, int Last)> stretches = new([(0, points.Count - 1)]);
        while (stretches.TryPop(out (int First, int Last) stretch))
        {
            (int farthest, double distance) = (stretch.First, 0);
            for (int index = stretch.First + 1; index < stretch.Last; index++)
            {
                double own = Distance(points[index], points[stretch.First], points[stretch.Last]);
                (farthest, distance) = own > distance ? (index, own) : (farthest, distance);
            }

            if (distance > tolerance)
            {
                stays[farthest] = true;
                stretches.Push((stretch.First, farthest));
                stretches.Push((farthest, stretch.Last));
            }
        }

        return [.. points.Where((_, index) => stays[index])];
    }

    private static double Distance((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        (double x, double y) = (to.X - from.X, to.Y - from.Y);
        double squared = (x * x) + (y * y);
        double share = squared > 0 ? Math.Clamp((((point.X - from.X) * x) + ((point.Y - from.Y) * y)) / squared, 0, 1) : 0;
        return Math.Sqrt(Square(from.X + (share * x) - point.X) + Square(from.Y + (share * y) - point.Y));
    }

    private static double Square(double value) => value * value;
}
