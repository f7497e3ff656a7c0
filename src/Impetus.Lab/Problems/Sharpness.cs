using MathNet.Numerics.LinearAlgebra;

namespace Impetus.Lab.Problems;

/// <summary>How curved a problem is at a point.</summary>
public static class Sharpness
{
    /// <summary>The largest eigenvalue of the Hessian; NaN where the Hessian is not finite.</summary>
    public static double LargestEigenvalue(this IProblem problem, ReadOnlySpan<double> point)
    {
        double[] hessian = new double[problem.Dimension * problem.Dimension];
        problem.Hessian(point, hessian);
        return !hessian.All(double.IsFinite)
            ? double.NaN
            : Matrix<double>.Build.Dense(problem.Dimension, problem.Dimension, hessian).Evd(Symmetricity.Symmetric).EigenValues.Max(value => value.Real);
    }
}
