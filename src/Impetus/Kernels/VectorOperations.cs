using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Kernels;

/// <summary>What an operation of a wrapper reads or writes at a coordinate.</summary>
[Flags]
internal enum Operands
{
    None = 0,

    /// <summary>x, what the wrapper keeps.</summary>
    Kept = 1,

    /// <summary>θ.</summary>
    Parameter = 2,

    /// <summary>g.</summary>
    Gradient = 4,
}

/// <summary>What a wrapper does with a coordinate between steps, written once for every lane.</summary>
internal interface IVectorOperation
{
    static abstract Operands Reads { get; }

    static abstract Operands Writes { get; }

    void Apply<TLane>(ref TLane kept, ref TLane parameter, ref TLane gradient)
        where TLane : struct, ILane<TLane>;
}

/// <summary>x ← θ.</summary>
internal readonly struct KeepParameter : IVectorOperation
{
    public static Operands Reads => Operands.Parameter;

    public static Operands Writes => Operands.Kept;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TLane>(ref TLane kept, ref TLane parameter, ref TLane gradient)
        where TLane : struct, ILane<TLane> => kept = parameter;
}

/// <summary>θ ← x.</summary>
internal readonly struct RestoreParameter : IVectorOperation
{
    public static Operands Reads => Operands.Kept;

    public static Operands Writes => Operands.Parameter;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TLane>(ref TLane kept, ref TLane parameter, ref TLane gradient)
        where TLane : struct, ILane<TLane> => parameter = kept;
}

/// <summary>Exchanges x and θ.</summary>
internal readonly struct SwapParameter : IVectorOperation
{
    public static Operands Reads => Operands.Kept | Operands.Parameter;

    public static Operands Writes => Operands.Kept | Operands.Parameter;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TLane>(ref TLane kept, ref TLane parameter, ref TLane gradient)
        where TLane : struct, ILane<TLane> => (kept, parameter) = (parameter, kept);
}

/// <summary>x ← x + share · (θ − x).</summary>
internal readonly struct FollowParameter(double share) : IVectorOperation
{
    private readonly StepScalar _share = share;

    public static Operands Reads => Operands.Kept | Operands.Parameter;

    public static Operands Writes => Operands.Kept;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TLane>(ref TLane kept, ref TLane parameter, ref TLane gradient)
        where TLane : struct, ILane<TLane> => kept += _share * (parameter - kept);
}

/// <summary>θ ← θ + factor · g.</summary>
internal readonly struct DisplaceParameter(double factor) : IVectorOperation
{
    private readonly StepScalar _factor = factor;

    public static Operands Reads => Operands.Parameter | Operands.Gradient;

    public static Operands Writes => Operands.Parameter;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TLane>(ref TLane kept, ref TLane parameter, ref TLane gradient)
        where TLane : struct, ILane<TLane> => parameter += _factor * gradient;
}

/// <summary>θ ← θ + factor · θ²g.</summary>
internal readonly struct DisplaceParameterRelatively(double factor) : IVectorOperation
{
    private readonly StepScalar _factor = factor;

    public static Operands Reads => Operands.Parameter | Operands.Gradient;

    public static Operands Writes => Operands.Parameter;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TLane>(ref TLane kept, ref TLane parameter, ref TLane gradient)
        where TLane : struct, ILane<TLane> => parameter += _factor * (parameter * parameter * gradient);
}

/// <summary>g ← factor · x; x ← 0.</summary>
internal readonly struct EmptyIntoGradient(double factor) : IVectorOperation
{
    private readonly StepScalar _factor = factor;

    public static Operands Reads => Operands.Kept;

    public static Operands Writes => Operands.Kept | Operands.Gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TLane>(ref TLane kept, ref TLane parameter, ref TLane gradient)
        where TLane : struct, ILane<TLane>
    {
        gradient = _factor * kept;
        kept = TLane.Broadcast(0);
    }
}

/// <summary>x ← share · g.</summary>
internal readonly struct TakeShare(double share) : IVectorOperation
{
    private readonly StepScalar _share = share;

    public static Operands Reads => Operands.Gradient;

    public static Operands Writes => Operands.Kept;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TLane>(ref TLane kept, ref TLane parameter, ref TLane gradient)
        where TLane : struct, ILane<TLane> => kept = _share * gradient;
}

/// <summary>x ← x + share · g.</summary>
internal readonly struct AddShare(double share) : IVectorOperation
{
    private readonly StepScalar _share = share;

    public static Operands Reads => Operands.Kept | Operands.Gradient;

    public static Operands Writes => Operands.Kept;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TLane>(ref TLane kept, ref TLane parameter, ref TLane gradient)
        where TLane : struct, ILane<TLane> => kept += _share * gradient;
}

/// <summary>x ← x + (θ − y) with y = (1 − β)x + βa; a ← a + share · (x − a); θ ← (1 − β)x + βa. In the gradient's place stands a.</summary>
internal readonly struct LeadAverage(double beta, double share) : IVectorOperation
{
    private readonly StepScalar _beta = beta, _rest = 1 - beta, _share = share;

    public static Operands Reads => Operands.Kept | Operands.Parameter | Operands.Gradient;

    public static Operands Writes => Operands.Kept | Operands.Parameter | Operands.Gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TLane>(ref TLane kept, ref TLane parameter, ref TLane gradient)
        where TLane : struct, ILane<TLane>
    {
        kept += parameter - Between(kept, gradient);
        gradient = TLane.MultiplyAdd(_share, kept - gradient, gradient);
        parameter = Between(kept, gradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane Between<TLane>(TLane kept, TLane average)
        where TLane : struct, ILane<TLane> => TLane.MultiplyAdd(_beta, average, _rest * kept);
}
