namespace Impetus.Lab.Problems.Functions;

/// <summary>½ Σ hᵢ xᵢ²: a quadratic in the axes of its eigenvectors.</summary>
public sealed class Quadratic : SeparableFunction
{
    private readonly double[] _spectrum;

    /// <summary>The quadratic with given eigenvalues.</summary>
    /// <param name="spectrum">h, the eigenvalues of the Hessian, all above 0; one for each coordinate.</param>
    /// <exception cref="ArgumentException">An eigenvalue is not above 0.</exception>
    public Quadratic(params ReadOnlySpan<double> spectrum)
        : base(spectrum.Length)
    {
        _spectrum = [.. spectrum];
        if (!_spectrum.All(value => value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentException("All eigenvalues must be above 0, so that there is one minimum.", nameof(spectrum));
        }
    }

    /// <summary>h, the eigenvalues of the Hessian.</summary>
    public IReadOnlyList<double> Spectrum => _spectrum;

    /// <inheritdoc/>
    public override Interval Domain => new(-1, 1);

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> Minima => [new double[Dimension]];

    /// <inheritdoc/>
    public override double MinimumValue => 0;

    /// <summary>Eigenvalues from 1/<paramref name="conditionNumber"/> to 1, evenly spread on a logarithmic scale.</summary>
    /// <param name="dimension">How many there are, from 2.</param>
    /// <param name="conditionNumber">The largest over the smallest, from 1.</param>
    public static Quadratic WithConditionNumber(int dimension, double conditionNumber)
        => new([.. Enumerable.Range(0, dimension).Select(i => Math.Pow(conditionNumber, -i / (dimension - 1.0)))]);

    private protected override (double Value, double Slope, double Curvature) Term(int index, double x)
        => (_spectrum[index] * x * x / 2, _spectrum[index] * x, _spectrum[index]);
}
