using System.Runtime.CompilerServices;

namespace Impetus.Algebra;

/// <summary>Sums up ‖g‖² of the gradients as they come, in a unit that keeps the squares from overflowing.</summary>
/// <param name="unit">What every coordinate is multiplied with: 1, or a small power of two.</param>
internal readonly struct GradientNorm(double unit) : IMeasure
{
    private readonly StepScalar _unit = unit;

    public static int ScalingSlotCount => 0;

    public static bool KeepsMaximum => false;

    public static int SumCount => 1;

    public static bool ShowsGradient => true;

    public static Inputs Inputs => Inputs.None;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Measure<TLane>(TLane parameter, TLane gradient, TLane memory, Slots<TLane> scaling, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
    {
        TLane measured = _unit * gradient;
        sums.First = TLane.MultiplyAdd(measured, measured, sums.First);
    }
}

/// <summary>Sums up ‖θg‖², coordinate by coordinate: the norm of a gradient that counts by the size of the parameter.</summary>
/// <param name="unit">What every coordinate is multiplied with: 1, or a small power of two.</param>
internal readonly struct RelativeGradientNorm(double unit) : IMeasure
{
    private readonly StepScalar _unit = unit;

    public static int ScalingSlotCount => 0;

    public static bool KeepsMaximum => false;

    public static int SumCount => 1;

    public static bool ShowsGradient => false;

    public static Inputs Inputs => Inputs.Parameter;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Measure<TLane>(TLane parameter, TLane gradient, TLane memory, Slots<TLane> scaling, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
    {
        TLane measured = _unit * gradient * parameter;
        sums.First = TLane.MultiplyAdd(measured, measured, sums.First);
    }
}
