using MathNet.Numerics.LinearAlgebra;

namespace Impetus.Lab.Papers.Cm;

/// <summary>
/// One step of momentum on ½hθ² as a linear map of its state. With the state in units of 1/α only the product a = αh counts:
/// the state is (θ, αm₁, αm₂, …), the newest momentum first.
/// </summary>
internal static class CompanionMatrix
{
    /// <summary>C, the number of momenta in the buffer.</summary>
    public const int Capacity = 5;

    /// <summary>m ← βm + g; θ ← θ − αm.</summary>
    public static double[,] Classical(double a, double beta) => new[,] { { 1 - a, -beta }, { a, beta } };

    /// <summary>m ← βm + g; θ ← θ − α(m + mean of the last C momenta before it).</summary>
    public static double[,] Critical(double a, double beta) => Critical(a, beta, lastSign: -1);

    /// <summary>The same, with the sign that the paper prints in the last column.</summary>
    public static double[,] CriticalAsPrinted(double a, double beta) => Critical(a, beta, lastSign: 1);

    /// <summary>The largest absolute eigenvalue: by what the state shrinks in a step, in the long run.</summary>
    public static double SpectralRadius(double[,] matrix)
        => Matrix<double>.Build.DenseOfArray(matrix).Evd().EigenValues.Max(value => value.Magnitude);

    /// <summary>One step.</summary>
    public static double[] Apply(double[,] matrix, double[] state)
        => [.. Enumerable.Range(0, state.Length).Select(row => state.Select((value, column) => matrix[row, column] * value).Sum())];

    private static double[,] Critical(double a, double beta, double lastSign)
    {
        double[,] matrix = new double[Capacity + 1, Capacity + 1];
        matrix[0, 0] = 1 - a;
        matrix[1, 0] = a;
        matrix[1, 1] = beta;
        for (int k = 1; k <= Capacity; k++)
        {
            matrix[0, k] = (k == Capacity ? lastSign : -1) / Capacity;
            if (k > 1)
            {
                matrix[k, k - 1] = 1;
            }
        }

        matrix[0, 1] -= beta;
        return matrix;
    }
}
