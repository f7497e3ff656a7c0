using Impetus.Lab.Problems;

namespace Impetus.Lab.Reproduction;

/// <summary>A function of two variables, sampled on a grid, to be drawn as contours.</summary>
/// <param name="Quantity">What it is.</param>
/// <param name="X">The columns of the grid, ascending.</param>
/// <param name="Y">The rows of the grid, ascending.</param>
/// <param name="Values">The values, row by row; values that are not a number leave holes.</param>
/// <param name="IsLogarithmic">Whether the heights of the contours above the lowest value have equal ratios; else equal differences.</param>
public sealed record FigureSurface(string Quantity, IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<double> Values, bool IsLogarithmic = false)
{
    /// <summary>Samples a problem of two coordinates.</summary>
    /// <param name="quantity">What it is.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="horizontal">The range of its first coordinate.</param>
    /// <param name="vertical">The range of its second coordinate.</param>
    /// <param name="isLogarithmic">How contours are spaced.</param>
    /// <param name="samples">How many rows and columns the grid has, from 2.</param>
    public static FigureSurface Of(string quantity, IProblem problem, Interval horizontal, Interval vertical, bool isLogarithmic = false, int samples = 121)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        double[] columns = Spread(horizontal), rows = Spread(vertical);
        return new(quantity, columns, rows, [.. rows.SelectMany(y => columns.Select(x => problem.Value([x, y])))], isLogarithmic);

        double[] Spread(Interval interval) => [.. Enumerable.Range(0, samples).Select(k => interval.Low + ((interval.High - interval.Low) * k / (samples - 1)))];
    }
}
