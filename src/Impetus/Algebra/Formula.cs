using System.Runtime.CompilerServices;

namespace Impetus.Algebra;

/// <summary>What a reading pass sums up over the coordinates.</summary>
internal interface IMeasure
{
    static abstract int ScalingSlotCount { get; }

    static abstract bool KeepsMaximum { get; }

    static abstract int SumCount { get; }

    /// <summary>Whether a sum is not finite wherever a gradient is not.</summary>
    static abstract bool ShowsGradient { get; }

    static abstract Inputs Inputs { get; }

    void Measure<TLane>(TLane parameter, TLane gradient, TLane memory, Slots<TLane> scaling, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>;
}

/// <summary>A step as the kernels see it: what to do at one coordinate, and how many arrays that takes.</summary>
internal interface IFormula : IMeasure
{
    static abstract int MemorySlotCount { get; }

    static abstract bool SumsWhileMoving { get; }

    static abstract bool RenamesArrays { get; }

    /// <summary>Whether a coordinate takes a division, by P.</summary>
    static abstract bool Divides { get; }

    /// <summary>How many sums over the directions the step needs before it can move; 0 saves the pass.</summary>
    static abstract int DirectionSumCount { get; }

    TLane Apply<TLane>(TLane parameter, TLane gradient, ref Slots<TLane> memory, ref Slots<TLane> scaling, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>;

    void MeasureDirection<TLane>(TLane parameter, TLane gradient, Slots<TLane> memory, Slots<TLane> scaling, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>;
}

/// <summary>The one equation of the library, θ ← (1 − ημ)θ − η P⁻¹ d, for a choice of parts.</summary>
/// <param name="memory">How past gradients become the direction d.</param>
/// <param name="scaling">How coordinates are normalised: P.</param>
/// <param name="direction">What becomes of the direction last.</param>
/// <param name="clipping">What happens to the gradient first.</param>
/// <param name="decay">How weight decay enters.</param>
/// <param name="stepSize">η, over the bias correction c where nothing is divided by a P that holds c.</param>
/// <remarks>
/// Neither it nor its parts' fields are readonly, though nothing changes them: the compiler would copy a readonly part, whose type it does
/// not know, before every call, and the copies would load all scalars into registers at the beginning of each coordinate.
/// </remarks>
internal struct Formula<TMemory, TScaling, TOrder, TDecay, TClipping, TDirection>(
    TMemory memory, TScaling scaling, TDirection direction, TClipping clipping, TDecay decay, double stepSize) : IFormula
    where TMemory : struct, IMemory
    where TScaling : struct, IScaling
    where TOrder : struct, IOrder
    where TDecay : struct, IDecay<TDecay>
    where TClipping : struct, IClipping<TClipping>
    where TDirection : struct, IDirection
{
#pragma warning disable IDE0044
    private TMemory _memory = memory;
    private TScaling _scaling = scaling;
    private TDirection _direction = direction;
    private TClipping _clipping = clipping;
    private TDecay _decay = decay;
#pragma warning restore IDE0044
    private readonly StepScalar _negativeStepSize = -stepSize;

    public static int MemorySlotCount => TMemory.SlotCount;

    public static int ScalingSlotCount => TScaling.SlotCount;

    public static bool KeepsMaximum => TScaling.KeepsMaximum;

    public static int SumCount => TMemory.SumCount;

    public static bool ShowsGradient => !TClipping.HidesGradient;

    public static bool SumsWhileMoving => TMemory.SumsWhileMoving;

    public static bool RenamesArrays => TMemory.RenamesArrays;

    public static bool Divides => !TScaling.IsIdentity || TMemory.Preconditions;

    public static int DirectionSumCount => TDirection.SumCount;

    /// <summary>What the measuring pass has to read, with what the order and the decay add to the memory's wishes.</summary>
    public static Inputs Inputs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (TDecay.IsDecoupled ? TMemory.Inputs : TMemory.Inputs & ~Inputs.Parameter)
                | (TDecay.IsCoupled || TMemory.Inputs.Include(Inputs.Weights) ? Inputs.Parameter : Inputs.None)
                | (TOrder.NormalisesGradient ? Inputs.Preconditioner : Inputs.None);
    }

    /// <summary>Moves one coordinate: gives θ after the step and leaves the parts' slots as they are then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane parameter, TLane gradient, ref Slots<TLane> memory, ref Slots<TLane> scaling, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
    {
        TLane signal = _decay.Gradient(_clipping.Clip(gradient), parameter);
        TLane displacement;
        if (TOrder.NormalisesGradient)
        {
            signal = Normalise(signal, Preconditioner(signal, TLane.Broadcast(0), ref scaling));
            displacement = _memory.Update(_memory.Aggregate(signal, ref memory), TLane.Broadcast(1), ref memory);
        }
        else
        {
            TLane aggregate = _memory.Aggregate(signal, ref memory);
            TLane preconditioner = Preconditioner(aggregate, TMemory.Mean(memory), ref scaling);
            TLane direction = _memory.Update(aggregate, preconditioner, ref memory);
            displacement = TMemory.Preconditions ? direction : Normalise(direction, preconditioner);
        }

        if (TMemory.SumsWhileMoving)
        {
            _memory.Measure(new Coordinate<TLane>(signal, default, default, default), ref sums);
        }

        displacement = _direction.Apply(displacement, signal, parameter);
        TLane retained = _decay.Retain(parameter);    // beforehand: a scalar is an operand only of the instruction right after its address is asked for
        TLane moved = TLane.MultiplyAdd(_negativeStepSize, displacement, retained);
        return TMemory.FollowsParameter ? _memory.Follow(parameter, moved, ref memory) : moved;
    }

    /// <summary>Adds what becomes of the direction last wants to know of one coordinate; changes no state.</summary>
    /// <remarks>
    /// Written out as in <see cref="Apply"/>: with one layer more in common, the longest rules exceed what the just-in-time compiler inlines.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MeasureDirection<TLane>(TLane parameter, TLane gradient, Slots<TLane> memory, Slots<TLane> scaling, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
    {
        TLane signal = _decay.Gradient(_clipping.Clip(gradient), parameter);
        TLane direction;
        if (TOrder.NormalisesGradient)
        {
            signal = Normalise(signal, Preconditioner(signal, TLane.Broadcast(0), ref scaling));
            direction = _memory.Update(_memory.Aggregate(signal, ref memory), TLane.Broadcast(1), ref memory);
        }
        else
        {
            TLane aggregate = _memory.Aggregate(signal, ref memory);
            TLane preconditioner = Preconditioner(aggregate, TMemory.Mean(memory), ref scaling);
            direction = _memory.Update(aggregate, preconditioner, ref memory);
            direction = TMemory.Preconditions ? direction : Normalise(direction, preconditioner);
        }

        _direction.Measure(direction, signal, ref sums);
    }

    /// <summary>Adds what the memory wants to know of one coordinate; changes no state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Measure<TLane>(TLane parameter, TLane gradient, TLane memory, Slots<TLane> scaling, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
    {
        TLane signal = _decay.Gradient(_clipping.Clip(gradient), parameter);
        TLane preconditioner = TLane.Broadcast(1);
        if (Inputs.Include(Inputs.Preconditioner))
        {
            TLane mean = TOrder.NormalisesGradient ? TLane.Broadcast(0) : TMemory.Mean(new Slots<TLane> { First = memory });
            preconditioner = Preconditioner(signal, mean, ref scaling);
        }

        if (TOrder.NormalisesGradient)
        {
            signal = Normalise(signal, preconditioner);
            preconditioner = TLane.Broadcast(1);
        }

        _memory.Measure(new Coordinate<TLane>(signal, memory, parameter, preconditioner), ref sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane Preconditioner<TLane>(TLane signal, TLane mean, ref Slots<TLane> slots)
        where TLane : struct, ILane<TLane> => _scaling.Precondition(_scaling.Observe(signal, mean, ref slots));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Normalise<TLane>(TLane direction, TLane preconditioner)
        where TLane : struct, ILane<TLane>
        => TScaling.IsIdentity ? direction : direction / preconditioner;
}
