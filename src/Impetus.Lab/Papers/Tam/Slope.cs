using Impetus.Lab.Problems;

namespace Impetus.Lab.Papers.Tam;

/// <summary>
/// −θ₁ over all of space, for gradients with noise: what a step does depends on gradients alone, whose mean never changes, so an
/// effective learning rate can be read off the way that was made.
/// </summary>
/// <param name="dimension">How many coordinates there are, from 1.</param>
internal sealed class Slope(int dimension) : IProblem
{
    public int Dimension => dimension;

    public double Value(ReadOnlySpan<double> point) => -point[0];

    public void Gradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        gradient.Clear();
        gradient[0] = -1;
    }

    public void Hessian(ReadOnlySpan<double> point, Span<double> hessian) => hessian.Clear();
}
