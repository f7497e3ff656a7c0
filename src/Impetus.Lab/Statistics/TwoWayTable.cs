namespace Impetus.Lab.Statistics;

/// <summary>
/// A table of one value for each pair of a row and a column, taken apart into what belongs to rows, to columns, and to
/// neither alone (analysis of variance, two factors, one value a cell).
/// </summary>
public sealed class TwoWayTable
{
    private readonly double[][] _values;

    /// <summary>The table.</summary>
    /// <param name="values">The values, row by row; all rows of one length.</param>
    public TwoWayTable(IReadOnlyList<IReadOnlyList<double>> values)
    {
        _values = [.. values.Select(row => row.ToArray())];
        Mean = _values.Average(row => row.Average());
        RowEffects = [.. _values.Select(row => row.Average() - Mean)];
        ColumnEffects = [.. Enumerable.Range(0, _values[0].Length).Select(column => _values.Average(row => row[column]) - Mean)];
    }

    /// <summary>The mean of all values.</summary>
    public double Mean { get; }

    /// <summary>How far the mean of each row is from that of all.</summary>
    public IReadOnlyList<double> RowEffects { get; }

    /// <summary>How far the mean of each column is from that of all.</summary>
    public IReadOnlyList<double> ColumnEffects { get; }

    /// <summary>The sum of squares around the mean.</summary>
    public double Total => _values.Sum(row => row.Sum(value => Square(value - Mean)));

    /// <summary>The part of <see cref="Total"/> that the rows explain.</summary>
    public double Rows => ColumnEffects.Count * RowEffects.Sum(Square);

    /// <summary>The part of <see cref="Total"/> that a partition of the columns explains: the means of its groups.</summary>
    /// <param name="group">The group of each column.</param>
    public double Columns<TGroup>(Func<int, TGroup> group) => RowEffects.Count * Enumerable.Range(0, ColumnEffects.Count)
        .GroupBy(group).Sum(members => members.Count() * Square(members.Average(column => ColumnEffects[column])));

    private static double Square(double value) => value * value;
}
