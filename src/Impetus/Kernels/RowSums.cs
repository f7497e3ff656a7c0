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

    /// <summary>How far a lane narrower than a row follows its columns: short enough that memory is never kept waiting.</summary>
    private const int StripLength = 512;

    /// <summary>Bytes of one row: two of the widest vectors.</summary>
    public const int RowBytes = 128;

    /// <summary>Measures the coordinates from <paramref name="start"/> to <paramref name="end"/>, one block.</summary>
    /// <param name="measure">What to measure.</param>
    /// <param name="streams">Where the coordinates lie.</param>
    /// <param name="start">The block's first coordinate.</param>
    /// <param name="end">The first coordinate after the block.</param>
    /// <param name="sums">Receives the sums; room for <see cref="Sums{TLane}.Limit"/>.</param>
    [SkipLocalsInit]
    public static void Run<TMeasure, TLane, TElement>(in TMeasure measure, in Streams<TElement> streams, nint start, nint end, double* sums)
        where TMeasure : struct, IMeasure
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        int width = RowBytes / sizeof(TElement);
        byte* bytes = stackalloc byte[Sums<TLane>.Limit * RowBytes];
        new Span<byte>(bytes, TMeasure.SumCount * RowBytes).Clear();
        TElement* columns = (TElement*)bytes;
        nint rest = AddRows<TMeasure, TLane, TElement>(measure, streams, start, end, columns);
        if (rest < end)
        {
            byte* scratch = stackalloc byte[Streams<TElement>.ScratchBytes];
            TElement* before = stackalloc TElement[Sums<TLane>.Limit * width];
            Unsafe.CopyBlockUnaligned(before, columns, (uint)(TMeasure.SumCount * RowBytes));
            streams.CopyTo(scratch, rest, end - rest, out Streams<TElement> copy);
            AddRows<TMeasure, TLane, TElement>(measure, copy, 0, width, columns);
            RunningSums.Restore(columns, before, (int)(end - rest), width, TMeasure.SumCount);
        }

        AddColumns(columns, width, TMeasure.SumCount, sums);
    }

    /// <summary>
    /// All whole rows; gives the first coordinate that it left. A lane narrower than a row takes one stretch of columns after the
    /// other over a strip of rows, so that few running sums need registers. Where roots and divisions leave time to fetch the
    /// sums, a strip is one row, and loads from memory overlap with arithmetic best. Compiled alone, for the reason given at
    /// <see cref="FusedStep"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static nint AddRows<TMeasure, TLane, TElement>(in TMeasure measure, in Streams<TElement> streams, nint start, nint end, TElement* columns)
        where TMeasure : struct, IMeasure
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged
    {
        TMeasure step = measure;
        Streams<TElement> at = streams;
        nint width = RowBytes / sizeof(TElement);
        nint stop = end - (end - start) % width;
        nint strip = TLane.Width == width ? BlockLength : TMeasure.Inputs.Include(Inputs.Preconditioner) ? width : StripLength;
        for (nint first = start; first < stop; first += strip)
        {
            nint last = nint.Min(first + strip, stop);
            for (nint column = 0; column < width; column += TLane.Width)
            {
                Sums<TLane> sums = RunningSums.Load<TLane, TElement>(columns + column, width, TMeasure.SumCount);
                for (nint index = first + column; index < last; index += width)
                {
                    Measure<TMeasure, TLane, TElement>(step, at, index, ref sums);
                }

                RunningSums.Store(sums, columns + column, width, TMeasure.SumCount);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Measure<TMeasure, TLane, TElement>(in TMeasure measure, in Streams<TElement> streams, nint index, ref Sums<TLane> sums)
        where TMeasure : struct, IMeasure
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged
    {
        TLane gradient = TLane.Load(streams.Gradient, index);
        TLane memory = TMeasure.Inputs.Include(Inputs.Memory) ? TLane.Load(streams.Memory.First, index) : default;
        TLane parameter = TMeasure.Inputs.Include(Inputs.Parameter) ? TLane.Load(streams.Parameter, index) : default;
        Slots<TLane> scaling = TMeasure.Inputs.Include(Inputs.Preconditioner)
            ? streams.Scaling.Load<TLane>(TMeasure.ScalingSlotCount, TMeasure.KeepsMaximum, index)
            : default;
        Unsafe.AsRef(in measure).Measure(parameter, gradient, memory, scaling, ref sums);
    }
}
