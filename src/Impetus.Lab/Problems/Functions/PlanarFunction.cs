namespace Impetus.Lab.Problems.Functions;

/// <summary>A function of two variables, given by one formula.</summary>
public abstract class PlanarFunction : ITestFunction
{
    /// <inheritdoc/>
    public int Dimension => 2;

    /// <inheritdoc/>
    public abstract Interval Domain { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<double[]> Minima { get; }

    /// <inheritdoc/>
    public abstract double MinimumValue { get; }

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> point) => At(point).Value;

    /// <inheritdoc/>
    public void Gradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        SecondOrder at = At(point);
        (gradient[0], gradient[1]) = (at.X, at.Y);
    }

    /// <inheritdoc/>
    public void Hessian(ReadOnlySpan<double> point, Span<double> hessian)
    {
        SecondOrder at = At(point);
        (hessian[0], hessian[1], hessian[2], hessian[3]) = (at.XX, at.XY, at.XY, at.YY);
    }

    private protected abstract SecondOrder Formula(in SecondOrder x, in SecondOrder y);

    private SecondOrder At(ReadOnlySpan<double> point) => Formula(SecondOrder.VariableX(point[0]), SecondOrder.VariableY(point[1]));
}
