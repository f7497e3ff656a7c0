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

    /// <summary>Bytes of one row: two of the widest vectors.</summary>
    private const int RowBytes = 128;

    /// <summary>Measures the coordinates from <paramref name="start"/> to <paramref name="end"/>, one block.</summary>
    /// <param name="measure">What to measure.</param>
    /// <param name="streams">Where the coordinates lie.</param>
    /// <param name="start">The block's first coordinate.</param>
    /// <param name="end">The first coordinate after the block.</param>
    /// <param name="sums">Receives the sums; room for <see cref="Sums{TLane}.Limit"/>.</param>
    [SkipLocalsInit]
    public static void Run<TMeasure, TRow, TElement>(in TMeasure measure, in Streams<TElement> streams, nint start, nint end, double* sums)
        where TMeasure : struct, IMeasure
        where TRow : struct, ILane<TRow, TElement>
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        byte* bytes = stackalloc byte[Sums<TRow>.Limit * RowBytes];    // which adding rows writes first
        TElement* columns = (TElement*)bytes;
        nint rest = AddRows<TMeasure, TRow, TElement>(measure, streams, start, end, columns);
        if (rest < end)
        {
            AddRest(measure, streams, rest, end, columns, TRow.Width);
        }

        AddColumns(columns, TRow.Width, TMeasure.SumCount, sums);
    }

    /// <summary>All whole rows; gives the first coordinate that it left. Compiled alone, for the reason given at <see cref="FusedStep"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static nint AddRows<TMeasure, TRow, TElement>(in TMeasure measure, in Streams<TElement> streams, nint start, nint end, TElement* columns)
        where TMeasure : struct, IMeasure
        where TRow : struct, ILane<TRow, TElement>
        where TElement : unmanaged
    {
        TMeasure step = measure;
        Streams<TElement> at = streams;
        Sums<TRow> rows = default;
        nint index = start;
        for (; index <= end - TRow.Width; index += TRow.Width)
        {
            Measure<TMeasure, TRow, TElement>(step, at, index, ref rows);
        }

        TRow.Store(rows.First, columns);
        TRow.Store(rows.Second, columns + TRow.Width);
        TRow.Store(rows.Third, columns + 2 * TRow.Width);
        TRow.Store(rows.Fourth, columns + 3 * TRow.Width);
        return index;
    }

    /// <summary>The last, incomplete row: every coordinate goes to its own column.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddRest<TMeasure, TElement>(in TMeasure measure, in Streams<TElement> streams, nint start, nint end, TElement* columns, int width)
        where TMeasure : struct, IMeasure
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        TElement* column = columns;
        for (nint index = start; index < end; index++, column++)
        {
            Sums<ScalarLane<TElement>> sums;
            sums.First = ScalarLane<TElement>.Load(column);
            sums.Second = ScalarLane<TElement>.Load(column + width);
            sums.Third = ScalarLane<TElement>.Load(column + 2 * width);
            sums.Fourth = ScalarLane<TElement>.Load(column + 3 * width);
            Measure<TMeasure, ScalarLane<TElement>, TElement>(measure, streams, index, ref sums);
            ScalarLane<TElement>.Store(sums.First, column);
            ScalarLane<TElement>.Store(sums.Second, column + width);
            ScalarLane<TElement>.Store(sums.Third, column + 2 * width);
            ScalarLane<TElement>.Store(sums.Fourth, column + 3 * width);
        }
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Measure<TMeasure, TLane, TElement>(in TMeasure measure, in Streams<TElement> streams, nint index, ref Sums<TLane> sums)
        where TMeasure : struct, IMeasure
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged
    {
        TLane gradient = TLane.Load(streams.Gradient + index);
        TLane memory = TMeasure.Sights.Include(Sights.Memory) ? TLane.Load(streams.Memory.First + index) : default;
        TLane parameter = TMeasure.Sights.Include(Sights.Parameter) ? TLane.Load(streams.Parameter + index) : default;
        Slots<TLane> scaling = TMeasure.Sights.Include(Sights.Preconditioner)
            ? streams.Scaling.Load<TLane>(TMeasure.ScalingSlotCount, TMeasure.KeepsMaximum, index)
            : default;
        measure.Measure(parameter, gradient, memory, scaling, ref sums);
    }
}
