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

    /// <summary>Bytes that <see cref="CopyTo"/> needs, wherever they begin.</summary>
    public const int ScratchBytes = (ArrayCount + 1) * RowSums.RowBytes;

    private const int ArrayCount = 11, GradientArray = 1;

    /// <summary>Copies what does not fill a row to a scratch buffer, where zeros follow it; says where it lies there.</summary>
    /// <remarks>
    /// Pointers are copied one by one, and rows begin at cache lines: a vector that is read over what was written in smaller parts,
    /// or across a line, waits until all of it has left the processor.
    /// </remarks>
    public readonly void CopyTo(byte* scratch, nint start, nint count, out Streams<TElement> copy)
    {
        copy = default;
        byte* row = (byte*)(((nint)scratch + RowSums.RowBytes - 1) & -RowSums.RowBytes);
        for (int array = 0; array < ArrayCount; array++, row += RowSums.RowBytes)
        {
            TElement* source = (TElement*)ArrayOf(in this, array);
            if (source != null)
            {
                new Span<byte>(row, RowSums.RowBytes).Clear();
                Unsafe.CopyBlockUnaligned(row, source + start, (uint)(count * sizeof(TElement)));
                ArrayOf(in copy, array) = (nint)row;
            }
        }
    }

    /// <summary>Copies it back. What a step writes elsewhere comes after the slots, whose arrays it may lie over.</summary>
    public readonly void CopyFrom(in Streams<TElement> copy, nint start, nint count)
    {
        for (int array = 0; array < ArrayCount; array++)
        {
            TElement* target = (TElement*)ArrayOf(in this, array);
            if (target != null && array != GradientArray)
            {
                Unsafe.CopyBlockUnaligned(target + start, (void*)ArrayOf(in copy, array), (uint)(count * sizeof(TElement)));
            }
        }
    }

    private static ref nint ArrayOf(in Streams<TElement> streams, int array)
        => ref Unsafe.Add(ref Unsafe.As<Streams<TElement>, nint>(ref Unsafe.AsRef(in streams)), array);
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
            slots.First = TLane.Load(First, index);
        }

        if (count > 1)
        {
            slots.Second = TLane.Load(Second, index);
        }

        if (count > 2)
        {
            slots.Third = TLane.Load(Third, index);
        }

        if (hasFourth)
        {
            slots.Fourth = TLane.Load(Fourth, index);
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
            TLane.Store(slots.First, First, index);
        }

        if (count > 1)
        {
            TLane.Store(slots.Second, Second, index);
        }

        if (count > 2)
        {
            TLane.Store(slots.Third, Third, index);
        }

        if (hasFourth)
        {
            TLane.Store(slots.Fourth, Fourth, index);
        }
    }
}
