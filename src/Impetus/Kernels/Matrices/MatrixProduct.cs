using System.Numerics;
using System.Runtime.CompilerServices;
using Impetus.Kernels.Lanes;

namespace Impetus.Kernels.Matrices;

/// <summary>
/// Multiplies matrices on all threads, in tiles over copies of both factors that are laid out as tiles read them. The result is the
/// same to the last bit for every number of threads and every width of vectors (<see cref="MatrixTile"/>). Allocates nothing.
/// </summary>
internal sealed unsafe class MatrixProduct<TElement> : IDisposable
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    /// <summary>Rows that one thread takes at a time: their part of the left factor stays in the second-level cache.</summary>
    private const int StripRows = 8 * MatrixTile.Rows;

    /// <summary>Columns of the left factor that a tile goes over at a time: its part of the right factor stays in the first-level cache.</summary>
    private const int BlockDepth = 256;

    /// <summary>Below this many multiply-adds, waking a thread takes longer than the work it takes over.</summary>
    private const long WorthSharing = 1 << 19;

    /// <summary>Bytes of the longest row of a tile.</summary>
    private const int TileRowBytes = MatrixTile.Lanes * 64;

    private readonly WorkerPool? _pool;
    private readonly NativeBuffer<TElement> _lefts;
    private readonly NativeBuffer<TElement> _rights;
    private readonly Action<int> _pack;
    private readonly Action<int> _multiply;
    private Matrix<TElement> _left;
    private Matrix<TElement> _right;    // transposed, so that its lines are columns
    private TElement* _target;

    /// <summary>Makes room for products.</summary>
    /// <param name="left">The most elements of a left factor, its rows rounded up to those of a tile.</param>
    /// <param name="right">The most elements of a right factor, its columns rounded up to those of a tile.</param>
    /// <param name="pool">Who helps.</param>
    public MatrixProduct(nint left, nint right, WorkerPool? pool)
    {
        _pool = pool;
        _lefts = new NativeBuffer<TElement>(left, stagger: 1);
        _rights = new NativeBuffer<TElement>(right, stagger: 3);
        _pack = Pack;
        _multiply = MultiplyStrip;
    }

    /// <summary>Rows of a left factor with those that fill the last tile.</summary>
    public static int RoundedRows(int rows) => (rows + MatrixTile.Rows - 1) / MatrixTile.Rows * MatrixTile.Rows;

    /// <summary>Columns of a right factor with those that fill the last tile of any width.</summary>
    public static int RoundedColumns(int columns) => (columns + WidestTile - 1) / WidestTile * WidestTile;

    private static int WidestTile => TileRowBytes / sizeof(TElement);

    private static int TileColumns
        => MatrixTile.Lanes * (Kernel<TElement>.Lanes512 ? Vector512Lane<TElement>.Width : Kernel<TElement>.Lanes256 ? Vector256Lane<TElement>.Width : 1);

    /// <summary>target ← left · right, row by row.</summary>
    public void Multiply(in Matrix<TElement> left, in Matrix<TElement> right, TElement* target)
    {
        _left = left;
        _right = right.Transposed;
        _target = target;
        WorkerPool? pool = (long)left.Rows * left.Columns * right.Columns >= WorthSharing ? _pool : null;
        WorkerPool.Run(pool, (right.Columns + WidestTile - 1) / WidestTile, _pack);
        WorkerPool.Run(pool, (left.Rows + StripRows - 1) / StripRows, _multiply);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lefts.Dispose();
        _rights.Dispose();
    }

    /// <summary>Lays out as many columns of the right factor as the widest tile has.</summary>
    private void Pack(int part)
    {
        int width = TileColumns, end = Math.Min((part + 1) * WidestTile, _right.Rows);
        for (int column = part * WidestTile; column < end; column += width)
        {
            _right.Pack(column, width, _rights.Start + (nint)column * _right.Columns);
        }
    }

    private void MultiplyStrip(int strip)
    {
        int first = strip * StripRows, end = Math.Min(first + StripRows, _left.Rows);
        for (int row = first; row < end; row += MatrixTile.Rows)
        {
            _left.Pack(row, MatrixTile.Rows, _lefts.Start + (nint)row * _left.Columns);
        }

        if (Kernel<TElement>.Lanes512)
        {
            Multiply<Vector512Lane<TElement>>(first, end);
        }
        else if (Kernel<TElement>.Lanes256)
        {
            Multiply<Vector256Lane<TElement>>(first, end);
        }
        else
        {
            Multiply<ScalarLane<TElement>>(first, end);
        }
    }

    private void Multiply<TLane>(int firstRow, int endRow)
        where TLane : struct, ILane<TLane, TElement>
    {
        int width = MatrixTile.Lanes * TLane.Width, depth = _left.Columns;
        for (int start = 0; start < depth; start += BlockDepth)
        {
            int length = Math.Min(BlockDepth, depth - start);
            for (int column = 0; column < _right.Rows; column += width)
            {
                TElement* right = _rights.Start + (nint)column * depth + (nint)start * width;
                for (int row = firstRow; row < endRow; row += MatrixTile.Rows)
                {
                    TElement* left = _lefts.Start + (nint)row * depth + (nint)start * MatrixTile.Rows;
                    MultiplyTile<TLane>(left, right, length, row, column, continues: start > 0);
                }
            }
        }
    }

    /// <summary>A tile of the result; one that reaches beyond its edge, in a copy.</summary>
    [SkipLocalsInit]
    private void MultiplyTile<TLane>(TElement* left, TElement* right, int depth, int row, int column, bool continues)
        where TLane : struct, ILane<TLane, TElement>
    {
        int width = MatrixTile.Lanes * TLane.Width, stride = _right.Rows;
        int rows = Math.Min(MatrixTile.Rows, _left.Rows - row), columns = Math.Min(width, stride - column);
        TElement* target = _target + (nint)row * stride + column;
        if (rows == MatrixTile.Rows && columns == width)
        {
            MatrixTile.Run<TLane, TElement>(left, right, depth, target, stride, continues);
            return;
        }

        byte* bytes = stackalloc byte[MatrixTile.Rows * TileRowBytes];
        new Span<byte>(bytes, MatrixTile.Rows * TileRowBytes).Clear();
        TElement* copy = (TElement*)bytes;
        for (int line = 0; line < rows && continues; line++)
        {
            new ReadOnlySpan<TElement>(target + (nint)line * stride, columns).CopyTo(new(copy + line * width, columns));
        }

        MatrixTile.Run<TLane, TElement>(left, right, depth, copy, width, continues);
        for (int line = 0; line < rows; line++)
        {
            new ReadOnlySpan<TElement>(copy + line * width, columns).CopyTo(new(target + (nint)line * stride, columns));
        }
    }
}
