using Impetus.Lab.Data;

namespace Impetus.Lab.Problems;

/// <summary>A problem whose gradient an optimizer only sees with noise.</summary>
public interface IStochasticProblem : IProblem
{
    /// <summary>Draws a gradient.</summary>
    /// <param name="point">Where.</param>
    /// <param name="gradient">Takes the result; all of it is written.</param>
    /// <param name="random">The source of the noise; it moves on by the same amount at every point.</param>
    void SampleGradient(ReadOnlySpan<double> point, Span<double> gradient, ref DeterministicRandom random);
}
