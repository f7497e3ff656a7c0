using System.Runtime.CompilerServices;
using Impetus.Algebra;

namespace Impetus.Kernels.Matrices;

/// <summary>x ← clip(g) + μθ.</summary>
internal readonly struct TakeGradient(double factor, double bound, double decay) : IVectorOperation
{
    private readonly StepScalar _factor = factor, _bound = bound, _negativeBound = -bound, _decay = decay;

    public static Operands Reads => Operands.Parameter | Operands.Gradient;

    public static Operands Writes => Operands.Kept;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TLane>(ref TLane kept, ref TLane parameter, ref TLane gradient)
        where TLane : struct, ILane<TLane>
    {
        TLane clipped = TLane.Max(TLane.Min(_factor * gradient, TLane.Broadcast(_bound)), TLane.Broadcast(_negativeBound));
        kept = TLane.MultiplyAdd(_decay, parameter, clipped);
    }
}

/// <summary>x ← βx + (1 − β)g; g ← x, or βx + (1 − β)g of the new x.</summary>
internal readonly struct FollowGradient(double momentum, bool looksAhead) : IVectorOperation
{
    private readonly StepScalar _decay = momentum, _intake = 1 - momentum;
    private readonly StepScalar _ofMomentum = looksAhead ? momentum : 1, _ofGradient = looksAhead ? 1 - momentum : 0;

    public static Operands Reads => Operands.Kept | Operands.Gradient;

    public static Operands Writes => Operands.Kept | Operands.Gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TLane>(ref TLane kept, ref TLane parameter, ref TLane gradient)
        where TLane : struct, ILane<TLane>
    {
        kept = TLane.MultiplyAdd(_decay, kept, _intake * gradient);
        gradient = TLane.MultiplyAdd(_ofMomentum, kept, _ofGradient * gradient);
    }
}

/// <summary>x ← factor · x.</summary>
internal readonly struct Shrink(double factor) : IVectorOperation
{
    private readonly StepScalar _factor = factor;

    public static Operands Reads => Operands.Kept;

    public static Operands Writes => Operands.Kept;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TLane>(ref TLane kept, ref TLane parameter, ref TLane gradient)
        where TLane : struct, ILane<TLane> => kept = _factor * kept;
}

/// <summary>θ ← share · θ − rate · x.</summary>
internal readonly struct RetainAndSubtract(double share, double rate) : IVectorOperation
{
    private readonly StepScalar _share = share, _negativeRate = -rate;

    public static Operands Reads => Operands.Kept | Operands.Parameter;

    public static Operands Writes => Operands.Parameter;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TLane>(ref TLane kept, ref TLane parameter, ref TLane gradient)
        where TLane : struct, ILane<TLane>
        => parameter = TLane.MultiplyAdd(_negativeRate, kept, _share * parameter);
}
