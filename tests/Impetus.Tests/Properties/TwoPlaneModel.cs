namespace Impetus.Tests.Properties;

/// <summary>
/// The problem that adaptive memory solves in every step, written down as it is posed, and solved without its formulas:
/// over the displacement x, the larger of two planes, g·x and h + d·x, and two terms that hold x near the decayed point
/// and near the last displacement.
/// </summary>
internal sealed record TwoPlaneModel(double[] Gradient, double[] Memory, double Height, double Proximity)
{
    /// <summary>η of every coordinate.</summary>
    public required double[] LearningRate { get; init; }

    /// <summary>P of every coordinate.</summary>
    public required double[] Preconditioner { get; init; }

    /// <summary>μθ of every coordinate.</summary>
    public required double[] Decay { get; init; }

    /// <summary>The model at a displacement.</summary>
    public double At(double[] x) => Math.Max(Plane(x, 0), Plane(x, 1)) + Terms(x);

    /// <summary>The least of the model with the planes weighted 1 − β and β, and where it is.</summary>
    public (double Value, double[] X) Weighted(double share)
    {
        double[] x = new double[Gradient.Length];
        for (int i = 0; i < x.Length; i++)
        {
            int coordinate = i;
            double slope = (1 - share) * Gradient[i] + share * Memory[i];
            x[i] = Vertex(-1, 0, 1, at => slope * at + Term(coordinate, at));
        }

        return (Plane(x, share) + Terms(x), x);
    }

    /// <summary>The weight at which the least of the weighted model is largest: by duality, it solves the model.</summary>
    public double BestShare(double least, double most) => Math.Clamp(Vertex(0, 0.5, 1, share => -Weighted(share).Value), least, most);

    private double Plane(double[] x, double share)
    {
        double sum = share * Height;
        for (int i = 0; i < x.Length; i++)
        {
            sum += ((1 - share) * Gradient[i] + share * Memory[i]) * x[i];
        }

        return sum;
    }

    private double Terms(double[] x) => x.Select((at, coordinate) => Term(coordinate, at)).Sum();

    private double Term(int i, double at)
    {
        double rate = LearningRate[i], p = Preconditioner[i];
        double fromDecayed = at + rate * Decay[i], fromLast = p * fromDecayed + rate * Memory[i];
        return (p * fromDecayed * fromDecayed + Proximity * fromLast * fromLast) / (2 * rate);
    }

    /// <summary>Where a parabola through three equidistant points is least.</summary>
    private static double Vertex(double left, double middle, double right, Func<double, double> function)
    {
        double a = function(left), b = function(middle), c = function(right), step = right - middle;
        return middle - step * (c - a) / (2 * (c - 2 * b + a));
    }
}
