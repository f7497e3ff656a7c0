using Impetus.Checkpoints;

namespace Impetus;

// What a parameter has to be to belong to the set.
public sealed unsafe partial class ParameterSet
{
    private void Pin<TElement>(string name, Memory<TElement> value, Memory<TElement> gradient, ElementType type, ReadOnlySpan<long> shape)
        where TElement : unmanaged
    {
        if (value.Length != gradient.Length)
        {
            throw new ArgumentException($"'{name}' has {value.Length} values but {gradient.Length} gradients.", nameof(gradient));
        }

        PinnedPair pair = new(value.Pin(), gradient.Pin());
        try
        {
            fixed (TElement* start = value.Span, slope = gradient.Span)
            {
                Insert(name, start, slope, value.Length, type, shape);
            }
        }
        catch
        {
            pair.Dispose();
            throw;
        }

        _pinned.Add(pair);
    }

    private void Insert(string name, void* value, void* gradient, nint length, ElementType type, ReadOnlySpan<long> shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        StorableText.Require(name);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (_isBound)
        {
            throw new InvalidOperationException($"'{name}' comes too late: an optimizer already trains this set. Make a set of all parameters and an optimizer of it, which goes on with {nameof(Optimizer.ContinueFrom)}.");
        }

        if (Count > 0 && type != ElementType)
        {
            throw new ArgumentException($"'{name}' is stored in {type}, but the set in {ElementType}: use one set for each.", nameof(type));
        }

        ReadOnlySpan<long> dimensions = shape.IsEmpty && length != 1 ? [length] : shape;
        if (!Fits(dimensions, length))
        {
            throw new ArgumentException($"'{name}' has {length} coordinates, which do not fit its shape {Text(dimensions)}.", nameof(shape));
        }

        if (Device is null)
        {
            RefuseOverlap(name, value, gradient, length * type.Size);
        }

        Parameter parameter = new(name, type, value, gradient, length, dimensions);
        if (!_byName.TryAdd(name, parameter))
        {
            throw new ArgumentException($"There already is a parameter '{name}'.", nameof(name));
        }

        _parameters.Add(parameter);
    }

    private static bool Fits(ReadOnlySpan<long> shape, nint length)
    {
        Int128 product = 1;
        foreach (long dimension in shape)
        {
            if (dimension < 0)
            {
                return false;
            }

            product = Int128.Min(product * dimension, long.MaxValue);
        }

        return product == length;
    }

    /// <summary>Tied weights belong in the set once: a step would move them twice. Nothing else that moves may be a gradient.</summary>
    private void RefuseOverlap(string name, void* value, void* gradient, nint bytes)
    {
        if (Overlap(value, bytes, gradient, bytes))
        {
            throw new ArgumentException($"The values and the gradient of '{name}' share memory: a step would move its own gradient.", nameof(gradient));
        }

        foreach (Parameter other in _parameters)
        {
            nint otherBytes = other.Length * other.ElementType.Size;
            if (Overlap(value, bytes, other.ValueStart, otherBytes))
            {
                throw new ArgumentException($"'{name}' shares memory with '{other.Name}': add tied weights once.", nameof(value));
            }

            if (Overlap(value, bytes, other.GradientStart, otherBytes) || Overlap(gradient, bytes, other.ValueStart, otherBytes))
            {
                throw new ArgumentException($"'{name}' and '{other.Name}' share memory, one's values and the other's gradient.", nameof(gradient));
            }
        }
    }

    private static bool Overlap(void* left, nint leftBytes, void* right, nint rightBytes)
        => leftBytes > 0 && rightBytes > 0 && (byte*)left < (byte*)right + rightBytes && (byte*)right < (byte*)left + leftBytes;

    private static string Text(ReadOnlySpan<long> shape) => $"({string.Join(", ", shape.ToArray())})";
}
