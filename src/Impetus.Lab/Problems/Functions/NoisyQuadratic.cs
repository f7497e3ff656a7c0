using Impetus.Lab.Data;

namespace Impetus.Lab.Problems.Functions;

/// <summary>
/// The noisy quadratic model (maximum variation, Eq. 12 and 13): the expectation of ½ Σ hᵢ(θᵢ − xᵢ)² over x ~ N(0, σ²I), of
/// which an optimizer sees the gradient h(θ − σε), ε ~ N(0, I).
/// </summary>
/// <param name="noise">σ, from 0.</param>
/// <param name="curvature">h, all above 0; one for each coordinate.</param>
public sealed class NoisyQuadratic(double noise, params double[] curvature) : ITestFunction, IStochasticProblem
{
    private readonly Quadratic _expectation = new(curvature);

    /// <inheritdoc/>
    public int Dimension => _expectation.Dimension;

    /// <inheritdoc/>
    public Interval Domain => _expectation.Domain;

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Minima => _expectation.Minima;

    /// <summary>½ σ² Σ h, which no parameters can avoid.</summary>
    public double MinimumValue { get; } = noise * noise * curvature.Sum() / 2;

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> point) => _expectation.Value(point) + MinimumValue;

    /// <inheritdoc/>
    public void Gradient(ReadOnlySpan<double> point, Span<double> gradient) => _expectation.Gradient(point, gradient);

    /// <inheritdoc/>
    public void Hessian(ReadOnlySpan<double> point, Span<double> hessian) => _expectation.Hessian(point, hessian);

    /// <inheritdoc/>
    public void SampleGradient(ReadOnlySpan<double> point, Span<double> gradient, ref DeterministicRandom random)
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = curvature[i] * (point[i] - (noise * random.NextNormal()));
        }
    }
}
