using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Impetus.Algebra;
using Impetus.Kernels.Lanes;

namespace Impetus.Kernels;

/// <summary>
/// Sums over a block of coordinates, the same to the last bit for every lane width and every number of threads: a block
/// is read as rows of a fixed length, each column has a running sum in the element type, and the columns are added up in
/// order in double.
/// </summary>
internal static unsafe class RowSums
{
    /// <summary>Coordinates of one block; the last of a tensor may be shorter.</summary>
    public const int BlockLength = 4096;

    /// <summary>Bytes of the longest row: two of the widest vectors.</summary>
    public const int RowBytes = 2 * WidestVector;

    /// <summary>Bytes of the widest vector.</summary>
    public const int WidestVector = 64;

    /// <summary>Goes over the coordinates from <paramref name="start"/> to <paramref name="end"/>, one block; the last, which do not fill a row, in a copy of them that does.</summary>
    /// <param name="formula">What to do.</param>
    /// <param name="streams">Where the coordinates lie.</param>
    /// <param name="start">The block's first coordinate.</param>
    /// <param name="end">The first coordinate after the block.</param>
    /// <param name="sums">Receives the sums; room for <see cref="Sums{TLane}.Limit"/>.</param>
    [SkipLocalsInit]
    public static void Run<TSummation, TFormula, TLane, TElement>(in TFormula formula, in Streams<TElement> streams, nint start, nint end, double* sums)
        where TSummation : struct, ISummation<TFormula>
        where TFormula : struct
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        int width = TSummation.RowBytes / sizeof(TElement);
        byte* room = stackalloc byte[(Sums<TLane>.Limit + 1) * RowBytes];
        TElement* columns = (TElement*)(((nint)room + WidestVector - 1) & -WidestVector);    // a vector across two cache lines takes two reads
        new Span<byte>(columns, TSummation.SumCount * TSummation.RowBytes).Clear();
        nint rest = Rows<TSummation, TFormula, TLane, TElement>(formula, streams, start, end, columns);
        if (rest < end)
        {
            byte* scratch = stackalloc byte[Streams<TElement>.ScratchBytes];
            TElement* before = stackalloc TElement[Sums<TLane>.Limit * width];
            Unsafe.CopyBlockUnaligned(before, columns, (uint)(TSummation.SumCount * TSummation.RowBytes));
            streams.CopyTo(scratch, rest, end - rest, out Streams<TElement> copy);
            Rows<TSummation, TFormula, TLane, TElement>(formula, copy, 0, width, columns);
            RunningSums.Restore(columns, before, (int)(end - rest), width, TSummation.SumCount);
            if (TSummation.Moves)
            {
                streams.CopyFrom(copy, rest, end - rest);
            }
        }

        AddColumns(columns, width, TSummation.SumCount, sums);
    }

    /// <summary>All whole rows; gives the first coordinate that it left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Rows<TSummation, TFormula, TLane, TElement>(in TFormula formula, in Streams<TElement> streams, nint start, nint end, TElement* columns)
        where TSummation : struct, ISummation<TFormula>
        where TFormula : struct
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged
        => TSummation.GoesByRow
            ? RowByRow<TSummation, TFormula, TLane, TElement>(formula, streams, start, end, columns)
            : StripByStrip<TSummation, TFormula, TLane, TElement>(formula, streams, start, end, columns);

    /// <summary>All whole rows, in strips over which running sums stay in registers. Compiled alone, for the reason given at <see cref="FusedStep"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static nint StripByStrip<TSummation, TFormula, TLane, TElement>(in TFormula formula, in Streams<TElement> streams, nint start, nint end, TElement* columns)
        where TSummation : struct, ISummation<TFormula>
        where TFormula : struct
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged
    {
        FusedStep.SeeOnce(formula);
        Streams<TElement> at = streams;
        nint width = TSummation.RowBytes / sizeof(TElement);
        nint stop = end - (end - start) % width;
        nint strip = TSummation.StripLength(width, TLane.Width);
        for (nint first = start; first < stop; first += strip)
        {
            nint last = nint.Min(first + strip, stop);
            for (nint column = 0; column < width; column += TLane.Width)
            {
                Sums<TLane> sums = RunningSums.Load<TLane, TElement>(columns + column, width, TSummation.SumCount);
                for (nint index = first + column; index < last; index += width)
                {
                    TSummation.At(formula, at, index, ref sums);
                }

                RunningSums.Store(sums, columns + column, width, TSummation.SumCount);
            }
        }

        return stop;
    }

    /// <summary>All whole rows, one after the other, for rules whose own values take all registers. Compiled alone as well.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static nint RowByRow<TSummation, TFormula, TLane, TElement>(in TFormula formula, in Streams<TElement> streams, nint start, nint end, TElement* columns)
        where TSummation : struct, ISummation<TFormula>
        where TFormula : struct
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged
    {
        FusedStep.SeeOnce(formula);
        Streams<TElement> at = streams;
        nint width = TSummation.RowBytes / sizeof(TElement);
        nint stop = end - (end - start) % width;
        for (nint row = start; row < stop; row += width)
        {
            for (nint column = 0; column < width; column += TLane.Width)
            {
                Sums<TLane> sums = RunningSums.Load<TLane, TElement>(columns + column, width, TSummation.SumCount);
                TSummation.At(formula, at, row + column, ref sums);
                RunningSums.Store(sums, columns + column, width, TSummation.SumCount);
            }
        }

        return stop;
    }

    /// <summary>
    /// The columns of each sum, added up in pairs, pairs of pairs and so on: always in the same order, and short enough that
    /// the next block need not wait.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void AddColumns<TElement>(TElement* columns, int width, int sumCount, double* sums)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        for (int sum = 0; sum < sumCount; sum++, columns += width)
        {
            Vector256<double> total = Four(columns) + Four(columns + 4);
            for (int column = 8; column < width; column += 8)
            {
                total += Four(columns + column) + Four(columns + column + 4);
            }

            sums[sum] = (total[0] + total[1]) + (total[2] + total[3]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Four<TElement>(TElement* columns)
        where TElement : unmanaged
    {
        if (typeof(TElement) == typeof(double))
        {
            return Vector256.Load((double*)columns);
        }

        if (Avx.IsSupported)
        {
            return Avx.ConvertToVector256Double(Vector128.Load((float*)columns));
        }

        (Vector128<double> low, Vector128<double> high) = Vector128.Widen(Vector128.Load((float*)columns));
        return Vector256.Create(low, high);
    }
}
