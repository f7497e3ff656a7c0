using System.Numerics;
using System.Runtime.Intrinsics;
using Impetus.Algebra;
using Impetus.Kernels.Lanes;

namespace Impetus.Kernels;

/// <summary>Chooses the lanes: the widest that the hardware runs, and single coordinates for what is left over.</summary>
internal static unsafe class Kernel<TElement>
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private static bool Lanes512 => Vector512.IsHardwareAccelerated && LaneLimit.Bits >= 512;

    private static bool Lanes256 => Vector256.IsHardwareAccelerated && LaneLimit.Bits >= 256;

    /// <summary>Moves the coordinates from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public static void Move<TFormula>(in TFormula formula, in Streams<TElement> streams, nint start, nint end)
        where TFormula : struct, IFormula
    {
        nint rest = start;
        if (Lanes512)
        {
            rest = GainsFromPairs<TFormula>() ? FusedStep.Run<TFormula, TwinVector512Lane<TElement>, TElement>(formula, streams, rest, end) : rest;
            rest = FusedStep.Run<TFormula, Vector512Lane<TElement>, TElement>(formula, streams, rest, end);
        }
        else if (Lanes256)
        {
            rest = FusedStep.Run<TFormula, Vector256Lane<TElement>, TElement>(formula, streams, rest, end);
        }

        if (rest < end)
        {
            FusedStep.Run<TFormula, ScalarLane<TElement>, TElement>(formula, streams, rest, end);
        }
    }

    /// <summary>
    /// Whether a step reads its constants into vectors once for two vectors of coordinates. Rules with a scaling do so with
    /// profit: they have many constants, and roots and divisions that leave little time for anything else.
    /// </summary>
    private static bool GainsFromPairs<TFormula>()
        where TFormula : struct, IFormula
        => TFormula.ScalingSlotCount > 0;

    /// <summary>Moves the coordinates of one block, and sums up on the way.</summary>
    public static void MoveAndMeasure<TFormula>(in TFormula formula, in Streams<TElement> streams, nint start, nint end, double* sums)
        where TFormula : struct, IFormula
    {
        if (Lanes512)
        {
            MovingSums.Run<TFormula, Vector512Lane<TElement>, TElement>(formula, streams, start, end, sums);
        }
        else if (Lanes256)
        {
            MovingSums.Run<TFormula, Vector256Lane<TElement>, TElement>(formula, streams, start, end, sums);
        }
        else
        {
            MovingSums.Run<TFormula, ScalarLane<TElement>, TElement>(formula, streams, start, end, sums);
        }
    }

    /// <summary>Measures one block, in rows of 128 bytes.</summary>
    public static void Measure<TMeasure>(in TMeasure measure, in Streams<TElement> streams, nint start, nint end, double* sums)
        where TMeasure : struct, IMeasure
    {
        if (Lanes512)
        {
            BlockSums.Run<TMeasure, TwinVector512Lane<TElement>, TElement>(measure, streams, start, end, sums);
        }
        else
        {
            BlockSums.Run<TMeasure, PairLane<PairLane<Vector256Lane<TElement>, TElement>, TElement>, TElement>(measure, streams, start, end, sums);
        }
    }
}

/// <summary>The widest lanes that kernels may use. Results do not depend on it, which tests prove by narrowing it.</summary>
internal static class LaneLimit
{
    /// <summary>512, 256, or less for single coordinates.</summary>
    public static int Bits { get; set; } = 512;
}
