using System.Numerics;
using System.Runtime.CompilerServices;
using Impetus.Algebra;
using Impetus.Kernels.Lanes;

namespace Impetus.Kernels;

/// <summary>
/// Moves a block of coordinates and sums up on the way: same bits for every lane width and every number of threads, as in
/// <see cref="RowSums"/>. Rows are as long as the widest vector; narrower lanes take turns with the running sums of a row.
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
    public static void Run<TFormula, TLane, TElement>(in TFormula formula, in Streams<TElement> streams, nint start, nint end, double* sums)
        where TFormula : struct, IFormula
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        int width = RowBytes / sizeof(TElement);
        byte* bytes = stackalloc byte[Sums<TLane>.Limit * RowBytes];
        TElement* columns = (TElement*)bytes;
        nint rest = TLane.Width > 1 ? MoveRows<TFormula, TLane, TElement>(formula, streams, start, end, columns) : start;
        if (rest < end)
        {
            MoveRest(formula, streams, rest, end, columns, width);
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
        Sums<TLane> sums = default, others = default;
        nint width = RowBytes / sizeof(TElement);
        nint stop = end - (end - start) % width;
        nint index = start;
        for (; index < stop; index += TLane.Width)
        {
            FusedStep.Move<TFormula, TLane, TElement>(step, at, index, ref sums);
            if (TLane.Width * sizeof(TElement) < RowBytes)
            {
                (sums, others) = (others, sums);
            }
        }

        Store(sums, columns, width);
        if (TLane.Width * sizeof(TElement) < RowBytes)
        {
            Store(others, columns + TLane.Width, width);
        }

        return index;
    }

    /// <summary>The last, incomplete row: every coordinate goes to its own column.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void MoveRest<TFormula, TElement>(in TFormula formula, in Streams<TElement> streams, nint start, nint end, TElement* columns, int width)
        where TFormula : struct, IFormula
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        for (nint index = start; index < end; index++)
        {
            TElement* column = columns + (index - start) % width;
            Sums<ScalarLane<TElement>> sums;
            sums.First = ScalarLane<TElement>.Load(column);
            sums.Second = ScalarLane<TElement>.Load(column + width);
            sums.Third = ScalarLane<TElement>.Load(column + 2 * width);
            sums.Fourth = ScalarLane<TElement>.Load(column + 3 * width);
            FusedStep.Move<TFormula, ScalarLane<TElement>, TElement>(formula, streams, index, ref sums);
            Store(sums, column, width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLane, TElement>(in Sums<TLane> sums, TElement* column, nint width)
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged
    {
        TLane.Store(sums.First, column);
        TLane.Store(sums.Second, column + width);
        TLane.Store(sums.Third, column + 2 * width);
        TLane.Store(sums.Fourth, column + 3 * width);
    }
}
