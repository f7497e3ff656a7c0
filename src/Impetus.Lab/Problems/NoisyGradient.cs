using Impetus.Lab.Data;

namespace Impetus.Lab.Problems;

/// <summary>A problem whose gradients are seen with normal noise, the same in every coordinate.</summary>
/// <param name="problem">The problem.</param>
/// <param name="noise">The standard deviation of the noise, from 0.</param>
public sealed class NoisyGradient(IProblem problem, double noise) : IStochasticProblem
{
    /// <inheritdoc/>
    public int Dimension => problem.Dimension;

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> point) => problem.Value(point);

    /// <inheritdoc/>
    public void Gradient(ReadOnlySpan<double> point, Span<double> gradient) => problem.Gradient(point, gradient);

    /// <inheritdoc/>
    public void Hessian(ReadOnlySpan<double> point, Span<double> hessian) => problem.Hessian(point, hessian);

    /// <inheritdoc/>
    public void SampleGradient(ReadOnlySpan<double> point, Span<double> gradient, ref DeterministicRandom random)
    {
        problem.Gradient(point, gradient);
        foreach (ref double slope in gradient)
        {
            slope += noise * random.NextNormal();
        }
    }
}
