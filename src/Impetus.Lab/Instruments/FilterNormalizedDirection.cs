using Impetus.Lab.Data;
using Impetus.Lab.Problems;

namespace Impetus.Lab.Instruments;

/// <summary>
/// A random direction whose filters (rows of a matrix, output channels of a kernel) are as long as those of the weights
/// (Li et al. 2018, Section 4): slices along such directions can be compared between networks whose weights differ in
/// scale. Vectors and scalars (biases, normalisations) do not move.
/// </summary>
public static class FilterNormalizedDirection
{
    /// <summary>Draws one.</summary>
    /// <param name="surface">The loss whose present weights give the lengths.</param>
    /// <param name="seed">The direction's seed.</param>
    public static double[] Draw(LossSurface surface, ulong seed)
    {
        double[] weights = surface.Weights(), direction = new double[weights.Length];
        int at = 0;
        foreach ((int number, IReadOnlyList<long> shape) in surface.Shapes.Index())
        {
            int length = (int)shape.Aggregate(1L, static (product, side) => product * side);
            if (shape.Count > 1 && length > 0)
            {
                int filter = (int)(length / shape[0]);
                DeterministicRandom random = DeterministicRandom.For(seed, (ulong)number);
                for (int start = at; start < at + length; start += filter)
                {
                    Fill(direction.AsSpan(start, filter), weights.AsSpan(start, filter), ref random);
                }
            }

            at += length;
        }

        return direction;
    }

    private static void Fill(Span<double> direction, ReadOnlySpan<double> weights, ref DeterministicRandom random)
    {
        double drawn = 0, norm = 0;
        for (int k = 0; k < direction.Length; k++)
        {
            direction[k] = random.NextNormal();
            drawn += direction[k] * direction[k];
            norm += weights[k] * weights[k];
        }

        for (int k = 0; k < direction.Length; k++)
        {
            direction[k] *= drawn > 0 ? Math.Sqrt(norm / drawn) : 0;
        }
    }
}
