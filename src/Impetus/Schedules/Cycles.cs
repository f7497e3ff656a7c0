namespace Impetus;

// Schedules that rise again.
public static partial class Schedules
{
    /// <summary>
    /// One cycle (Smith and Topin 2019): up to <paramref name="peak"/> on half a cosine, and down on another, far below where it began;
    /// then constant. With the defaults, PyTorch's.
    /// </summary>
    /// <param name="peak">The largest rate.</param>
    /// <param name="steps">Steps of the whole cycle, from 2.</param>
    /// <param name="rise">The share of the steps that the rise takes, in (0, 1).</param>
    /// <param name="initial">The rate of the first step, as a share of the peak.</param>
    /// <param name="final">The rate of the last step, as a share of the peak.</param>
    public static Schedule OneCycle(double peak, long steps, double rise = 0.3, double initial = 1.0 / 25, double final = 1.0 / 25 / 1e4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(rise, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rise, 1);
        double top = Math.Max(rise * steps - 1, 0), end = steps - 1;
        return step => step < top
            ? OnCosine(peak * initial, peak, step / top)
            : OnCosine(peak, peak * final, Math.Min((step - top) / (end - top), 1));
    }

    /// <summary>
    /// Triangles between <paramref name="low"/> and <paramref name="peak"/> (Smith 2017), each <paramref name="factor"/> times as high as the
    /// one before.
    /// </summary>
    /// <param name="low">The rate at the foot of every triangle.</param>
    /// <param name="peak">The rate at the top of the first.</param>
    /// <param name="riseSteps">Steps from foot to top, from 1.</param>
    /// <param name="fallSteps">Steps from top to foot, from 1.</param>
    /// <param name="factor">1 for equal triangles; ½ is PyTorch's <c>triangular2</c>.</param>
    public static Schedule Cyclic(double low, double peak, long riseSteps, long fallSteps, double factor = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(riseSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fallSteps, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(factor);
        return step =>
        {
            (long cycle, long place) = Math.DivRem(step, riseSteps + fallSteps);
            double height = place <= riseSteps ? (double)place / riseSteps : (double)(riseSteps + fallSteps - place) / fallSteps;
            return low + (peak - low) * height * Math.Pow(factor, cycle);
        };
    }

    /// <summary>
    /// Half a cosine from <paramref name="peak"/> to <paramref name="low"/>, again and again, each <paramref name="factor"/> times as long as
    /// the one before (Loshchilov and Hutter 2017).
    /// </summary>
    /// <param name="peak">The rate at which every cosine begins.</param>
    /// <param name="low">The rate towards which it falls.</param>
    /// <param name="steps">Steps of the first, from 1.</param>
    /// <param name="factor">A whole number from 1.</param>
    public static Schedule WarmRestarts(double peak, double low, long steps, int factor = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        return step =>
        {
            long length = steps, place = step;
            if (factor == 1)
            {
                place %= length;
            }

            while (place >= length)
            {
                place -= length;
                length = length > long.MaxValue / factor ? long.MaxValue : length * factor;
            }

            return OnCosine(peak, low, (double)place / length);
        };
    }

    private static double OnCosine(double from, double to, double share) => to + (from - to) * (1 + Math.Cos(Math.PI * share)) / 2;
}
