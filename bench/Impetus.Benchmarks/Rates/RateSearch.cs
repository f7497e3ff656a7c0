namespace Impetus.Benchmarks.Rates;

/// <summary>Finds the learning rate with the lowest loss: whole decades, then halves and quarters of the best, then a parabola through the best three.</summary>
/// <param name="loss">The loss that a rate ends at; infinite where it diverges.</param>
internal sealed class RateSearch(Func<double, double> loss)
{
    private const int Finest = 4;    // rates of 10^(k / 4)
    private const int Lowest = -28, Highest = 16;

    private readonly Dictionary<int, double> _losses = [];

    /// <summary>What was tried, ascending.</summary>
    public IReadOnlyList<(double Rate, double Loss)> Tried => [.. _losses.OrderBy(static pair => pair.Key).Select(static pair => (RateOf(pair.Key), pair.Value))];

    /// <summary>Searches from a rate on.</summary>
    /// <returns>The best rate, between those that were tried.</returns>
    public double Run(double start)
    {
        // Above what a network bears the loss may have a second valley: the first look is a wide one.
        int middle = (int)Math.Round(Finest * Math.Log10(start));
        int best = new[] { middle, middle - Finest, middle - 2 * Finest, middle + Finest }.MinBy(LossAt);
        for (int next = best; best > Lowest && best < Highest;)
        {
            next = LossAt(best + 2) < LossAt(best) ? best + 2 : LossAt(best - 2) < LossAt(best) ? best - 2 : best;
            if (next == best)
            {
                break;
            }

            best = next;
        }

        best = new[] { best - 1, best, best + 1 }.MinBy(LossAt);
        return RateOf(best + Vertex(LossAt(best - 1), LossAt(best), LossAt(best + 1)));
    }

    private double LossAt(int place)
    {
        if (!_losses.TryGetValue(place, out double known))
        {
            _losses[place] = known = loss(RateOf(place));
        }

        return known;
    }

    private static double RateOf(double place) => Math.Pow(10, place / Finest);

    private static double Vertex(double left, double middle, double right)
    {
        double bend = left - 2 * middle + right;
        return double.IsFinite(bend) && bend > 0 ? Math.Clamp((left - right) / (2 * bend), -0.5, 0.5) : 0;
    }
}
