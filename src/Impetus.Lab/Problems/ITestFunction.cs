namespace Impetus.Lab.Problems;

/// <summary>A problem whose minimum is known.</summary>
public interface ITestFunction : IProblem
{
    /// <summary>Where starting points are drawn, the same interval for every coordinate.</summary>
    Interval Domain { get; }

    /// <summary>All global minima.</summary>
    IReadOnlyList<double[]> Minima { get; }

    /// <summary>The value at the global minima.</summary>
    double MinimumValue { get; }
}

/// <summary>A closed interval.</summary>
/// <param name="Low">Its start.</param>
/// <param name="High">Its end.</param>
public readonly record struct Interval(double Low, double High);
