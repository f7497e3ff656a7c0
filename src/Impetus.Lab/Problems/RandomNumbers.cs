using Impetus.Lab.Data;

namespace Impetus.Lab.Problems;

/// <summary>Real random numbers from random bits.</summary>
public static class RandomNumbers
{
    /// <summary>A uniform number from 0, below 1, in steps of 2⁻⁵³.</summary>
    public static double NextUniform(this ref DeterministicRandom random) => (random.NextBits() >> 11) * (1.0 / (1L << 53));

    /// <summary>A number of the standard normal distribution (Box and Muller 1958); takes two uniform numbers.</summary>
    public static double NextNormal(this ref DeterministicRandom random)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextUniform()));
        return radius * Math.Cos(2 * Math.PI * random.NextUniform());
    }

    /// <summary>A point whose coordinates are uniform and independent.</summary>
    public static double[] NextPoint(this ref DeterministicRandom random, int dimension, Interval interval)
    {
        double[] point = new double[dimension];
        foreach (ref double coordinate in point.AsSpan())
        {
            coordinate = interval.Low + ((interval.High - interval.Low) * random.NextUniform());
        }

        return point;
    }

    /// <summary>A point whose coordinates are standard normal and independent.</summary>
    public static double[] NextNormalPoint(this ref DeterministicRandom random, int dimension)
    {
        double[] point = new double[dimension];
        foreach (ref double coordinate in point.AsSpan())
        {
            coordinate = random.NextNormal();
        }

        return point;
    }
}
