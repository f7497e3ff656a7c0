using System.Runtime.CompilerServices;

namespace Impetus.Algebra;

/// <summary>How weight decay enters a step.</summary>
public interface IDecay<TDecay>
    where TDecay : struct, IDecay<TDecay>
{
    /// <summary>Whether the decay leaves the gradient alone and shrinks the parameter instead.</summary>
    static abstract bool IsDecoupled { get; }

    /// <summary>Whether the decay is part of the gradient.</summary>
    static abstract bool IsCoupled { get; }

    /// <summary>The decay of one step.</summary>
    static abstract TDecay Plan(double learningRate, double weightDecay);

    /// <summary>The gradient that the parts see.</summary>
    TLane Gradient<TLane>(TLane gradient, TLane parameter)
        where TLane : struct, ILane<TLane>;

    /// <summary>The parameter that the displacement starts from.</summary>
    TLane Retain<TLane>(TLane parameter)
        where TLane : struct, ILane<TLane>;
}

/// <summary>No weight decay.</summary>
public readonly struct NoDecay : IDecay<NoDecay>
{
    /// <inheritdoc/>
    public static bool IsDecoupled => false;

    /// <inheritdoc/>
    public static bool IsCoupled => false;

    /// <inheritdoc/>
    public static NoDecay Plan(double learningRate, double weightDecay) => default;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Gradient<TLane>(TLane gradient, TLane parameter)
        where TLane : struct, ILane<TLane> => gradient;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Retain<TLane>(TLane parameter)
        where TLane : struct, ILane<TLane> => parameter;
}

/// <summary>L2 regularisation: g + μθ.</summary>
public readonly struct CoupledDecay : IDecay<CoupledDecay>
{
    private readonly StepScalar _weightDecay;

    private CoupledDecay(double weightDecay) => _weightDecay = weightDecay;

    /// <inheritdoc/>
    public static bool IsDecoupled => false;

    /// <inheritdoc/>
    public static bool IsCoupled => true;

    /// <inheritdoc/>
    public static CoupledDecay Plan(double learningRate, double weightDecay) => new(weightDecay);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Gradient<TLane>(TLane gradient, TLane parameter)
        where TLane : struct, ILane<TLane> => TLane.MultiplyAdd(_weightDecay, parameter, gradient);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Retain<TLane>(TLane parameter)
        where TLane : struct, ILane<TLane> => parameter;
}

/// <summary>Decoupled weight decay (Loshchilov and Hutter 2019): (1 − ημ)θ.</summary>
public readonly struct DecoupledDecay : IDecay<DecoupledDecay>
{
    private readonly StepScalar _retained;

    private DecoupledDecay(double retained) => _retained = retained;

    /// <inheritdoc/>
    public static bool IsDecoupled => true;

    /// <inheritdoc/>
    public static bool IsCoupled => false;

    /// <inheritdoc/>
    public static DecoupledDecay Plan(double learningRate, double weightDecay) => new(1 - learningRate * weightDecay);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Gradient<TLane>(TLane gradient, TLane parameter)
        where TLane : struct, ILane<TLane> => gradient;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Retain<TLane>(TLane parameter)
        where TLane : struct, ILane<TLane> => _retained * parameter;
}
