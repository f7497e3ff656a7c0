namespace Impetus.Lab.Problems.Regression;

/// <summary>A convex regression with a quadratic penalty, large enough that its Hessian is better applied than written down.</summary>
public interface IRegression : IProblem
{
    /// <summary>λ, the strength of the penalty ½λ‖θ‖², from 0. No curvature is smaller.</summary>
    double Regularization { get; }

    /// <summary>L, a bound on all curvatures: from the largest eigenvalue of XᵀX/n, and how much the loss bends at most.</summary>
    double Smoothness { get; }

    /// <summary>Value and gradient in one pass over the examples.</summary>
    /// <param name="point">Where.</param>
    /// <param name="gradient">Takes the gradient; all of it is written.</param>
    /// <returns>The value.</returns>
    double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>The Hessian at a point, times a vector.</summary>
    /// <param name="point">Where.</param>
    /// <param name="vector">What the Hessian is applied to.</param>
    /// <param name="product">Takes the result; all of it is written.</param>
    void HessianProduct(ReadOnlySpan<double> point, ReadOnlySpan<double> vector, Span<double> product);
}
