using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Cm;

/// <summary>
/// Finds α and β that minimise the spectral radius at the worst curvature h in [μ, L], L = 1. As the radius depends on a = αh
/// alone, it is tabulated once over a for each β; an α stands for the window [α/κ, α] of the table, whose maximum counts.
/// </summary>
internal sealed class RateSearch
{
    private const double LargestProduct = 8;

    private readonly double[] _momenta;
    private readonly double[] _products;
    private readonly double[][] _radii;

    private RateSearch(double[] momenta, double[] products, double[][] radii) => (_momenta, _products, _radii) = (momenta, products, radii);

    /// <summary>Tabulates the radius.</summary>
    /// <param name="settings">How to use the machine.</param>
    /// <param name="matrix">The matrix of a = αh and β.</param>
    /// <param name="momenta">The β to try.</param>
    /// <param name="smallest">The smallest a.</param>
    /// <param name="pointsPerDecade">How many a there are from one power of ten to the next.</param>
    public static RateSearch Of(ExperimentSettings settings, Func<double, double, double[,]> matrix, double[] momenta, double smallest, int pointsPerDecade)
    {
        int count = (int)Math.Ceiling(Math.Log10(LargestProduct / smallest) * pointsPerDecade) + 1;
        double[] products = [.. Enumerable.Range(0, count).Select(k => smallest * Math.Pow(10, k / (double)pointsPerDecade))];
        double[][] radii = settings.Map(momenta.Length, index => products.Select(product => CompanionMatrix.SpectralRadius(matrix(product, momenta[index]))).ToArray());
        return new(momenta, products, radii);
    }

    /// <summary>The best α and β for a condition number.</summary>
    public RatePoint Best(double conditionNumber) => _momenta.Select(beta => Best(conditionNumber, beta)).MinBy(point => point.Radius);

    /// <summary>The best α for a condition number and a β of the table.</summary>
    public RatePoint Best(double conditionNumber, double momentum)
    {
        double[] radii = _radii[Array.IndexOf(_momenta, momentum)];
        // The window is rounded up to whole points of the table, so that no curvature is left out.
        int window = (int)Math.Ceiling(Math.Log(conditionNumber) / Math.Log(_products[1] / _products[0]) - 1e-9);
        return Enumerable.Range(window, _products.Length - window)
            .Select(last => new RatePoint(_products[last], momentum, radii.AsSpan(last - window, window + 1).ToArray().Max()))
            .MinBy(point => point.Radius);
    }
}

/// <summary>How fast a step contracts.</summary>
/// <param name="Rate">α.</param>
/// <param name="Momentum">β.</param>
/// <param name="Radius">The spectral radius at the worst curvature.</param>
internal readonly record struct RatePoint(double Rate, double Momentum, double Radius);
