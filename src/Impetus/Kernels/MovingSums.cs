using System.Numerics;
using System.Runtime.CompilerServices;
using Impetus.Algebra;
using Impetus.Kernels.Lanes;

namespace Impetus.Kernels;

/// <summary>
/// Moves a block of coordinates and sums up on the way: same bits for every lane width and every number of threads, as in
/// <see cref="RowSums"/>. Rows are as long as the widest vector. The running sums lie in memory, which costs a load and a
/// store beside all those that moving takes.
/// </summary>
internal static unsafe class MovingSums
{
    private const int RowBytes = 64;

    /// <summary>Moves and measures the coordinates from <paramref name="start"/> to <paramref name="end"/>, one block.</summary>
    /// <param name="formula">What to do.</param>
    /// <param name="streams">Where the coordinates lie.</param>
    /// <param name="start">The block's first coordinate.</param>
    /// <param name="end">The first coordinate after the block.</param>
    /// <param name="sums">Receives the sums; room for <see cref="Sums{TLane}.Limit"/>.</param>
    [SkipLocalsInit]
    public static void Run<TFormula, TLane, TElement>(in TFormula formula, in Streams<TElement> streams, nint start, nint end, double* sums)
        where TFormula : struct, IFormula
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        int width = RowBytes / sizeof(TElement);
        byte* bytes = stackalloc byte[Sums<TLane>.Limit * RowBytes];
        new Span<byte>(bytes, TFormula.SumCount * RowBytes).Clear();
        TElement* columns = (TElement*)bytes;
        nint rest = MoveRows<TFormula, TLane, TElement>(formula, streams, start, end, columns);
        if (rest < end)
        {
            byte* scratch = stackalloc byte[Streams<TElement>.ScratchBytes];
            TElement* before = stackalloc TElement[Sums<TLane>.Limit * width];
            Unsafe.CopyBlockUnaligned(before, columns, (uint)(TFormula.SumCount * RowBytes));
            streams.CopyTo(scratch, rest, end - rest, out Streams<TElement> copy);
            MoveRows<TFormula, TLane, TElement>(formula, copy, 0, width, columns);
            RunningSums.Restore(columns, before, (int)(end - rest), width, TFormula.SumCount);
            streams.CopyFrom(copy, rest, end - rest);
        }

        RowSums.AddColumns(columns, width, TFormula.SumCount, sums);
    }

    /// <summary>All whole rows; gives the first coordinate that it left. Compiled alone, for the reason given at <see cref="FusedStep"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static nint MoveRows<TFormula, TLane, TElement>(in TFormula formula, in Streams<TElement> streams, nint start, nint end, TElement* columns)
        where TFormula : struct, IFormula
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged
    {
        TFormula step = formula;
        Streams<TElement> at = streams;
        nint width = RowBytes / sizeof(TElement);
        nint stop = end - (end - start) % width;
        for (nint row = start; row < stop; row += width)
        {
            for (nint column = 0; column < width; column += TLane.Width)
            {
                Sums<TLane> sums = RunningSums.Load<TLane, TElement>(columns + column, width, TFormula.SumCount);
                FusedStep.Move<TFormula, TLane, TElement>(step, at, row + column, ref sums);
                RunningSums.Store(sums, columns + column, width, TFormula.SumCount);
            }
        }

        return stop;
    }
}
