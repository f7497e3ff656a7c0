using System.Numerics;
using System.Runtime.CompilerServices;
using Impetus.Algebra;
using Impetus.Kernels.Lanes;

namespace Impetus.Kernels;

/// <summary>
/// Sums over the directions of a block, which the step is about to take: same bits for every lane width and every number of threads,
/// as in <see cref="MovingSums"/>. Reads what the step reads, and writes nothing.
/// </summary>
internal static unsafe class DirectionSums
{
    private const int RowBytes = 64;

    /// <summary>Measures the directions from <paramref name="start"/> to <paramref name="end"/>, one block.</summary>
    /// <param name="formula">The step.</param>
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
        new Span<byte>(bytes, TFormula.DirectionSumCount * RowBytes).Clear();
        TElement* columns = (TElement*)bytes;
        nint rest = AddRows<TFormula, TLane, TElement>(formula, streams, start, end, columns);
        if (rest < end)
        {
            byte* scratch = stackalloc byte[Streams<TElement>.ScratchBytes];
            TElement* before = stackalloc TElement[Sums<TLane>.Limit * width];
            Unsafe.CopyBlockUnaligned(before, columns, (uint)(TFormula.DirectionSumCount * RowBytes));
            streams.CopyTo(scratch, rest, end - rest, out Streams<TElement> copy);
            AddRows<TFormula, TLane, TElement>(formula, copy, 0, width, columns);
            RunningSums.Restore(columns, before, (int)(end - rest), width, TFormula.DirectionSumCount);
        }

        RowSums.AddColumns(columns, width, TFormula.DirectionSumCount, sums);
    }

    /// <summary>All whole rows; gives the first coordinate that it left. Compiled alone, for the reason given at <see cref="FusedStep"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static nint AddRows<TFormula, TLane, TElement>(in TFormula formula, in Streams<TElement> streams, nint start, nint end, TElement* columns)
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
                Sums<TLane> sums = RunningSums.Load<TLane, TElement>(columns + column, width, TFormula.DirectionSumCount);
                Measure<TFormula, TLane, TElement>(step, at, row + column, ref sums);
                RunningSums.Store(sums, columns + column, width, TFormula.DirectionSumCount);
            }
        }

        return stop;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Measure<TFormula, TLane, TElement>(in TFormula formula, in Streams<TElement> streams, nint index, ref Sums<TLane> sums)
        where TFormula : struct, IFormula
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged
    {
        Slots<TLane> memory = streams.Memory.Load<TLane>(TFormula.MemorySlotCount, TFormula.MemorySlotCount > 3, index);
        Slots<TLane> scaling = streams.Scaling.Load<TLane>(TFormula.ScalingSlotCount, TFormula.KeepsMaximum, index);
        Unsafe.AsRef(in formula).MeasureDirection(TLane.Load(streams.Parameter, index), TLane.Load(streams.Gradient, index), memory, scaling, ref sums);
    }
}
