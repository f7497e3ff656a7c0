namespace Impetus.Lab.Statistics;

/// <summary>
/// Performance profiles (Dolan and Moré 2002): for each solver the share of problems that it solves within a factor τ of the
/// fastest solver of that problem.
/// </summary>
/// <param name="ratios">For each solver, one ratio to the fastest for each problem; infinite where it fails.</param>
public sealed class PerformanceProfile(IReadOnlyList<IReadOnlyList<double>> ratios)
{
    /// <summary>From costs.</summary>
    /// <param name="costs">For each solver, one cost a problem, above 0; infinite where it fails.</param>
    public static PerformanceProfile Of(IReadOnlyList<IReadOnlyList<double>> costs)
    {
        double[] least = [.. Enumerable.Range(0, costs[0].Count).Select(problem => costs.Min(own => own[problem]))];
        return new([.. costs.Select(own => own.Select((cost, problem) => double.IsFinite(cost) ? cost / least[problem] : double.PositiveInfinity).ToArray())]);
    }

    /// <summary>The share of problems that a solver solves within a factor of the fastest.</summary>
    public double Share(int solver, double factor) => ratios[solver].Count(ratio => ratio <= factor) / (double)ratios[solver].Count;
}
