using System.Runtime.CompilerServices;
using Impetus.Algebra;
using Impetus.Kernels.Lanes;

namespace Impetus.Kernels;

/// <summary>Running sums in memory: those of one sum side by side, one for every column of a row.</summary>
internal static unsafe class RunningSums
{
    /// <summary>Reads the sums of one lane; with constant arguments, only loads remain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Sums<TLane> Load<TLane, TElement>(TElement* columns, nint width, int count)
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged
    {
        Sums<TLane> sums = default;
        if (count > 0)
        {
            sums.First = TLane.Load(columns);
        }

        if (count > 1)
        {
            sums.Second = TLane.Load(columns + width);
        }

        if (count > 2)
        {
            sums.Third = TLane.Load(columns + 2 * width);
        }

        if (count > 3)
        {
            sums.Fourth = TLane.Load(columns + 3 * width);
        }

        return sums;
    }

    /// <summary>Writes them back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLane, TElement>(in Sums<TLane> sums, TElement* columns, nint width, int count)
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged
    {
        if (count > 0)
        {
            TLane.Store(sums.First, columns);
        }

        if (count > 1)
        {
            TLane.Store(sums.Second, columns + width);
        }

        if (count > 2)
        {
            TLane.Store(sums.Third, columns + 2 * width);
        }

        if (count > 3)
        {
            TLane.Store(sums.Fourth, columns + 3 * width);
        }
    }
    /// <summary>Puts back the columns that an incomplete row of so many coordinates does not reach.</summary>
    public static void Restore<TElement>(TElement* columns, TElement* before, int reached, int width, int count)
        where TElement : unmanaged
    {
        for (int sum = 0; sum < count; sum++, columns += width, before += width)
        {
            Unsafe.CopyBlockUnaligned(columns + reached, before + reached, (uint)((width - reached) * sizeof(TElement)));
        }
    }
}
