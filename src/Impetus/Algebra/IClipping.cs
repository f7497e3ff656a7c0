using System.Runtime.CompilerServices;

namespace Impetus.Algebra;

/// <summary>What happens to a gradient before anything else sees it.</summary>
internal interface IClipping<TClipping>
    where TClipping : struct, IClipping<TClipping>
{
    /// <summary>The clipping of one step.</summary>
    /// <param name="bound">The factor that a gradient is multiplied with, or the largest size of a coordinate.</param>
    static abstract TClipping Plan(double bound);

    /// <summary>Whether a gradient may be finite after clipping that was not before.</summary>
    static virtual bool HidesGradient => false;

    /// <summary>The gradient after clipping.</summary>
    TLane Clip<TLane>(TLane gradient)
        where TLane : struct, ILane<TLane>;
}

/// <summary>No clipping.</summary>
internal readonly struct NoClipping : IClipping<NoClipping>
{
    public static NoClipping Plan(double bound) => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Clip<TLane>(TLane gradient)
        where TLane : struct, ILane<TLane> => gradient;
}

/// <summary>Clipping by the global norm (Pascanu et al. 2013): every coordinate takes the same factor.</summary>
internal readonly struct NormClipping : IClipping<NormClipping>
{
    private readonly StepScalar _factor;

    private NormClipping(double factor) => _factor = factor;

    public static NormClipping Plan(double bound) => new(bound);

    /// <summary>min(1, limit / (‖g‖ + 10⁻⁶)), as PyTorch has it.</summary>
    public static double Factor(double limit, double norm) => Math.Min(1, limit / (norm + 1e-6));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Clip<TLane>(TLane gradient)
        where TLane : struct, ILane<TLane> => _factor * gradient;
}

/// <summary>Clipping by value: every coordinate is held between −limit and limit.</summary>
internal readonly struct ValueClipping : IClipping<ValueClipping>
{
    private readonly StepScalar _limit;
    private readonly StepScalar _negativeLimit;

    private ValueClipping(double limit)
    {
        _limit = limit;
        _negativeLimit = -limit;
    }

    public static bool HidesGradient => true;

    public static ValueClipping Plan(double bound) => new(bound);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Clip<TLane>(TLane gradient)
        where TLane : struct, ILane<TLane>
        => TLane.Min(TLane.Max(gradient, TLane.Broadcast(_negativeLimit)), TLane.Broadcast(_limit));
}
