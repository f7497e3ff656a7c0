namespace Impetus.Lab.Instruments;

/// <summary>
/// The loss on the straight line between two sets of weights: how far it rises above the mean of the ends (linear
/// interpolation instability, Frankle et al. 2020, Section 2; torque-aware momentum, Figure 6).
/// </summary>
/// <param name="Points">Shares of the second set, from 0 to 1.</param>
/// <param name="Losses">The loss at each of them.</param>
public sealed record LossBarrier(IReadOnlyList<double> Points, IReadOnlyList<double> Losses)
{
    /// <summary>The largest loss on the line, less the mean of the two ends. Not negative; NaN if a loss is.</summary>
    public double Height => Losses.Any(double.IsNaN) ? double.NaN : Losses.Max() - ((Losses[0] + Losses[^1]) / 2);

    /// <summary>Measures the line between two sets of weights and leaves the model where it was.</summary>
    /// <param name="surface">The loss.</param>
    /// <param name="first">Weights at 0.</param>
    /// <param name="second">Weights at 1.</param>
    /// <param name="points">Points on the line with both ends, at least 2.</param>
    /// <param name="arrived">
    /// Called at every point before the loss is measured: measures the statistics of batch normalisation anew
    /// (<see cref="BatchStatistics"/>), which belong to the weights that they were measured with.
    /// </param>
    public static LossBarrier Between(LossSurface surface, double[] first, double[] second, int points = 11, Action? arrived = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        double[] shares = [.. Enumerable.Range(0, points).Select(point => (double)point / (points - 1))];
        return surface.Return(() => new LossBarrier(shares, [.. shares.Select(share =>
        {
            surface.MoveTo([.. first.Zip(second, (a, b) => share switch { 0 => a, 1 => b, _ => a + (share * (b - a)) })]);
            arrived?.Invoke();
            return surface.Loss();
        })]));
    }
}
