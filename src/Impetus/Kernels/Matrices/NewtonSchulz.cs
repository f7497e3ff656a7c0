using System.Numerics;

namespace Impetus.Kernels.Matrices;

/// <summary>
/// The iteration that brings every singular value of a matrix near 1 and keeps its singular vectors (Jordan et al. 2024):
/// X ← aX + b(XXᵀ)X + c(XXᵀ)²X, for a matrix whose norm is at most 1.
/// </summary>
internal sealed unsafe class NewtonSchulz<TElement> : IDisposable
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private readonly NativeBuffer<TElement> _matrices;
    private readonly NativeBuffer<TElement> _squares;
    private readonly MatrixProduct<TElement> _product;
    private readonly nint _length;
    private readonly nint _square;
    private bool _isSecond;

    /// <summary>Makes room for matrices of several shapes.</summary>
    /// <param name="shapes">Their rows and columns, no more rows than columns.</param>
    /// <param name="pool">Who helps.</param>
    public NewtonSchulz(IReadOnlyList<(int Rows, int Columns)> shapes, WorkerPool? pool)
    {
        _length = shapes.Max(static shape => (nint)shape.Rows * shape.Columns);
        _square = shapes.Max(static shape => (nint)shape.Rows * shape.Rows);
        _matrices = new NativeBuffer<TElement>(2 * _length);
        _squares = new NativeBuffer<TElement>(2 * _square, stagger: 2);
        _product = new MatrixProduct<TElement>(
            shapes.Max(static shape => (nint)MatrixProduct<TElement>.RoundedRows(shape.Rows) * shape.Columns),
            shapes.Max(static shape => Math.Max(
                (nint)MatrixProduct<TElement>.RoundedColumns(shape.Rows) * shape.Columns,
                (nint)MatrixProduct<TElement>.RoundedColumns(shape.Columns) * shape.Rows)),
            pool);
    }

    /// <summary>X: where the matrix is put, row by row, and where the result is found.</summary>
    public TElement* Current => _matrices.Start + (_isSecond ? _length : 0);

    /// <summary>As much memory again, free between runs.</summary>
    public TElement* Other => _matrices.Start + (_isSecond ? 0 : _length);

    /// <summary>Iterates.</summary>
    /// <param name="rows">Rows of X, no more than columns.</param>
    /// <param name="columns">Columns of X.</param>
    /// <param name="coefficients">a, b and c.</param>
    /// <param name="steps">How often.</param>
    public void Run(int rows, int columns, (double A, double B, double C) coefficients, int steps)
    {
        (TElement a, TElement b, TElement c) = (TElement.CreateTruncating(coefficients.A), TElement.CreateTruncating(coefficients.B), TElement.CreateTruncating(coefficients.C));
        Matrix<TElement> gram = new(_squares.Start, rows, rows), factor = new(_squares.Start + _square, rows, rows);
        for (int step = 0; step < steps; step++)
        {
            Matrix<TElement> x = new(Current, rows, columns);
            _product.Multiply(x, x.Transposed, gram.Start);           // XXᵀ
            _product.Multiply(gram, gram, factor.Start);              // (XXᵀ)²
            Combine(gram.Start, factor.Start, rows, a, b, c);         // aI + bXXᵀ + c(XXᵀ)²
            _product.Multiply(factor, x, Other);
            _isSecond = !_isSecond;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _matrices.Dispose();
        _squares.Dispose();
        _product.Dispose();
    }

    private static void Combine(TElement* gram, TElement* factor, int rows, TElement a, TElement b, TElement c)
    {
        for (nint at = 0; at < (nint)rows * rows; at++)
        {
            factor[at] = TElement.FusedMultiplyAdd(b, gram[at], c * factor[at]);
        }

        for (nint row = 0; row < rows; row++)
        {
            factor[row * (rows + 1)] += a;
        }
    }
}
