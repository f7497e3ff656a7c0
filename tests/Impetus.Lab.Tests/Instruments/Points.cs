using Impetus.Lab.Data;
using Impetus.Lab.Problems;

namespace Impetus.Lab.Tests.Instruments;

internal static class Points
{
    /// <summary>Independent uniform coordinates.</summary>
    public static double[] Uniform(ulong seed, int dimension, double low, double high)
    {
        DeterministicRandom random = new(seed);
        return random.NextPoint(dimension, new Interval(low, high));
    }
}
