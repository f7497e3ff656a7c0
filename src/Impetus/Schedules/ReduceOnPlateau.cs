namespace Impetus;

/// <summary>
/// A learning rate that falls by a factor whenever a metric has stopped getting better, as PyTorch's <c>ReduceLROnPlateau</c> with a
/// relative threshold. Whoever trains tells it the metric; it is no function of the step, and its state has to be saved.
/// </summary>
/// <example>
/// <code>
/// ReduceOnPlateau plateau = new(0.1) { Patience = 5 };
/// optimizer.Groups[0].Schedule = plateau.Schedule;
/// plateau.Observe(validationLoss);    // after every epoch
/// </code>
/// </example>
/// <param name="rate">The rate before the first fall, from 0.</param>
public sealed class ReduceOnPlateau(double rate)
{
    /// <summary>What the rate is multiplied with at a fall, in [0, 1).</summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>How many metrics in a row may be no better before the rate falls.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>By what share of the best so far a metric has to be better to count as better.</summary>
    public double Threshold { get; init; } = 1e-4;

    /// <summary>How many metrics after a fall do not count against it.</summary>
    public int Cooldown { get; init; }

    /// <summary>The rate below which it does not fall.</summary>
    public double Least { get; init; }

    /// <summary>Whether larger metrics are better, as with an accuracy.</summary>
    public bool Maximize { get; init; }

    /// <summary>What it has come to. Set it to go on from there.</summary>
    public PlateauState State { get; set; } = new(null, 0, 0, 0);

    /// <summary>The rate as it is now.</summary>
    public double Rate => Math.Max(Math.Min(rate, Least), rate * Math.Pow(Factor, State.Falls));

    /// <summary>The rate as a schedule, which follows what is observed.</summary>
    public Schedule Schedule => _ => Rate;

    /// <summary>Takes note of a metric, and lets the rate fall if it is time.</summary>
    /// <param name="metric">The metric; NaN is never better.</param>
    public void Observe(double metric)
    {
        bool isBetter = IsBetter(metric);
        double? best = isBetter ? metric : State.Best;
        int bad = isBetter ? 0 : State.BadCount + 1, cooldown = State.Cooldown;
        if (cooldown > 0)
        {
            (cooldown, bad) = (cooldown - 1, 0);
        }

        State = bad > Patience
            ? new(best, 0, Cooldown, State.Falls + 1)
            : new(best, bad, cooldown, State.Falls);
    }

    private bool IsBetter(double metric)
    {
        if (State.Best is not { } best)
        {
            return !double.IsNaN(metric);
        }

        double margin = Threshold * Math.Abs(best);
        return Maximize ? metric > best + margin : metric < best - margin;
    }
}

/// <summary>What a learning rate that falls on plateaus has to remember.</summary>
/// <param name="Best">The best metric so far; null before the first.</param>
/// <param name="BadCount">How many in a row were no better.</param>
/// <param name="Cooldown">How many more do not count.</param>
/// <param name="Falls">How often the rate has fallen.</param>
public sealed record PlateauState(double? Best, int BadCount, int Cooldown, int Falls);
