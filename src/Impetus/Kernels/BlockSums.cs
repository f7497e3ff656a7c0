using System.Numerics;
using System.Runtime.CompilerServices;
using Impetus.Algebra;
using Impetus.Kernels.Lanes;

namespace Impetus.Kernels;

/// <summary>
/// Sums over a block of coordinates, the same to the last bit for every lane width and every number of threads: a block
/// is read as rows of a fixed length, each column has a running sum in the element type, and the columns are added up in
/// order in double.
/// </summary>
internal static unsafe class BlockSums
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
    public static void Run<TMeasure, TRow, TElement>(in TMeasure measure, in Streams<TElement> streams, nint start, nint end, double* sums)
        where TMeasure : struct, IMeasure
        where TRow : struct, ILane<TRow, TElement>
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        byte* bytes = stackalloc byte[Sums<TRow>.Limit * RowBytes];
        TElement* columns = (TElement*)bytes;
        nint rest = AddRows<TMeasure, TRow, TElement>(measure, streams, start, end, columns);
        if (rest < end)
        {
            AddRest(measure, streams, rest, end, columns, TRow.Width);
        }

        AddColumns(columns, TRow.Width, sums);
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

    /// <summary>The columns of each sum, in order. The sums go side by side, as each waits for its own last addition.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddColumns<TElement>(TElement* columns, int width, double* sums)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        double first = 0, second = 0, third = 0, fourth = 0;
        for (int column = 0; column < width; column++)
        {
            first += double.CreateTruncating(columns[column]);
            second += double.CreateTruncating(columns[column + width]);
            third += double.CreateTruncating(columns[column + 2 * width]);
            fourth += double.CreateTruncating(columns[column + 3 * width]);
        }

        sums[0] = first;
        sums[1] = second;
        sums[2] = third;
        sums[3] = fourth;
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
