using Impetus.Lab.Problems;

namespace Impetus.Lab.Tests.Problems;

/// <summary>Derivatives by central differences, to hold exact ones against.</summary>
internal static class FiniteDifferences
{
    private const double Step = 1e-5;

    /// <summary>Asserts that gradient and Hessian at a point are those of the value and of the gradient.</summary>
    public static void AssertExact(IProblem problem, double[] point)
    {
        int dimension = problem.Dimension;
        double[] gradient = new double[dimension], hessian = new double[dimension * dimension];
        double[] above = new double[dimension], below = new double[dimension];
        problem.Gradient(point, gradient);
        problem.Hessian(point, hessian);
        for (int i = 0; i < dimension; i++)
        {
            double[] right = [.. point], left = [.. point];
            right[i] += Step;
            left[i] -= Step;
            Near(gradient[i], (problem.Value(right) - problem.Value(left)) / (2 * Step), $"∂f/∂x{i} at ({string.Join(", ", point)})");
            problem.Gradient(right, above);
            problem.Gradient(left, below);
            for (int j = 0; j < dimension; j++)
            {
                Near(hessian[(i * dimension) + j], (above[j] - below[j]) / (2 * Step), $"∂²f/∂x{i}∂x{j} at ({string.Join(", ", point)})");
            }
        }
    }

    private static void Near(double exact, double estimate, string what)
        => Assert.True(Math.Abs(exact - estimate) <= 1e-5 * Math.Max(1, Math.Abs(exact)), $"{what}: exact {exact:R}, by differences {estimate:R}");
}
