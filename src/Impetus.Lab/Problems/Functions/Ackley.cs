namespace Impetus.Lab.Problems.Functions;

/// <summary>
/// Ackley's function (1987): a nearly flat plain with many sharp minima around a funnel (critical momenta, Eq. 11, there with two
/// coordinates). −20 exp(−0.2 r) − exp(mean cos 2πxᵢ) + e + 20, where r is the root of the mean of xᵢ².
/// </summary>
/// <remarks>The minimum is a cone's tip: derivatives do not exist there, and the part of the cone is given as 0.</remarks>
/// <param name="dimension">How many coordinates there are, from 1.</param>
public sealed class Ackley(int dimension) : ITestFunction
{
    private const double Height = 20;
    private const double Rate = 0.2;
    private const double Frequency = 2 * Math.PI;

    /// <inheritdoc/>
    public int Dimension { get; } = dimension;

    /// <inheritdoc/>
    public Interval Domain => new(-5, 5);

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Minima => [new double[Dimension]];

    /// <inheritdoc/>
    public double MinimumValue => 0;

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> point) => Height - (Height * Math.Exp(-Rate * Radius(point))) + Math.E - Ripple(point);

    /// <inheritdoc/>
    public void Gradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        double radius = Radius(point), ripple = Ripple(point);
        double pull = radius == 0 ? 0 : Height * Rate * Math.Exp(-Rate * radius) / (Dimension * radius);
        for (int i = 0; i < Dimension; i++)
        {
            gradient[i] = (pull * point[i]) + (ripple * Frequency / Dimension * Math.Sin(Frequency * point[i]));
        }
    }

    /// <inheritdoc/>
    public void Hessian(ReadOnlySpan<double> point, Span<double> hessian)
    {
        double radius = Radius(point), ripple = Ripple(point);
        double pull = radius == 0 ? 0 : Height * Rate * Math.Exp(-Rate * radius) / (Dimension * radius);
        double twist = radius == 0 ? 0 : -pull * (Rate + (1 / radius)) / (Dimension * radius);
        for (int i = 0; i < Dimension; i++)
        {
            double slope = Frequency / Dimension * Math.Sin(Frequency * point[i]);
            for (int j = 0; j < Dimension; j++)
            {
                hessian[(i * Dimension) + j] = (twist * point[i] * point[j]) - (ripple * slope * Frequency / Dimension * Math.Sin(Frequency * point[j]));
            }

            hessian[(i * Dimension) + i] += pull + (ripple * Frequency * Frequency / Dimension * Math.Cos(Frequency * point[i]));
        }
    }

    private double Radius(ReadOnlySpan<double> point)
    {
        double sum = 0;
        foreach (double coordinate in point)
        {
            sum += coordinate * coordinate;
        }

        return Math.Sqrt(sum / Dimension);
    }

    private double Ripple(ReadOnlySpan<double> point)
    {
        double sum = 0;
        foreach (double coordinate in point)
        {
            sum += Math.Cos(Frequency * coordinate);
        }

        return Math.Exp(sum / Dimension);
    }
}
