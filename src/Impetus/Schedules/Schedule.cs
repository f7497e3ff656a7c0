namespace Impetus;

/// <summary>A learning rate as a pure function of how many steps were taken before.</summary>
/// <param name="step">The steps taken before, from 0.</param>
/// <returns>η of the next step.</returns>
public delegate double Schedule(long step);

/// <summary>Learning-rate schedules. They are pure functions of the step, so they need no state and no saving.</summary>
public static partial class Schedules
{
    /// <summary>Always <paramref name="rate"/>.</summary>
    public static Schedule Constant(double rate) => _ => rate;

    /// <summary>From <paramref name="initial"/> to <paramref name="final"/> in a straight line over <paramref name="steps"/> steps; then constant.</summary>
    public static Schedule Linear(double initial, double final, long steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return step => initial + (final - initial) * Progress(step, steps);
    }

    /// <summary>From <paramref name="initial"/> to <paramref name="final"/> on half a cosine over <paramref name="steps"/> steps; then constant (Loshchilov and Hutter 2017).</summary>
    public static Schedule Cosine(double initial, double final, long steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return step => final + (initial - final) * (1 + Math.Cos(Math.PI * Progress(step, steps))) / 2;
    }

    /// <summary>Starts at <paramref name="rate"/> and is multiplied with <paramref name="factor"/> at each of the <paramref name="milestones"/>.</summary>
    public static Schedule MultiStep(double rate, double factor, params ReadOnlySpan<long> milestones)
    {
        long[] sorted = [.. milestones];
        Array.Sort(sorted);
        return step =>
        {
            int passed = 0;
            while (passed < sorted.Length && step >= sorted[passed])
            {
                passed++;
            }

            return rate * Math.Pow(factor, passed);
        };
    }

    /// <summary>
    /// Rises in a straight line to <paramref name="peak"/> over <paramref name="warmupSteps"/> steps, then falls with the
    /// inverse square root of the step (Vaswani et al. 2017).
    /// </summary>
    public static Schedule InverseSquareRoot(double peak, long warmupSteps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(warmupSteps, 1);
        return step => step < warmupSteps ? peak * (step + 1) / warmupSteps : peak * Math.Sqrt(warmupSteps / (step + 1.0));
    }

    /// <summary>
    /// Three stages: a straight rise from <paramref name="initial"/> to <paramref name="peak"/>, a plateau, and an
    /// exponential fall to <paramref name="final"/>; then constant (Park et al. 2019).
    /// </summary>
    public static Schedule TriStage(double initial, double peak, double final, long warmupSteps, long holdSteps, long decaySteps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(warmupSteps);
        ArgumentOutOfRangeException.ThrowIfNegative(holdSteps);
        ArgumentOutOfRangeException.ThrowIfLessThan(decaySteps, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(peak);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(final);
        return step => step < warmupSteps
            ? initial + (peak - initial) * step / warmupSteps
            : peak * Math.Pow(final / peak, Progress(step - warmupSteps - holdSteps, decaySteps));
    }

    /// <summary>A straight rise over <paramref name="steps"/> steps to where <paramref name="then"/> starts; from there on <paramref name="then"/>.</summary>
    /// <param name="steps">How many steps the rise takes, from 0; its first step already has a rate above 0.</param>
    /// <param name="then">What follows, with its own steps counted from the end of the rise.</param>
    public static Schedule LinearWarmup(long steps, Schedule then)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        return step => step < steps ? then(0) * (step + 1) / steps : then(step - steps);
    }

    /// <summary>From <paramref name="initial"/> to <paramref name="final"/> over <paramref name="steps"/> steps, with a power of what is left of them; then constant.</summary>
    /// <param name="initial">The rate of the first step.</param>
    /// <param name="final">The rate after the last.</param>
    /// <param name="steps">How many steps the fall takes, from 1.</param>
    /// <param name="power">1 for a straight line; above, the fall is fast first and slow at the end.</param>
    public static Schedule Polynomial(double initial, double final, long steps, double power = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(power);
        return step => final + (initial - final) * Math.Pow(1 - Progress(step, steps), power);
    }

    /// <summary>Starts at <paramref name="rate"/> and is multiplied with <paramref name="factor"/> after every step.</summary>
    public static Schedule Exponential(double rate, double factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(factor);
        return step => rate * Math.Pow(factor, step);
    }

    /// <summary>
    /// Three stages: a straight rise to <paramref name="peak"/>, a plateau for as long as training goes well, and a straight fall to
    /// <paramref name="final"/>; then constant (Hu et al. 2024).
    /// </summary>
    /// <param name="peak">The rate of the plateau.</param>
    /// <param name="final">The rate after the fall.</param>
    /// <param name="warmupSteps">How many steps the rise takes, from 0; its first step already has a rate above 0.</param>
    /// <param name="stableSteps">How many steps the plateau takes, from 0.</param>
    /// <param name="decaySteps">How many steps the fall takes, from 1.</param>
    public static Schedule WarmupStableDecay(double peak, double final, long warmupSteps, long stableSteps, long decaySteps)
        => Sequence((LinearWarmup(warmupSteps, Constant(peak)), warmupSteps + stableSteps), (Linear(peak, final, decaySteps), long.MaxValue));

    /// <summary>Schedules one after the other, each with its own steps counted from its beginning; the last goes on.</summary>
    /// <param name="parts">The schedules, and how many steps each is in charge of, from 0.</param>
    public static Schedule Sequence(params IReadOnlyList<(Schedule Schedule, long Steps)> parts)
    {
        (Schedule Schedule, long Steps)[] own = [.. parts];
        ArgumentOutOfRangeException.ThrowIfZero(own.Length, nameof(parts));
        foreach ((Schedule schedule, long steps) in own)
        {
            ArgumentNullException.ThrowIfNull(schedule);
            ArgumentOutOfRangeException.ThrowIfNegative(steps);
        }

        return step =>
        {
            int part = 0;
            for (; part < own.Length - 1 && step >= own[part].Steps; part++)
            {
                step -= own[part].Steps;
            }

            return own[part].Schedule(step);
        };
    }

    private static double Progress(long step, long steps) => Math.Clamp(step, 0, steps) / (double)steps;
}
