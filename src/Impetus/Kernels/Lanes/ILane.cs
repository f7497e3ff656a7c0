using Impetus.Algebra;

namespace Impetus.Kernels.Lanes;

/// <summary>A lane that comes from memory and goes back to it. Only kernels use this side; rules never do.</summary>
/// <typeparam name="TLane">The lane itself.</typeparam>
/// <typeparam name="TElement">What lies in memory.</typeparam>
internal unsafe interface ILane<TLane, TElement> : ILane<TLane>
    where TLane : struct, ILane<TLane, TElement>
    where TElement : unmanaged
{
    /// <summary>How many neighbouring elements one lane holds.</summary>
    static abstract int Width { get; }

    /// <summary>Reads <see cref="Width"/> elements; no alignment is needed.</summary>
    /// <param name="source">Where the elements begin.</param>
    /// <param name="index">The first to read. A processor adds it to the address as it reads, if it stays apart until then.</param>
    static abstract TLane Load(TElement* source, nint index = 0);

    /// <summary>Reads one element into every place.</summary>
    static abstract TLane Repeat(TElement* source);

    /// <summary>Writes <see cref="Width"/> elements; no alignment is needed.</summary>
    static abstract void Store(TLane value, TElement* destination, nint index = 0);
}
