using Impetus.Lab.Data;

namespace Impetus.Lab.Problems.Functions;

/// <summary>
/// The mean of a loss of the distance to one of three targets, −½, 0 and ½ in every coordinate, drawn with equal chances: a finite
/// sum with bounded gradients, as Theorems 3.3 and 3.4 of adaptive memory ask for, whose minimum is at 0.
/// </summary>
/// <param name="dimension">How many coordinates there are, from 1.</param>
/// <param name="isConvex">Whether the loss is |u|, convex and not smooth; else u²/(1 + u²), smooth and not convex.</param>
public sealed class RandomTargets(int dimension, bool isConvex) : ITestFunction, IStochasticProblem
{
    private static readonly double[] Targets = [-0.5, 0, 0.5];

    /// <inheritdoc/>
    public int Dimension => dimension;

    /// <inheritdoc/>
    public Interval Domain => new(-3, 3);

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Minima => [new double[dimension]];

    /// <inheritdoc/>
    public double MinimumValue => dimension * Targets.Average(Loss);

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> point)
    {
        double sum = 0;
        foreach (double coordinate in point)
        {
            foreach (double target in Targets)
            {
                sum += Loss(coordinate - target) / Targets.Length;
            }
        }

        return sum;
    }

    /// <inheritdoc/>
    public void Gradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        for (int i = 0; i < dimension; i++)
        {
            gradient[i] = 0;
            foreach (double target in Targets)
            {
                gradient[i] += Slope(point[i] - target) / Targets.Length;
            }
        }
    }

    /// <inheritdoc/>
    public void Hessian(ReadOnlySpan<double> point, Span<double> hessian)
    {
        hessian.Clear();
        for (int i = 0; i < dimension; i++)
        {
            foreach (double target in Targets)
            {
                hessian[(i * dimension) + i] += Curvature(point[i] - target) / Targets.Length;
            }
        }
    }

    /// <inheritdoc/>
    public void SampleGradient(ReadOnlySpan<double> point, Span<double> gradient, ref DeterministicRandom random)
    {
        for (int i = 0; i < dimension; i++)
        {
            gradient[i] = Slope(point[i] - Targets[random.Next(Targets.Length)]);
        }
    }

    private double Loss(double u) => isConvex ? Math.Abs(u) : u * u / (1 + (u * u));

    private double Slope(double u) => isConvex ? Math.Sign(u) : 2 * u / Math.Pow(1 + (u * u), 2);

    private double Curvature(double u) => isConvex ? 0 : (2 - (6 * u * u)) / Math.Pow(1 + (u * u), 3);
}
