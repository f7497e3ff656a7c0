using MathNet.Numerics.LinearAlgebra;

namespace Impetus.Lab.Problems.Regression;

/// <summary>
/// Newton's method with conjugate gradients for the steps and a line search (Nocedal and Wright 2006, Algorithm 7.1): the
/// reference that first-order methods are held against.
/// </summary>
public static class NewtonMethod
{
    private const int MostSteps = 200;
    private const double Sufficient = 1e-4;
    private const double Shortest = 1e-10;

    /// <summary>Minimises from the origin, until the gradient is as small as rounding allows.</summary>
    /// <param name="regression">What to minimise; its penalty must be above 0, so that there is a minimum.</param>
    public static ReferenceMinimum Minimize(IRegression regression)
    {
        ArgumentNullException.ThrowIfNull(regression);
        Vector<double> point = Vector<double>.Build.Dense(regression.Dimension), gradient = Gradient(regression, point);
        for (int step = 0; step < MostSteps; step++)
        {
            Vector<double> direction = Direction(regression, point, gradient);
            (Vector<double> Point, Vector<double> Gradient)? next = Search(regression, point, gradient, direction);
            if (next is null)
            {
                break;
            }

            (point, gradient) = next.Value;
        }

        double norm = gradient.L2Norm();
        return new(point.AsArray(), regression.Value(point.AsArray()), norm, norm * norm / (2 * regression.Regularization));
    }

    /// <summary>Solves Hd = −g by conjugate gradients, the more exactly the nearer the minimum.</summary>
    private static Vector<double> Direction(IRegression regression, Vector<double> point, Vector<double> gradient)
    {
        double norm = gradient.L2Norm(), tolerance = Math.Min(1e-2, Math.Sqrt(norm)) * norm;
        Vector<double> solution = Vector<double>.Build.Dense(regression.Dimension), residual = -gradient, search = residual;
        double[] product = new double[regression.Dimension];
        double square = residual.DotProduct(residual);
        for (int iteration = 0; iteration < 10 * regression.Dimension && Math.Sqrt(square) > tolerance; iteration++)
        {
            regression.HessianProduct(point.AsArray(), search.AsArray(), product);
            Vector<double> image = Vector<double>.Build.Dense(product);
            double length = square / search.DotProduct(image);
            solution += length * search;
            residual -= length * image;
            double next = residual.DotProduct(residual);
            search = residual + (next / square * search);
            square = next;
        }

        return solution;
    }

    /// <summary>
    /// Halves the step until the value falls enough; near the minimum, where values no longer differ, until the gradient shrinks.
    /// Null if no step does.
    /// </summary>
    private static (Vector<double> Point, Vector<double> Gradient)? Search(IRegression regression, Vector<double> point, Vector<double> gradient, Vector<double> direction)
    {
        double value = regression.Value(point.AsArray()), slope = gradient.DotProduct(direction);
        for (double length = 1; length > Shortest; length /= 2)
        {
            Vector<double> next = point + (length * direction);
            double nextValue = regression.Value(next.AsArray());
            Vector<double> nextGradient = Gradient(regression, next);
            bool falls = nextValue < value && nextValue <= value + (Sufficient * length * slope);
            bool levels = Math.Abs(nextValue - value) <= 1e-13 * Math.Abs(value) && nextGradient.L2Norm() < 0.5 * gradient.L2Norm();
            if (falls || levels)
            {
                return (next, nextGradient);
            }
        }

        return null;
    }

    private static Vector<double> Gradient(IRegression regression, Vector<double> point)
    {
        double[] gradient = new double[regression.Dimension];
        regression.Gradient(point.AsArray(), gradient);
        return Vector<double>.Build.Dense(gradient);
    }
}

/// <summary>A minimum, and how far it can be trusted.</summary>
/// <param name="Point">Where.</param>
/// <param name="Value">The value there.</param>
/// <param name="GradientNorm">‖∇f‖ there.</param>
/// <param name="Error">
/// ‖∇f‖²/(2λ), which no value of a λ-strongly convex function is farther below <paramref name="Value"/> than.
/// </param>
public sealed record ReferenceMinimum(IReadOnlyList<double> Point, double Value, double GradientNorm, double Error);
