namespace Impetus.Lab.Instruments;

/// <summary>A two-dimensional slice of the loss: L(θ + x·u + y·w) on a grid.</summary>
/// <param name="Positions">The values of x, and of y, in ascending order; the middle one is 0 and stands for θ.</param>
/// <param name="Losses">The loss by the number of x, then of y.</param>
public sealed record LossSlice(IReadOnlyList<double> Positions, IReadOnlyList<IReadOnlyList<double>> Losses)
{
    /// <summary>Measures a slice around the present weights and leaves the model there.</summary>
    /// <param name="surface">The loss.</param>
    /// <param name="first">The direction u.</param>
    /// <param name="second">The direction w.</param>
    /// <param name="extent">The largest |x| and |y|, above 0.</param>
    /// <param name="points">Points along each side, odd and at least 3.</param>
    public static LossSlice Around(LossSurface surface, double[] first, double[] second, double extent = 1, int points = 21)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(extent);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 3);
        ArgumentOutOfRangeException.ThrowIfNotEqual(points % 2, 1, nameof(points));
        double[] center = surface.Weights();
        double[] positions = [.. Enumerable.Range(0, points).Select(point => extent * ((2.0 * point / (points - 1)) - 1))];
        return surface.Return(() => new LossSlice(
            positions,
            [.. positions.Select(x => (double[])[.. positions.Select(y =>
            {
                surface.MoveTo([.. center.Select((weight, k) => weight + (x * first[k]) + (y * second[k]))]);
                return surface.Loss();
            })])]));
    }
}
