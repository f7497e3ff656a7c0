using Impetus.Lab.Data;
using MathNet.Numerics.LinearAlgebra;

namespace Impetus.Lab.Problems.Functions;

/// <summary>f(Qx) for an orthogonal Q: a function whose axes are not those of the coordinates.</summary>
public sealed class Rotated : ITestFunction
{
    private readonly ITestFunction _function;
    private readonly double[] _rotation;

    /// <summary>Turns a function in a random direction.</summary>
    /// <param name="function">f.</param>
    /// <param name="seed">Chooses Q, uniform among all orthogonal matrices (QR of a normal matrix).</param>
    public Rotated(ITestFunction function, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(function);
        _function = function;
        int dimension = function.Dimension;
        DeterministicRandom random = new(seed);
        var factors = Matrix<double>.Build.Dense(dimension, dimension, random.NextNormalPoint(dimension * dimension)).QR();
        Vector<double> signs = factors.R.Diagonal().Map(value => value < 0 ? -1.0 : 1.0);
        _rotation = (factors.Q * Matrix<double>.Build.DiagonalOfDiagonalVector(signs)).ToRowMajorArray();
        Minima = [.. function.Minima.Select(Back)];
    }

    /// <inheritdoc/>
    public int Dimension => _function.Dimension;

    /// <inheritdoc/>
    public Interval Domain => _function.Domain;

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Minima { get; }

    /// <inheritdoc/>
    public double MinimumValue => _function.MinimumValue;

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> point)
    {
        Span<double> turned = stackalloc double[Dimension];
        Turn(point, turned);
        return _function.Value(turned);
    }

    /// <summary>Qᵀ∇f(Qx).</summary>
    /// <inheritdoc/>
    public void Gradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        Span<double> turned = stackalloc double[Dimension], slopes = stackalloc double[Dimension];
        Turn(point, turned);
        _function.Gradient(turned, slopes);
        TurnBack(slopes, gradient);
    }

    /// <summary>Qᵀ∇²f(Qx)Q.</summary>
    /// <inheritdoc/>
    public void Hessian(ReadOnlySpan<double> point, Span<double> hessian)
    {
        double[] turned = new double[Dimension], inner = new double[hessian.Length];
        Turn(point, turned);
        _function.Hessian(turned, inner);
        Matrix<double> rotation = Matrix<double>.Build.DenseOfRowMajor(Dimension, Dimension, _rotation);
        (rotation.Transpose() * Matrix<double>.Build.DenseOfRowMajor(Dimension, Dimension, inner) * rotation).ToRowMajorArray().CopyTo(hessian);
    }

    private double[] Back(double[] point)
    {
        double[] back = new double[Dimension];
        TurnBack(point, back);
        return back;
    }

    private void Turn(ReadOnlySpan<double> point, Span<double> turned)
    {
        for (int i = 0; i < Dimension; i++)
        {
            double sum = 0;
            ReadOnlySpan<double> row = _rotation.AsSpan(i * Dimension, Dimension);
            for (int j = 0; j < Dimension; j++)
            {
                sum += row[j] * point[j];
            }

            turned[i] = sum;
        }
    }

    private void TurnBack(ReadOnlySpan<double> turned, Span<double> point)
    {
        point.Clear();
        for (int i = 0; i < Dimension; i++)
        {
            ReadOnlySpan<double> row = _rotation.AsSpan(i * Dimension, Dimension);
            for (int j = 0; j < Dimension; j++)
            {
                point[j] += row[j] * turned[i];
            }
        }
    }
}
