using System.Numerics;
using System.Runtime.Intrinsics;
using Impetus.Algebra;
using Impetus.Kernels.Lanes;

namespace Impetus.Kernels;

/// <summary>Chooses the lanes: the widest that the hardware runs, and single coordinates for what is left over.</summary>
internal static unsafe class Kernel<TElement>
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    /// <summary>Whether vectors of 512 bits are used.</summary>
    public static bool Lanes512 => Vector512.IsHardwareAccelerated && LaneLimit.Bits >= 512;

    /// <summary>Whether vectors of 256 bits are used, where those of 512 are not.</summary>
    public static bool Lanes256 => Vector256.IsHardwareAccelerated && LaneLimit.Bits >= 256;

    /// <summary>Moves the coordinates from <paramref name="start"/> to <paramref name="end"/>.</summary>
    /// <remarks>
    /// Scalars of the step are operands in memory, so that one vector of 512 bits at a time is all that it takes. Of 256 bits, rules that
    /// do not divide gain from two; for the others sixteen registers have no room.
    /// </remarks>
    public static void Move<TFormula>(in TFormula formula, in Streams<TElement> streams, nint start, nint end)
        where TFormula : struct, IFormula
    {
        if (Lanes512)
        {
            FusedStep.RunAll<TFormula, Vector512Lane<TElement>, TElement>(formula, streams, start, end);
        }
        else if (Lanes256 && TFormula.Divides)
        {
            FusedStep.RunAll<TFormula, Vector256Lane<TElement>, TElement>(formula, streams, start, end);
        }
        else if (Lanes256)
        {
            FusedStep.RunAll<TFormula, PairLane<Vector256Lane<TElement>, TElement>, TElement>(formula, streams, start, end);
        }
        else
        {
            FusedStep.RunAll<TFormula, ScalarLane<TElement>, TElement>(formula, streams, start, end);
        }
    }

    /// <summary>Goes over a piece block by block, as a summation does that takes rows of the widest vector.</summary>
    public static void Sum<TSummation, TFormula>(in TFormula formula, in Streams<TElement> streams, in Piece piece, BlockSums sums)
        where TSummation : struct, ISummation<TFormula>
        where TFormula : struct, IFormula
    {
        fixed (double* blocks = sums.From(piece.FirstBlock))
        {
            double* block = blocks;
            for (nint start = piece.Start; start < piece.End; start += RowSums.BlockLength, block += Sums<int>.Limit)
            {
                nint end = nint.Min(start + RowSums.BlockLength, piece.End);
                if (Lanes512)
                {
                    RowSums.Run<TSummation, TFormula, Vector512Lane<TElement>, TElement>(formula, streams, start, end, block);
                }
                else if (Lanes256)
                {
                    RowSums.Run<TSummation, TFormula, Vector256Lane<TElement>, TElement>(formula, streams, start, end, block);
                }
                else
                {
                    RowSums.Run<TSummation, TFormula, ScalarLane<TElement>, TElement>(formula, streams, start, end, block);
                }
            }
        }
    }

    /// <summary>Measures a piece, block by block; false if the gradient was looked at and is not finite.</summary>
    /// <remarks>
    /// The sums tell as much as long as they are finite. If they are not, a look at the block, which is in the cache, tells a
    /// gradient that is not finite from an overflow.
    /// </remarks>
    public static bool Measure<TMeasure>(in TMeasure measure, in Streams<TElement> streams, in Piece piece, BlockSums sums, bool looks)
        where TMeasure : struct, IMeasure
    {
        bool isFinite = true;
        fixed (double* blocks = sums.From(piece.FirstBlock))
        {
            double* block = blocks;
            for (nint start = piece.Start; start < piece.End; start += RowSums.BlockLength, block += Sums<int>.Limit)
            {
                nint end = nint.Min(start + RowSums.BlockLength, piece.End);
                Measure(measure, streams, start, end, block);
                isFinite &= !looks || (TMeasure.ShowsGradient && AreFinite(block, TMeasure.SumCount)) || IsFinite(streams.Gradient, start, end);
            }
        }

        return isFinite;
    }

    /// <summary>Whether a gradient is finite from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public static bool IsFinite(TElement* gradient, nint start, nint end)
    {
        nint rest = start;
        bool isFinite = true;
        if (Lanes512)
        {
            isFinite = FiniteLook.Run<Vector512Lane<TElement>, TElement>(gradient, ref rest, end);
        }
        else if (Lanes256)
        {
            isFinite = FiniteLook.Run<Vector256Lane<TElement>, TElement>(gradient, ref rest, end);
        }

        return isFinite && FiniteLook.Run<ScalarLane<TElement>, TElement>(gradient, ref rest, end);
    }

    /// <summary>Applies what a wrapper does to the coordinates from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public static void Apply<TOperation>(in TOperation operation, TElement* kept, TElement* parameter, TElement* gradient, nint start, nint end)
        where TOperation : struct, IVectorOperation
    {
        nint rest = start;
        if (Lanes512)
        {
            rest = VectorLoop.Run<TOperation, Vector512Lane<TElement>, TElement>(operation, kept, parameter, gradient, rest, end);
        }
        else if (Lanes256)
        {
            rest = VectorLoop.Run<TOperation, Vector256Lane<TElement>, TElement>(operation, kept, parameter, gradient, rest, end);
        }

        if (rest < end)
        {
            VectorLoop.Run<TOperation, ScalarLane<TElement>, TElement>(operation, kept, parameter, gradient, rest, end);
        }
    }

    private static bool AreFinite(double* sums, int count)
    {
        for (int sum = 0; sum < count; sum++)
        {
            if (!double.IsFinite(sums[sum]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Measures one block, in rows of 128 bytes. Sixteen registers hold a row's running sums only if there is one sum, and those of
    /// a single vector only beside a root and a division.
    /// </summary>
    private static void Measure<TMeasure>(in TMeasure measure, in Streams<TElement> streams, nint start, nint end, double* sums)
        where TMeasure : struct, IMeasure
    {
        if (Lanes512)
        {
            RowSums.Run<Measuring<TMeasure>, TMeasure, TwinVector512Lane<TElement>, TElement>(measure, streams, start, end, sums);
        }
        else if (TMeasure.Inputs.Include(Inputs.Preconditioner))
        {
            RowSums.Run<Measuring<TMeasure>, TMeasure, Vector256Lane<TElement>, TElement>(measure, streams, start, end, sums);
        }
        else if (TMeasure.SumCount > 1)
        {
            RowSums.Run<Measuring<TMeasure>, TMeasure, PairLane<Vector256Lane<TElement>, TElement>, TElement>(measure, streams, start, end, sums);
        }
        else
        {
            RowSums.Run<Measuring<TMeasure>, TMeasure, PairLane<PairLane<Vector256Lane<TElement>, TElement>, TElement>, TElement>(measure, streams, start, end, sums);
        }
    }
}

/// <summary>The widest lanes that kernels may use. Results do not depend on it, which tests prove by narrowing it.</summary>
internal static class LaneLimit
{
    /// <summary>512, 256, or less for single coordinates.</summary>
    public static int Bits { get; set; } = 512;
}
