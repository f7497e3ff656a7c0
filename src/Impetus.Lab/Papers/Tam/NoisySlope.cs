using Impetus.Lab.Data;
using Impetus.Lab.Problems;

namespace Impetus.Lab.Papers.Tam;

/// <summary>
/// −θ₁ over all of space, with noise σε, ε ~ N(0, I), on the gradient: what a step does depends on gradients alone, whose mean
/// never changes, so an effective learning rate can be read off the way that was made.
/// </summary>
/// <param name="dimension">How many coordinates there are, from 1.</param>
/// <param name="noise">σ, from 0.</param>
internal sealed class NoisySlope(int dimension, double noise) : IStochasticProblem
{
    public int Dimension => dimension;

    public double Value(ReadOnlySpan<double> point) => -point[0];

    public void Gradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        gradient.Clear();
        gradient[0] = -1;
    }

    public void Hessian(ReadOnlySpan<double> point, Span<double> hessian) => hessian.Clear();

    public void SampleGradient(ReadOnlySpan<double> point, Span<double> gradient, ref DeterministicRandom random)
    {
        Gradient(point, gradient);
        foreach (ref double slope in gradient)
        {
            slope += noise * random.NextNormal();
        }
    }
}
