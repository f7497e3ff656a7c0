using System.Buffers;

namespace Impetus;

/// <summary>One tensor to train: its values, and the gradient that the caller fills in before every step.</summary>
public sealed unsafe class Parameter
{
    private readonly long[] _shape;
    private MemoryHandle _pinned;    // of a gradient that was bound anew

    internal Parameter(string name, ElementType type, void* value, void* gradient, nint length, ReadOnlySpan<long> shape)
    {
        Name = name;
        ElementType = type;
        ValueStart = value;
        GradientStart = gradient;
        Length = length;
        _shape = shape.ToArray();
    }

    /// <summary>What the parameter is called in groups, messages and checkpoints.</summary>
    public string Name { get; }

    /// <summary>What values and gradient are stored in.</summary>
    public ElementType ElementType { get; }

    /// <summary>How many coordinates there are; 0 for an empty tensor, 1 for a scalar.</summary>
    public nint Length { get; }

    /// <summary>The tensor's shape, row-major; empty for a scalar.</summary>
    public ReadOnlySpan<long> Shape => _shape;

    /// <summary>Whether the gradient counts. A step passes over a parameter whose gradient is missing.</summary>
    public bool HasGradient { get; set; } = true;

    /// <summary>The type of the module that holds the parameter, such as <c>Linear</c>; null where nobody has said. Groups may go by it.</summary>
    public string? ModuleType { get; set; }

    internal void* ValueStart { get; }

    internal void* GradientStart { get; private set; }

    /// <summary>Has steps read the gradient elsewhere from now on, without a copy: where whoever evaluates it has put it this time.</summary>
    /// <param name="gradient">The address of as many coordinates of the same type; they must stay there as long as steps read them.</param>
    /// <exception cref="ArgumentException">There is no address, but there are coordinates.</exception>
    public void BindGradient(nint gradient)
        => GradientStart = gradient != 0 || Length == 0
            ? (void*)gradient
            : throw new ArgumentException($"'{Name}' has {Length} coordinates, but its gradient no address.", nameof(gradient));

    /// <summary>Has steps read the gradient from other managed memory from now on, without a copy. It stays pinned until another is bound or the set disposed.</summary>
    /// <param name="gradient">g, of as many coordinates as the parameter.</param>
    /// <exception cref="ArgumentException">The length differs, or the memory is the parameter's own.</exception>
    /// <exception cref="InvalidOperationException">The parameter is stored in another type.</exception>
    public void BindGradient(Memory<float> gradient) => BindMemory(gradient);

    /// <inheritdoc cref="BindGradient(Memory{float})"/>
    public void BindGradient(Memory<double> gradient) => BindMemory(gradient);

    /// <summary>The coordinates that one span can hold.</summary>
    /// <typeparam name="TElement"><see cref="float"/>, <see cref="double"/>, or <see cref="ushort"/> for the bits of bfloat16, as <see cref="ElementType"/> says.</typeparam>
    /// <exception cref="InvalidOperationException">The parameter is stored in another type.</exception>
    public Span<TElement> Values<TElement>()
        where TElement : unmanaged => Span<TElement>(ValueStart);

    /// <summary>The gradient, as <see cref="Values{TElement}"/>.</summary>
    /// <typeparam name="TElement"><see cref="float"/>, <see cref="double"/>, or <see cref="ushort"/> for the bits of bfloat16, as <see cref="ElementType"/> says.</typeparam>
    /// <exception cref="InvalidOperationException">The parameter is stored in another type.</exception>
    public Span<TElement> Gradients<TElement>()
        where TElement : unmanaged => Span<TElement>(GradientStart);

    /// <summary>Lets go of a gradient that was bound anew.</summary>
    internal void Unpin() => _pinned.Dispose();

    private void BindMemory<TElement>(Memory<TElement> gradient)
        where TElement : unmanaged
    {
        Span<TElement> values = Values<TElement>();
        if (gradient.Length != values.Length)
        {
            throw new ArgumentException($"'{Name}' has {Length} coordinates, but the gradient {gradient.Length}.", nameof(gradient));
        }

        if (values.Overlaps(gradient.Span))
        {
            throw new ArgumentException($"The values and the gradient of '{Name}' share memory: a step would move its own gradient.", nameof(gradient));
        }

        MemoryHandle handle = gradient.Pin();
        _pinned.Dispose();
        _pinned = handle;
        fixed (TElement* start = gradient.Span)
        {
            GradientStart = start;
        }
    }

    private Span<TElement> Span<TElement>(void* start)
        where TElement : unmanaged
    {
        Type expected = ElementType switch
        {
            ElementType.Float64 => typeof(double),
            ElementType.BFloat16 => typeof(ushort),
            _ => typeof(float),
        };
        return typeof(TElement) == expected
            ? new Span<TElement>(start, checked((int)Length))
            : throw new InvalidOperationException($"'{Name}' is stored in {ElementType}, not in {typeof(TElement).Name}.");
    }
}

/// <summary>Memory that a parameter set keeps in its place.</summary>
internal readonly struct PinnedPair(MemoryHandle value, MemoryHandle gradient) : IDisposable
{
    public void Dispose()
    {
        value.Dispose();
        gradient.Dispose();
    }
}
