using System.Runtime.CompilerServices;
using Impetus.Algebra;
using Impetus.Kernels.Lanes;

namespace Impetus.Kernels;

/// <summary>Where a stretch of coordinates lies in memory: parameter, gradient, and the slots of both parts.</summary>
internal unsafe struct Streams<TElement>
    where TElement : unmanaged
{
    public TElement* Parameter;
    public TElement* Gradient;
    public SlotStreams<TElement> Memory;

    /// <summary>Where the memory's first slot goes, if arrays are renamed.</summary>
    public TElement* FirstTarget;

    public SlotStreams<TElement> Scaling;

    /// <summary>Bytes that <see cref="CopyTo"/> needs.</summary>
    public const int ScratchBytes = ArrayCount * RowSums.RowBytes;

    private const int ArrayCount = 11, GradientArray = 1;

    /// <summary>Copies what does not fill a row to a scratch buffer, where zeros follow it; gives where it lies there.</summary>
    public readonly Streams<TElement> CopyTo(byte* scratch, nint start, nint count)
    {
        Streams<TElement> copy = this;
        TElement** arrays = (TElement**)&copy;
        new Span<byte>(scratch, ScratchBytes).Clear();
        for (int array = 0; array < ArrayCount; array++, scratch += RowSums.RowBytes)
        {
            if (arrays[array] != null)
            {
                Unsafe.CopyBlockUnaligned(scratch, arrays[array] + start, (uint)(count * sizeof(TElement)));
                arrays[array] = (TElement*)scratch;
            }
        }

        return copy;
    }

    /// <summary>Copies it back. What a step writes elsewhere comes after the slots, whose arrays it may lie over.</summary>
    public readonly void CopyFrom(Streams<TElement> copy, nint start, nint count)
    {
        Streams<TElement> own = this;
        TElement** targets = (TElement**)&own, sources = (TElement**)&copy;
        for (int array = 0; array < ArrayCount; array++)
        {
            if (targets[array] != null && array != GradientArray)
            {
                Unsafe.CopyBlockUnaligned(targets[array] + start, sources[array], (uint)(count * sizeof(TElement)));
            }
        }
    }
}

/// <summary>Where the slots of one part lie. Slots beyond the part's number are null.</summary>
internal unsafe struct SlotStreams<TElement>
    where TElement : unmanaged
{
    public TElement* First;
    public TElement* Second;
    public TElement* Third;
    public TElement* Fourth;

    /// <summary>Reads the slots at <paramref name="index"/>; with constant arguments, only loads remain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Slots<TLane> Load<TLane>(int count, bool hasFourth, nint index)
        where TLane : struct, ILane<TLane, TElement>
    {
        Slots<TLane> slots = default;
        if (count > 0)
        {
            slots.First = TLane.Load(First + index);
        }

        if (count > 1)
        {
            slots.Second = TLane.Load(Second + index);
        }

        if (count > 2)
        {
            slots.Third = TLane.Load(Third + index);
        }

        if (hasFourth)
        {
            slots.Fourth = TLane.Load(Fourth + index);
        }

        return slots;
    }

    /// <summary>Writes the slots at <paramref name="index"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TLane>(in Slots<TLane> slots, int count, bool hasFourth, nint index)
        where TLane : struct, ILane<TLane, TElement>
    {
        if (count > 0)
        {
            TLane.Store(slots.First, First + index);
        }

        if (count > 1)
        {
            TLane.Store(slots.Second, Second + index);
        }

        if (count > 2)
        {
            TLane.Store(slots.Third, Third + index);
        }

        if (hasFourth)
        {
            TLane.Store(slots.Fourth, Fourth + index);
        }
    }
}
