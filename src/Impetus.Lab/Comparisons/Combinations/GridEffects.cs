using Impetus.Lab.Statistics;

namespace Impetus.Lab.Comparisons.Combinations;

/// <summary>
/// Which part moves a combination up, over the memories that go with every common scaling in both orders: an analysis of variance of
/// the mean places, problem by problem.
/// </summary>
internal sealed class GridEffects
{
    private readonly Combination[] _arrangements;
    private readonly TwoWayTable[] _tables;

    /// <summary>Takes the places apart.</summary>
    public GridEffects(GridRanking ranking)
    {
        IReadOnlyList<Combination> all = ranking.Search.Combinations;
        ILookup<string, string> memories = all.ToLookup(combination => combination.Arrangement, combination => combination.Memory);
        string[] arrangements = [.. memories.Where(own => own.Count() > 1).Select(own => own.Key)];
        Memories = [.. all.Select(combination => combination.Memory).Distinct().Where(memory => arrangements.All(arrangement => memories[arrangement].Contains(memory)))];
        int[][] cells = [.. Memories.Select(memory => arrangements.Select(arrangement => Index(all, memory, arrangement)).ToArray())];
        _arrangements = [.. cells[0].Select(cell => all[cell])];
        int problems = ranking.Search.Problems.Count;
        _tables = [.. Enumerable.Range(0, problems).Select(problem => new TwoWayTable([.. cells.Select(row => row.Select(cell => ranking.ByProblem[cell][problem]).ToArray())]))];

        double[] scaled = Shares(table => table.Columns(column => IsScaled(column))), scaling = Shares(table => table.Columns(column => _arrangements[column].Scaling));
        double[] columns = Shares(table => table.Columns(column => column)), rows = Shares(table => table.Rows);
        double[] chance = [.. Enumerable.Range(0, problems).Select(problem => cells.SelectMany(row => row).Sum(cell => Error(ranking.Places[cell][problem])) / _tables[problem].Total)];
        Parts =
        [
            new("memory", rows),
            new("scaled or not", scaled),
            new("which scaling", Difference(scaling, scaled)),
            new("order", Difference(columns, scaling)),
            new("interplay of memory and the rest", [.. rows.Zip(columns, (r, c) => 1 - r - c)]),
            new("of all, chance of the seeds", chance),
        ];
        Memory = rows;
        Scaling = columns;
    }

    /// <summary>The memories that go with every common scaling in both orders.</summary>
    public IReadOnlyList<string> Memories { get; }

    /// <summary>For each problem the share of the variance that the memory explains.</summary>
    public double[] Memory { get; }

    /// <summary>For each problem the share that scaling and order explain.</summary>
    public double[] Scaling { get; }

    /// <summary>All shares of the variance, problem by problem.</summary>
    public IReadOnlyList<(string Part, double[] Shares)> Parts { get; }

    /// <summary>All scalings, with none.</summary>
    public IReadOnlyList<string> Scalings => [.. _arrangements.Select(arrangement => arrangement.Scaling).Distinct()];

    /// <summary>How many places above the mean a memory stands, problem by problem; below 0 is better.</summary>
    public double[] OfMemory(string memory) => [.. _tables.Select(table => table.RowEffects[Memories.ToList().IndexOf(memory)])];

    /// <summary>The same for a scaling, over both orders.</summary>
    public double[] OfScaling(string scaling) => OfColumns(column => _arrangements[column].Scaling == scaling);

    /// <summary>The same for having any scaling.</summary>
    public double[] OfScaled() => OfColumns(IsScaled);

    /// <summary>The same for an order, over all scalings.</summary>
    public double[] OfOrder(bool scalesFirst) => OfColumns(column => IsScaled(column) && _arrangements[column].ScalesFirst == scalesFirst);

    private static int Index(IReadOnlyList<Combination> all, string memory, string arrangement)
        => all.ToList().FindIndex(combination => combination.Memory == memory && combination.Arrangement == arrangement);

    private static double[] Difference(double[] larger, double[] smaller) => [.. larger.Zip(smaller, (a, b) => a - b)];

    /// <summary>The square of the standard error of a mean.</summary>
    private static double Error(double[] values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length;
    }

    private bool IsScaled(int column) => _arrangements[column].Scaling != Combination.Nothing;

    private double[] Shares(Func<TwoWayTable, double> part) => [.. _tables.Select(table => part(table) / table.Total)];

    private double[] OfColumns(Func<int, bool> belongs) => [.. _tables.Select(table => table.ColumnEffects.Where((_, column) => belongs(column)).Average())];
}
