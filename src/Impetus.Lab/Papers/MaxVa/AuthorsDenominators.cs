namespace Impetus.Lab.Papers.MaxVa;

/// <summary>
/// The optimizers of the authors' script for the counterexample (<c>nonconvex.py</c>), by what they divide the learning rate by. Two
/// things are not as in the paper: AMSGrad takes the maximum before the correction for the start, and MAdam holds the gradient against
/// an average that is not corrected, starts with β = 0.9, and ignores its rate.
/// </summary>
internal static class AuthorsDenominators
{
    private const double Decay = 0.9, Least = 0.5, Most = 1, First = 0.9, Epsilon = 1e-8, Delta = 1e-20;

    /// <summary>The rate with which the script's MAdam steps, whatever it is given.</summary>
    public const double RateOfMAdam = 1;

    /// <summary>A denominator for each gradient of a run.</summary>
    /// <param name="optimizer">adam, amsgrad or madam.</param>
    public static Func<double, double> Of(string optimizer) => optimizer == "madam" ? MAdam() : Adam(takesMaximum: optimizer == "amsgrad");

    private static Func<double, double> Adam(bool takesMaximum)
    {
        (double square, double largest, int t) = (0, 0, 0);
        return gradient =>
        {
            t++;
            square = (Decay * square) + ((1 - Decay) * gradient * gradient);
            largest = takesMaximum ? Math.Max(largest, square) : square;
            return Math.Sqrt(largest / (1 - Math.Pow(Decay, t))) + Epsilon;
        };
    }

    private static Func<double, double> MAdam()
    {
        (double square, double mean, double weight) = (0, 0, 0);
        return gradient =>
        {
            double beta = weight == 0 ? First : Share(gradient);
            square = (beta * square) + ((1 - beta) * gradient * gradient);
            mean = (beta * mean) + ((1 - beta) * gradient);
            weight = (beta * weight) + (1 - beta);
            return Math.Sqrt(square / weight) + Epsilon;
        };

        double Share(double gradient)
        {
            double variance = Math.Max(0, (square / weight) - Math.Pow(mean / weight, 2)), deviation = Math.Pow(gradient - mean, 2), sum = deviation + variance;
            return Math.Clamp(sum / (((deviation - variance) * weight) + sum + Delta), Least, Most);
        }
    }
}
