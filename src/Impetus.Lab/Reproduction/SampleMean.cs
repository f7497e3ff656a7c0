using System.Globalization;

namespace Impetus.Lab.Reproduction;

/// <summary>The mean over runs, and how far chance may have moved it.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">The sample's standard deviation over the root of its size; NaN for fewer than two runs.</param>
public readonly record struct SampleMean(double Mean, double StandardError)
{
    /// <summary>Of one value a run.</summary>
    public static SampleMean Of(IReadOnlyList<double> values)
    {
        // The average of equal values is off by a rounding, which would look like chance.
        double mean = values.Count > 0 && values.All(value => value.Equals(values[0])) ? values[0] : values.Average();
        double squares = values.Sum(value => (value - mean) * (value - mean));
        return new(mean, values.Count < 2 ? double.NaN : Math.Sqrt(squares / (values.Count - 1) / values.Count));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean:G4} ({StandardError:G3})");
}
