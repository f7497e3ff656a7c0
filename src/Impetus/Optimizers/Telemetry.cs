using System.Collections;

namespace Impetus;

/// <summary>
/// What an optimizer knows about its last step, by name: the scalars of its memory (cosine and damping of torque-aware
/// momentum, β of adaptive memory, priorities of critical momenta), and the norm of the gradient where it was measured.
/// </summary>
/// <remarks>Reading costs a look-up, and nothing is computed for it. With sums per tensor, a scalar is the mean over tensors.</remarks>
public sealed class Telemetry : IReadOnlyCollection<KeyValuePair<string, double>>
{
    private readonly ITelemetrySource _source;
    private readonly string[] _names;

    internal Telemetry(ITelemetrySource source)
    {
        _source = source;
        _names = [.. source.Names];
    }

    /// <summary>The names that have values.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <inheritdoc/>
    public int Count => _names.Length;

    /// <summary>The value of that name in the last step; NaN before the first.</summary>
    /// <exception cref="KeyNotFoundException">There is no such name.</exception>
    public double this[string name] => _source.Read(Known(name));

    /// <summary>The value of that name for one parameter, where sums run over each tensor by itself.</summary>
    /// <exception cref="KeyNotFoundException">There is no such name.</exception>
    public double Of(string name, int parameter) => _source.Read(Known(name), parameter);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator()
    {
        foreach (string name in _names)
        {
            yield return new(name, _source.Read(name));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Known(string name)
        => _names.Contains(name) ? name : throw new KeyNotFoundException($"There is no telemetry '{name}'. There is: {string.Join(", ", _names)}.");
}

/// <summary>Where telemetry comes from.</summary>
internal interface ITelemetrySource
{
    IEnumerable<string> Names { get; }

    double Read(string name);

    double Read(string name, int parameter);
}
