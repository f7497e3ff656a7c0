using System.Numerics;
using System.Runtime.Intrinsics;
using Impetus.Algebra;
using Impetus.Kernels.Lanes;

namespace Impetus.Kernels;

/// <summary>Chooses the lanes: the widest that the hardware runs, and single coordinates for what is left over.</summary>
internal static unsafe class Kernel<TElement>
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    /// <summary>Moves the coordinates from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public static void Move<TFormula>(in TFormula formula, in Streams<TElement> streams, nint start, nint end)
        where TFormula : struct, IFormula
    {
        nint rest = Vector512.IsHardwareAccelerated ? FusedStep.Run<TFormula, Vector512Lane<TElement>, TElement>(formula, streams, start, end)
            : Vector256.IsHardwareAccelerated ? FusedStep.Run<TFormula, Vector256Lane<TElement>, TElement>(formula, streams, start, end)
            : start;
        if (rest < end)
        {
            FusedStep.Run<TFormula, ScalarLane<TElement>, TElement>(formula, streams, rest, end);
        }
    }

    /// <summary>Measures one block, in rows of 128 bytes.</summary>
    public static void Measure<TMeasure>(in TMeasure measure, in Streams<TElement> streams, nint start, nint end, double* sums)
        where TMeasure : struct, IMeasure
    {
        if (Vector512.IsHardwareAccelerated)
        {
            BlockSums.Run<TMeasure, PairLane<Vector512Lane<TElement>, TElement>, TElement>(measure, streams, start, end, sums);
        }
        else
        {
            BlockSums.Run<TMeasure, PairLane<PairLane<Vector256Lane<TElement>, TElement>, TElement>, TElement>(measure, streams, start, end, sums);
        }
    }
}
