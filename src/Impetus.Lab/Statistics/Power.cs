using MathNet.Numerics.Distributions;

namespace Impetus.Lab.Statistics;

/// <summary>The smallest effects that tests at a level to one side find with a given probability.</summary>
public static class Power
{
    /// <summary>The probability with which an effect should be found where nothing else is said.</summary>
    public const double Customary = 0.8;

    /// <summary>The smallest mean of differences that Student's test finds: (t of the level + t of the power) standard errors.</summary>
    /// <param name="count">How many differences there are, at least two.</param>
    /// <param name="standardError">That of their mean.</param>
    /// <param name="level">The level of the test.</param>
    /// <param name="power">The probability.</param>
    public static double SmallestMean(int count, double standardError, double level, double power = Customary)
        => (StudentT.InvCDF(0, 1, count - 1, 1 - level) + StudentT.InvCDF(0, 1, count - 1, power)) * standardError;

    /// <summary>The smallest share of successes that the exact binomial test tells from a half; null if there are too few cases for any.</summary>
    /// <param name="count">How many cases there are.</param>
    /// <param name="level">The level of the test.</param>
    /// <param name="power">The probability.</param>
    public static double? SmallestShare(int count, double level, double power = Customary)
    {
        int critical = Enumerable.Range(0, count + 1).FirstOrDefault(successes => AtLeast(0.5, count, successes) < level, -1);
        if (critical < 0)
        {
            return null;
        }

        double low = 0.5, high = 1;
        while (high - low > 1e-9)
        {
            double middle = (low + high) / 2;
            (low, high) = AtLeast(middle, count, critical) < power ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>The probability of at least so many successes.</summary>
    public static double AtLeast(double share, int count, int successes) => successes <= 0 ? 1 : 1 - Binomial.CDF(share, count, successes - 1);
}
