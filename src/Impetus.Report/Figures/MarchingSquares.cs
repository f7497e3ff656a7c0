namespace Impetus.Report.Figures;

/// <summary>
/// Outlines of where a function on a grid is above a level (Lorensen and Cline 1987, in the plane). Every outline is closed: at the
/// border of the grid it follows the border.
/// </summary>
/// <param name="columns">The columns of the grid, ascending; at least 2.</param>
/// <param name="rows">The rows of the grid; at least 2.</param>
/// <param name="values">The values, row by row. NaN is below every level.</param>
public sealed class MarchingSquares(IReadOnlyList<double> columns, IReadOnlyList<double> rows, IReadOnlyList<double> values)
{
    // Around the grid lies a ring of points in the same places as its border, and below every level: so nothing is above at the ring.
    private readonly int _width = columns.Count + 2;
    private readonly int _height = rows.Count + 2;

    /// <summary>The outlines at a level. Filled by the even-odd rule they cover all that lies above it.</summary>
    public IReadOnlyList<IReadOnlyList<(double X, double Y)>> Outlines(double level)
    {
        Dictionary<Side, Neighbours> crossings = [];
        for (int row = 0; row < _height - 1; row++)
        {
            for (int column = 0; column < _width - 1; column++)
            {
                Connect(crossings, column, row, level);
            }
        }

        List<IReadOnlyList<(double X, double Y)>> outlines = [];
        while (crossings.Count > 0)
        {
            outlines.Add(Walk(crossings, crossings.Keys.First(), level));
        }

        return outlines;
    }

    /// <summary>Joins the sides of one cell at which the function crosses the level.</summary>
    private void Connect(Dictionary<Side, Neighbours> crossings, int column, int row, double level)
    {
        Side bottom = new(column, row, IsUpright: false), top = bottom with { Row = row + 1 };
        Side left = new(column, row, IsUpright: true), right = left with { Column = column + 1 };
        double a = At(column, row), b = At(column + 1, row), c = At(column + 1, row + 1), d = At(column, row + 1);
        List<Side> crossed = [];
        // In this order, neighbours in the list are neighbours around the corners a, b, c, d.
        AddIfCrossed(left, d, a);
        AddIfCrossed(bottom, a, b);
        AddIfCrossed(right, b, c);
        AddIfCrossed(top, c, d);
        if (crossed.Count == 2)
        {
            Join(crossings, crossed[0], crossed[1]);
        }
        else if (crossed.Count == 4)
        {
            // A saddle: the middle decides whether a and c are cut off, or b and d.
            bool joinsAC = (a + b + c + d) / 4 >= level == a >= level;
            Join(crossings, left, joinsAC ? top : bottom);
            Join(crossings, right, joinsAC ? bottom : top);
        }

        void AddIfCrossed(Side side, double from, double to)
        {
            if (from >= level != to >= level)
            {
                crossed.Add(side);
            }
        }
    }

    private List<(double X, double Y)> Walk(Dictionary<Side, Neighbours> crossings, Side start, double level)
    {
        List<(double X, double Y)> outline = [];
        Side side = start, before = start;
        while (crossings.Remove(side, out Neighbours neighbours))
        {
            outline.Add(Place(side, level));
            Side next = neighbours.First == before ? neighbours.Second : neighbours.First;
            (before, side) = (side, next);
        }

        return outline;
    }

    private (double X, double Y) Place(Side side, double level)
    {
        (int column, int row) = side.IsUpright ? (side.Column, side.Row + 1) : (side.Column + 1, side.Row);
        double from = At(side.Column, side.Row), to = At(column, row);
        // Beside holes and infinite values nothing tells where between the two; on the ring both are in the same place.
        double share = double.IsFinite(from) && double.IsFinite(to) ? (level - from) / (to - from) : 0.5;
        return (X(side.Column) + (share * (X(column) - X(side.Column))), Y(side.Row) + (share * (Y(row) - Y(side.Row))));
    }

    private double X(int column) => columns[Math.Clamp(column - 1, 0, columns.Count - 1)];

    private double Y(int row) => rows[Math.Clamp(row - 1, 0, rows.Count - 1)];

    private double At(int column, int row)
    {
        bool isRing = column == 0 || row == 0 || column == _width - 1 || row == _height - 1;
        double value = isRing ? double.NaN : values[((row - 1) * columns.Count) + column - 1];
        return double.IsNaN(value) ? double.NegativeInfinity : value;
    }

    /// <summary>Every crossed side belongs to two cells, and in each of them it is joined to one other.</summary>
    private static void Join(Dictionary<Side, Neighbours> crossings, Side one, Side other)
    {
        crossings[one] = crossings.TryGetValue(one, out Neighbours known) ? known with { Second = other } : new(other, other);
        crossings[other] = crossings.TryGetValue(other, out known) ? known with { Second = one } : new(one, one);
    }

    /// <summary>A side of a cell: from a point of the grid to the right, or upwards.</summary>
    private readonly record struct Side(int Column, int Row, bool IsUpright);

    private readonly record struct Neighbours(Side First, Side Second);
}
