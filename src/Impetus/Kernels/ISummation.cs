using System.Runtime.CompilerServices;
using Impetus.Algebra;
using Impetus.Kernels.Lanes;

namespace Impetus.Kernels;

/// <summary>What happens to each coordinate of a block while sums are taken over it.</summary>
/// <typeparam name="TFormula">What has the arithmetic.</typeparam>
internal interface ISummation<TFormula>
    where TFormula : struct
{
    static abstract int SumCount { get; }

    /// <summary>Whether arrays are written as well.</summary>
    static abstract bool Moves { get; }

    /// <summary>Bytes of one row, at most <see cref="RowSums.RowBytes"/>; each of its columns has a running sum.</summary>
    static abstract int RowBytes { get; }

    /// <summary>Whether running sums lie in memory, which costs a load and a store beside all those that moving takes, rather than in registers.</summary>
    static virtual bool GoesByRow => true;

    /// <summary>How many coordinates a lane follows its columns before it turns to the next ones, where sums stay in registers.</summary>
    /// <param name="row">Coordinates of one row.</param>
    /// <param name="lane">Coordinates of one lane.</param>
    static virtual nint StripLength(nint row, nint lane) => row;

    /// <summary>Goes over the coordinates of one lane.</summary>
    static abstract void At<TLane, TElement>(in TFormula formula, in Streams<TElement> streams, nint index, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged;
}

/// <summary>The sums that a measure asks for. Rows are two of the widest vectors.</summary>
internal readonly unsafe struct Measuring<TMeasure> : ISummation<TMeasure>
    where TMeasure : struct, IMeasure
{
    /// <summary>Short enough that memory is never kept waiting.</summary>
    private const int ShortStrip = 512;

    private const int FewRows = 4;

    public static int SumCount => TMeasure.SumCount;

    public static bool Moves => false;

    public static int RowBytes => RowSums.RowBytes;

    public static bool GoesByRow => false;

    /// <summary>
    /// A lane narrower than a row takes one stretch of columns after the other, so that few running sums need registers. Beside roots
    /// and divisions the stretch is a few rows: it spares most fetches of sums, and the processor still sees the next stretch's loads.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint StripLength(nint row, nint lane)
        => lane == row ? RowSums.BlockLength : TMeasure.Inputs.Include(Inputs.Preconditioner) ? FewRows * row : ShortStrip;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void At<TLane, TElement>(in TMeasure measure, in Streams<TElement> streams, nint index, ref Sums<TLane> sums)
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

/// <summary>The sums of a step that only later steps depend on, taken while it moves.</summary>
internal readonly struct Moving<TFormula> : ISummation<TFormula>
    where TFormula : struct, IFormula
{
    public static int SumCount => TFormula.SumCount;

    public static bool Moves => true;

    public static int RowBytes => RowSums.WidestVector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void At<TLane, TElement>(in TFormula formula, in Streams<TElement> streams, nint index, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged
        => FusedStep.Move(formula, streams, index, ref sums);
}

/// <summary>Sums over the directions that the step is about to take. Reads what the step reads, and writes nothing.</summary>
internal readonly unsafe struct MeasuringDirections<TFormula> : ISummation<TFormula>
    where TFormula : struct, IFormula
{
    public static int SumCount => TFormula.DirectionSumCount;

    public static bool Moves => false;

    public static int RowBytes => RowSums.WidestVector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void At<TLane, TElement>(in TFormula formula, in Streams<TElement> streams, nint index, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged
    {
        Slots<TLane> memory = streams.Memory.Load<TLane>(TFormula.MemorySlotCount, TFormula.MemorySlotCount > 3, index);
        Slots<TLane> scaling = streams.Scaling.Load<TLane>(TFormula.ScalingSlotCount, TFormula.KeepsMaximum, index);
        Unsafe.AsRef(in formula).MeasureDirection(TLane.Load(streams.Parameter, index), TLane.Load(streams.Gradient, index), memory, scaling, ref sums);
    }
}
