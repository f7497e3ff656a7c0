using Impetus.Lab.Data;
using Impetus.Lab.Problems;

namespace Impetus.Lab.Papers.MaxVa;

/// <summary>
/// MAdam as the authors' script for the noisy quadratic model has it (<c>nqm.py</c>): the average that gives the direction, with its
/// constant α, also stands for u in Eq. 8, where Algorithm 1 keeps an average of its own with the adaptive β. Options as there.
/// </summary>
internal static class AuthorsVariation
{
    private const double Least = 0.5, Most = 0.99, Delta = 1e-16, Epsilon = 1e-10;

    /// <summary>Takes all steps, with the noise that a <see cref="ProblemRun"/> of the same seed has.</summary>
    /// <returns>The last point.</returns>
    public static double[] Train(IStochasticProblem problem, double[] start, double rate, double momentum, int steps, ulong noiseSeed)
    {
        double[] point = [.. start], gradient = new double[start.Length], m = new double[start.Length], v = new double[start.Length], w = new double[start.Length];
        DeterministicRandom noise = DeterministicRandom.For(noiseSeed, 0);
        for (int t = 1; t <= steps; t++)
        {
            problem.SampleGradient(point, gradient, ref noise);
            double correction = 1 - Math.Pow(momentum, t);
            for (int i = 0; i < point.Length; i++)
            {
                double g = gradient[i];
                m[i] = (momentum * m[i]) + ((1 - momentum) * g);
                double beta = t == 1 ? Most : Share(m[i] / w[i], v[i] / w[i], w[i], g);
                v[i] = (beta * v[i]) + ((1 - beta) * g * g);
                w[i] = (beta * w[i]) + (1 - beta);
                point[i] -= rate * m[i] / correction / (Math.Sqrt(v[i] / w[i]) + Epsilon);
            }
        }

        return point;
    }

    /// <summary>Eq. 8, with the bounds of β.</summary>
    private static double Share(double mean, double square, double weight, double gradient)
    {
        double variance = square - (mean * mean), deviation = (gradient - mean) * (gradient - mean), sum = deviation + variance;
        return Math.Clamp(sum / (((deviation - variance) * weight) + sum + Delta), Least, Most);
    }
}
