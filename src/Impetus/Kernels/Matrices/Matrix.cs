namespace Impetus.Kernels.Matrices;

/// <summary>A matrix in memory, seen row by row or, transposed, column by column.</summary>
/// <param name="start">The first element.</param>
/// <param name="rows">How many rows.</param>
/// <param name="columns">How many columns.</param>
/// <param name="down">From one row to the next.</param>
/// <param name="across">From one column to the next.</param>
internal readonly unsafe struct Matrix<TElement>(TElement* start, int rows, int columns, nint down, nint across)
    where TElement : unmanaged
{
    /// <summary>A matrix whose rows follow each other.</summary>
    public Matrix(TElement* start, int rows, int columns)
        : this(start, rows, columns, columns, 1)
    {
    }

    public TElement* Start => start;

    public int Rows => rows;

    public int Columns => columns;

    public nint Down => down;

    public nint Across => across;

    /// <summary>The same memory with rows and columns exchanged.</summary>
    public Matrix<TElement> Transposed => new(start, columns, rows, across, down);

    /// <summary>
    /// Copies lines for a product: the elements of one column, of <paramref name="width"/> rows from <paramref name="first"/> on, side by
    /// side; zeros for rows that there are not.
    /// </summary>
    public void Pack(int first, int width, TElement* target)
    {
        int count = Math.Min(width, rows - first);
        TElement* source = start + first * down;
        if (count < width)
        {
            new Span<TElement>(target, width * columns).Clear();
        }

        if (down == 1)
        {
            for (int column = 0; column < columns; column++, source += across, target += width)
            {
                new ReadOnlySpan<TElement>(source, count).CopyTo(new(target, count));
            }

            return;
        }

        for (int row = 0; row < count; row++, source += down)
        {
            for (int column = 0; column < columns; column++)
            {
                target[column * width + row] = source[column * across];
            }
        }
    }

    /// <summary>Copies the matrix, row by row, into a place of its own.</summary>
    public void CopyTo(TElement* target)
    {
        for (int row = 0; row < rows; row++)
        {
            TElement* source = start + row * down;
            for (int column = 0; column < columns; column++)
            {
                *target++ = source[column * across];
            }
        }
    }
}
