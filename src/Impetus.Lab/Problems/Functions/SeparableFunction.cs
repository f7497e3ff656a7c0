namespace Impetus.Lab.Problems.Functions;

/// <summary>A sum of functions of one coordinate each, so that the Hessian is diagonal.</summary>
/// <param name="dimension">How many coordinates there are, from 1.</param>
public abstract class SeparableFunction(int dimension) : ITestFunction
{
    /// <inheritdoc/>
    public int Dimension { get; } = dimension;

    /// <inheritdoc/>
    public abstract Interval Domain { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<double[]> Minima { get; }

    /// <inheritdoc/>
    public abstract double MinimumValue { get; }

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> point)
    {
        double sum = 0;
        for (int i = 0; i < Dimension; i++)
        {
            sum += Term(i, point[i]).Value;
        }

        return sum;
    }

    /// <inheritdoc/>
    public void Gradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        for (int i = 0; i < Dimension; i++)
        {
            gradient[i] = Term(i, point[i]).Slope;
        }
    }

    /// <inheritdoc/>
    public void Hessian(ReadOnlySpan<double> point, Span<double> hessian)
    {
        hessian.Clear();
        for (int i = 0; i < Dimension; i++)
        {
            hessian[(i * Dimension) + i] = Term(i, point[i]).Curvature;
        }
    }

    /// <summary>The term of one coordinate, with its two derivatives.</summary>
    private protected abstract (double Value, double Slope, double Curvature) Term(int index, double x);
}
