using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using MathNet.Numerics.LinearAlgebra;

namespace Impetus.Lab.Instruments;

/// <summary>
/// The largest eigenvalue of a symmetric matrix of which only products with vectors are known (Lanczos 1950). Of a Hessian
/// it is what the critical momenta paper calls sharpness (h_max, Section 3.3).
/// </summary>
/// <param name="Value">The largest Ritz value: never above the largest eigenvalue but for rounding.</param>
/// <param name="Residual">An eigenvalue lies no farther than this from <paramref name="Value"/>.</param>
/// <param name="Products">Products that were taken.</param>
public readonly record struct LargestEigenvalue(double Value, double Residual, int Products)
{
    /// <summary>The eigenvalue of <paramref name="product"/>.</summary>
    /// <param name="product">Multiplies a vector by the matrix; may not keep the vector.</param>
    /// <param name="dimension">Rows of the matrix, at least 1.</param>
    /// <param name="tolerance">Stops when the residual is this small beside the value.</param>
    /// <param name="maximumProducts">Stops after so many products, at least 1.</param>
    /// <param name="seed">Of the random vector at the start.</param>
    public static LargestEigenvalue Of(
        Func<double[], double[]> product, int dimension, double tolerance = 1e-3, int maximumProducts = 60, ulong seed = 0)
    {
        DeterministicRandom random = new(seed);
        double[] vector = random.NextNormalPoint(dimension), previous = new double[dimension];
        Scale(vector, 1 / Norm(vector));
        List<double> diagonal = [], beside = [];
        while (true)
        {
            // β_{j+1} q_{j+1} = A q_j − α_j q_j − β_j q_{j−1}. Without further orthogonalisation converged values come up
            // again as copies, which does no harm to the largest one.
            double[] next = product(vector);
            double alpha = Inner(next, vector);
            diagonal.Add(alpha);
            for (int k = 0; k < next.Length; k++)
            {
                next[k] -= (alpha * vector[k]) + ((beside.Count > 0 ? beside[^1] : 0) * previous[k]);
            }

            double beta = Norm(next);
            (double value, double last) = LargestOfTridiagonal(diagonal, beside);
            LargestEigenvalue found = new(value, beta * Math.Abs(last), diagonal.Count);
            bool isClose = found.Residual <= tolerance * Math.Abs(value);
            if (!double.IsFinite(beta) || beta == 0 || isClose || diagonal.Count >= Math.Min(maximumProducts, dimension))
            {
                return found;
            }

            Scale(next, 1 / beta);
            beside.Add(beta);
            (previous, vector) = (vector, next);
        }
    }

    /// <summary>The largest eigenvalue, and the last component of its eigenvector of length 1.</summary>
    private static (double Value, double Last) LargestOfTridiagonal(List<double> diagonal, List<double> beside)
    {
        if (!diagonal.Concat(beside).All(double.IsFinite))
        {
            return (double.NaN, double.NaN);
        }

        int size = diagonal.Count;
        var decomposition = Matrix<double>.Build
            .Dense(size, size, (row, column) => row == column ? diagonal[row] : Math.Abs(row - column) == 1 ? beside[Math.Min(row, column)] : 0)
            .Evd(Symmetricity.Symmetric);
        int largest = decomposition.EigenValues.Select(static value => value.Real).Index().MaxBy(static pair => pair.Item).Index;
        return (decomposition.EigenValues[largest].Real, decomposition.EigenVectors[size - 1, largest]);
    }

    private static double Inner(double[] left, double[] right)
    {
        double sum = 0;
        for (int k = 0; k < left.Length; k++)
        {
            sum += left[k] * right[k];
        }

        return sum;
    }

    private static double Norm(double[] vector) => Math.Sqrt(Inner(vector, vector));

    private static void Scale(double[] vector, double factor)
    {
        for (int k = 0; k < vector.Length; k++)
        {
            vector[k] *= factor;
        }
    }
}
