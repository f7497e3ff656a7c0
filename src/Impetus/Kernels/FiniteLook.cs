using System.Numerics;
using System.Runtime.CompilerServices;
using Impetus.Kernels.Lanes;

namespace Impetus.Kernels;

/// <summary>Whether numbers are finite: a flag, which needs neither blocks nor an order.</summary>
internal static unsafe class FiniteLook
{
    /// <summary>How many lanes at once, so that none waits for the one before.</summary>
    private const int Ways = 4;

    /// <summary>Looks at the numbers from <paramref name="start"/> on while whole lanes fit, and leaves it at the first that it did not see.</summary>
    /// <remarks>0 · x is 0 if x is finite, else not a number, and a sum with one that is not a number is none either.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static bool Run<TLane, TElement>(TElement* numbers, ref nint start, nint end)
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        TLane zero = TLane.Broadcast(0), first = zero, second = zero, third = zero, fourth = zero;
        nint index = start;
        for (; index <= end - Ways * TLane.Width; index += Ways * TLane.Width)
        {
            TElement* at = numbers + index;
            first = TLane.MultiplyAdd(TLane.Load(at), zero, first);
            second = TLane.MultiplyAdd(TLane.Load(at + TLane.Width), zero, second);
            third = TLane.MultiplyAdd(TLane.Load(at + 2 * TLane.Width), zero, third);
            fourth = TLane.MultiplyAdd(TLane.Load(at + 3 * TLane.Width), zero, fourth);
        }

        for (; index <= end - TLane.Width; index += TLane.Width)
        {
            first = TLane.MultiplyAdd(TLane.Load(numbers + index), zero, first);
        }

        start = index;
        TElement* sums = stackalloc TElement[TLane.Width];
        TLane.Store(first + second + (third + fourth), sums);
        bool isFinite = true;
        for (int lane = 0; lane < TLane.Width; lane++)
        {
            isFinite &= sums[lane] == TElement.Zero;
        }

        return isFinite;
    }
}
