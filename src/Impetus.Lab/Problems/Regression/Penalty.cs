namespace Impetus.Lab.Problems.Regression;

/// <summary>½λ‖θ‖², the quadratic penalty of a regression.</summary>
internal static class Penalty
{
    public static double Value(ReadOnlySpan<double> point, double strength)
    {
        double sum = 0;
        foreach (double weight in point)
        {
            sum += weight * weight;
        }

        return strength * sum / 2;
    }

    /// <summary>Overwrites the gradient with λθ.</summary>
    public static void Gradient(ReadOnlySpan<double> point, Span<double> gradient, double strength)
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = strength * point[i];
        }
    }

    /// <summary>Overwrites the Hessian with λI.</summary>
    public static void Hessian(int dimension, Span<double> hessian, double strength)
    {
        hessian.Clear();
        for (int i = 0; i < dimension; i++)
        {
            hessian[(i * dimension) + i] = strength;
        }
    }
}
