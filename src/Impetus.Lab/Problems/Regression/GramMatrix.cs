using Impetus.Lab.Data;
using MathNet.Numerics.LinearAlgebra;

namespace Impetus.Lab.Problems.Regression;

/// <summary>XᵀX/n, the mean of the examples' outer products.</summary>
internal static class GramMatrix
{
    private const double Tolerance = 1e-7;
    private const int MostIterations = 5_000;

    /// <summary>
    /// The largest eigenvalue by power iteration, until some eigenvalue is known to lie within 10⁻⁷ of it. Where the two largest
    /// nearly agree the iteration may stop before that, between them.
    /// </summary>
    public static double LargestEigenvalue(SparseData data)
    {
        DeterministicRandom random = new(1);
        Vector<double> vector = Vector<double>.Build.Dense(random.NextNormalPoint(data.FeatureCount));
        double eigenvalue = 0;
        for (int iteration = 0; iteration < MostIterations && vector.L2Norm() > 0; iteration++)
        {
            vector = vector.Normalize(2);
            Vector<double> image = Product(data, vector);
            eigenvalue = vector.DotProduct(image);
            if ((image - (eigenvalue * vector)).L2Norm() <= Tolerance * eigenvalue)
            {
                break;
            }

            vector = image;
        }

        return eigenvalue;
    }

    private static Vector<double> Product(SparseData data, Vector<double> vector)
    {
        double[] weights = vector.AsArray(), image = new double[data.FeatureCount];
        for (int example = 0; example < data.Count; example++)
        {
            data.AddTo(image, example, data.Product(example, weights) / data.Count);
        }

        return Vector<double>.Build.Dense(image);
    }
}
