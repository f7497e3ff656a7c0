using System.Runtime.CompilerServices;
using Impetus.Algebra;
using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>
/// One coordinate of Prodigy (Mishchenko and Defazio 2024, Algorithm 4). It is no point of the algebra: what it sums up needs the distance
/// that the parameter has come, and what it sums up decides about later steps alone, so that one pass suffices.
/// </summary>
/// <remarks>The memory's slots are m, s and p = x₀ − x, the way back to where training began; the scaling's is v.</remarks>
internal readonly struct ProdigyFormula : IFormula
{
    private readonly StepScalar _clipFactor, _clipBound, _negativeClipBound, _coupledDecay;
    private readonly StepScalar _estimate;    // d
    private readonly StepScalar _firstDecay, _firstIntake;      // β₁, 1 − β₁
    private readonly StepScalar _secondDecay, _secondIntake;    // β₂, 1 − β₂
    private readonly StepScalar _sumDecay, _sumIntake;          // √β₂, (1 − √β₂)γd
    private readonly StepScalar _epsilon;     // dε
    private readonly StepScalar _retained;    // 1 − γdμ
    private readonly StepScalar _negativeRate;    // −γd
    private readonly StepScalar _most = StepScalar.RootOfLargest, _least;    // what can be squared

    /// <summary>The formula of one step.</summary>
    /// <param name="memory">β₁.</param>
    /// <param name="scaling">β₂ and ε.</param>
    /// <param name="estimate">d, the estimate of the distance to the solution.</param>
    /// <param name="rate">γ.</param>
    /// <param name="decay">How weight decay enters.</param>
    /// <param name="weightDecay">μ.</param>
    /// <param name="clipFactor">What gradients are multiplied with; 1 without clipping by norm.</param>
    /// <param name="clipBound">The largest size of a coordinate; infinite without clipping by value.</param>
    public ProdigyFormula(
        DistanceEstimate.Options memory, DistanceEstimate.Scaling scaling, double estimate, double rate, DecayMode decay, double weightDecay, double clipFactor, double clipBound)
    {
        double sumDecay = Math.Sqrt(scaling.Decay);
        (_clipFactor, _clipBound, _negativeClipBound, _coupledDecay) = (clipFactor, clipBound, -clipBound, decay == DecayMode.Coupled ? weightDecay : 0);
        _estimate = estimate;
        (_firstDecay, _firstIntake) = (memory.Decay, 1 - memory.Decay);
        (_secondDecay, _secondIntake) = (scaling.Decay, 1 - scaling.Decay);
        (_sumDecay, _sumIntake) = (sumDecay, (1 - sumDecay) * rate * estimate);
        _epsilon = SecondMoment.Outside(estimate * scaling.Epsilon, scaling.Epsilon);
        _least = StepScalar.NegativeRootOfLargest;
        double whole = decay.Rate(rate * estimate, weightDecay);
        _retained = decay == DecayMode.Coupled ? 1 : 1 - whole * weightDecay;
        _negativeRate = -whole;
    }

    public static int MemorySlotCount => 3;

    public static int ScalingSlotCount => 1;

    public static bool KeepsMaximum => false;

    public static int SumCount => 2;

    public static bool ShowsGradient => false;

    public static bool SumsWhileMoving => true;

    public static bool RenamesArrays => false;

    public static bool Divides => true;

    public static int DirectionSumCount => 0;

    public static Inputs Inputs => Inputs.None;

    /// <summary>Lines 4 to 10 of Algorithm 4; the sums are ⟨g, x₀ − x⟩ and ‖s‖₁.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane parameter, TLane gradient, ref Slots<TLane> memory, ref Slots<TLane> scaling, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
    {
        TLane clipped = TLane.Max(TLane.Min(_clipFactor * gradient, TLane.Broadcast(_clipBound)), TLane.Broadcast(_negativeClipBound));
        TLane g = TLane.MultiplyAdd(_coupledDecay, parameter, clipped);
        TLane scaled = TLane.Max(TLane.Min(_estimate * g, TLane.Broadcast(_most)), TLane.Broadcast(_least));

        sums.First = TLane.MultiplyAdd(g, memory.Third, sums.First);
        memory.First = TLane.MultiplyAdd(_firstDecay, memory.First, _firstIntake * scaled);
        scaling.First = TLane.MultiplyAdd(_secondDecay, scaling.First, _secondIntake * (scaled * scaled));
        memory.Second = TLane.MultiplyAdd(_sumDecay, memory.Second, _sumIntake * scaled);
        sums.Second += TLane.Abs(memory.Second);

        TLane direction = memory.First / (TLane.Sqrt(scaling.First) + _epsilon);
        TLane moved = TLane.MultiplyAdd(_negativeRate, direction, _retained * parameter);
        memory.Third += parameter - moved;
        return moved;
    }

    /// <summary>No mask goes on its direction.</summary>
    public void MeasureDirection<TLane>(TLane parameter, TLane gradient, Slots<TLane> memory, Slots<TLane> scaling, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
    {
    }

    /// <summary>Nothing is summed up before the step.</summary>
    public void Measure<TLane>(TLane parameter, TLane gradient, TLane memory, Slots<TLane> scaling, ref Sums<TLane> sums)
        where TLane : struct, ILane<TLane>
    {
    }
}
