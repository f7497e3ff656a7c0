using System.Numerics;
using System.Runtime.CompilerServices;
using Impetus.Algebra;
using Impetus.Kernels.Lanes;

namespace Impetus.Kernels;

/// <summary>The one loop that moves parameters: every array is read once and written once.</summary>
internal static unsafe class FusedStep
{
    /// <summary>Of processors without vectors of 512 bits.</summary>
    private const int RegisterCount = 16;

    /// <summary>θ, g, and one more: what a coordinate takes at once beside the slots.</summary>
    private const int OtherValues = 3;

    /// <summary>
    /// Moves coordinates from <paramref name="start"/> on, one lane at a time, while a whole lane fits before
    /// <paramref name="end"/>; gives the first coordinate that it left.
    /// </summary>
    /// <remarks>
    /// Each lane's loop is compiled alone and fully optimised at once. Inlined into a caller, or beside a second loop, it
    /// runs out of the just-in-time compiler's inlining budget, and lane operations stay calls.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static nint Run<TFormula, TLane, TElement>(in TFormula formula, in Streams<TElement> streams, nint start, nint end)
        where TFormula : struct, IFormula
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged
    {
        Streams<TElement> at = streams;
        SeeOnce(formula);
        nint index = start;
        for (; index <= end - TLane.Width; index += TLane.Width)
        {
            Sums<TLane> none = default;
            Move<TFormula, TLane, TElement>(formula, at, index, ref none);
        }

        return index;
    }

    /// <summary>The same with a copy of the formula, whose scalars are then in registers from the first coordinate to the last.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static nint RunInRegisters<TFormula, TLane, TElement>(in TFormula formula, in Streams<TElement> streams, nint start, nint end)
        where TFormula : struct, IFormula
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged
    {
        Streams<TElement> at = streams;
        TFormula step = formula;
        nint index = start;
        for (; index <= end - TLane.Width; index += TLane.Width)
        {
            Sums<TLane> none = default;
            Move<TFormula, TLane, TElement>(step, at, index, ref none);
        }

        return index;
    }

    /// <summary>Moves the coordinates from <paramref name="start"/> to <paramref name="end"/>; the last, which do not fill a lane, in a copy of them that does.</summary>
    [SkipLocalsInit]
    public static void RunAll<TFormula, TLane, TElement>(in TFormula formula, in Streams<TElement> streams, nint start, nint end)
        where TFormula : struct, IFormula
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        nint rest = RunWhole<TFormula, TLane, TElement>(formula, streams, start, end);
        if (rest < end)
        {
            byte* scratch = stackalloc byte[Streams<TElement>.ScratchBytes];
            streams.CopyTo(scratch, rest, end - rest, out Streams<TElement> copy);
            _ = RunWhole<TFormula, TLane, TElement>(formula, copy, 0, TLane.Width);
            streams.CopyFrom(copy, rest, end - rest);
        }
    }

    /// <summary>The loop that suits the formula.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint RunWhole<TFormula, TLane, TElement>(in TFormula formula, in Streams<TElement> streams, nint start, nint end)
        where TFormula : struct, IFormula
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
        => FitsRegisters<TFormula, TLane, TElement>()
            ? RunInRegisters<TFormula, TLane, TElement>(formula, streams, start, end)
            : Run<TFormula, TLane, TElement>(formula, streams, start, end);

    /// <summary>
    /// Whether the scalars of a formula fit into sixteen registers beside what a coordinate takes, as AdamW's do. A scalar that is read at every
    /// coordinate waits for each write before it whose place in its page is the same, in some processes a fifth of the time. Vectors of 512 bits
    /// repeat a scalar as they read it, and would need one instruction more from a register.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool FitsRegisters<TFormula, TLane, TElement>()
        where TFormula : struct, IFormula
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        int scalars = Unsafe.SizeOf<TFormula>() / Unsafe.SizeOf<StepScalar>();
        int values = TFormula.MemorySlotCount + TFormula.ScalingSlotCount + (TFormula.KeepsMaximum ? 1 : 0) + OtherValues;
        return typeof(TLane) != typeof(Vector512Lane<TElement>) && scalars + (TFormula.Divides ? values : 2 * values) <= RegisterCount;
    }

    /// <summary>Tells the just-in-time compiler before a loop that the formula is there, or it asks in every round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SeeOnce<TFormula>(in TFormula formula)
        where TFormula : struct
        => _ = Unsafe.ReadUnaligned<byte>(ref Unsafe.As<TFormula, byte>(ref Unsafe.AsRef(in formula)));

    /// <summary>Moves the coordinates of one lane; adds to the sums if the formula sums up while it moves.</summary>
    /// <remarks>The formula is called through a reference that could change it, as <c>in</c> alone would copy it for every call.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Move<TFormula, TLane, TElement>(in TFormula formula, in Streams<TElement> streams, nint index, ref Sums<TLane> sums)
        where TFormula : struct, IFormula
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged
    {
        Slots<TLane> memory = streams.Memory.Load<TLane>(TFormula.MemorySlotCount, TFormula.MemorySlotCount > 3, index);
        Slots<TLane> scaling = streams.Scaling.Load<TLane>(TFormula.ScalingSlotCount, TFormula.KeepsMaximum, index);
        TLane moved = Unsafe.AsRef(in formula).Apply(TLane.Load(streams.Parameter, index), TLane.Load(streams.Gradient, index), ref memory, ref scaling, ref sums);
        if (TFormula.RenamesArrays)
        {
            TLane.Store(memory.First, streams.FirstTarget, index);
            TLane.Store(memory.Second, streams.Memory.Second, index);
        }
        else
        {
            streams.Memory.Store(memory, TFormula.MemorySlotCount, TFormula.MemorySlotCount > 3, index);
        }

        streams.Scaling.Store(scaling, TFormula.ScalingSlotCount, TFormula.KeepsMaximum, index);
        TLane.Store(moved, streams.Parameter, index);
    }
}
