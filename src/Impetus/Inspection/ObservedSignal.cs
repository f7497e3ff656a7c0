using System.Numerics;
using Impetus.Algebra;
using Impetus.Kernels.Lanes;

namespace Impetus.Inspection;

/// <summary>
/// What the scaling observed in a step at each coordinate of a parameter, to the last bit: the gradient after clipping and
/// coupled decay, or the aggregate that critical momenta and critical gradients make of it.
/// </summary>
/// <param name="rule">The optimizer, after the step.</param>
/// <param name="parameter">The parameter's index.</param>
/// <param name="group">The parameter's group.</param>
/// <param name="before">The parameter before the step.</param>
internal readonly unsafe struct ObservedSignal<TElement>(Optimizer rule, int parameter, ParameterGroup group, TElement* before)
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private readonly TElement* _gradient = (TElement*)rule.Parameters[parameter].GradientStart;
    private readonly TElement* _before = before;
    private readonly NormClipping _normClipping = NormClipping.Plan(
        rule.Options.ClipNorm is { } limit ? NormClipping.Factor(limit, rule.Telemetry[StepQuantities.GradientNormKey]) : 1);
    private readonly ValueClipping _valueClipping = ValueClipping.Plan(rule.Options.ClipValue ?? double.PositiveInfinity);
    private readonly CoupledDecay _decay = CoupledDecay.Plan(
        group.LearningRate, rule.Options.DecayMode == DecayMode.Coupled ? group.WeightDecay : 0);

    /// <summary>The sum of the critical buffer before the step, where the scaling observes it; else null.</summary>
    public TElement* BufferSum { get; init; }

    /// <summary>What the sum is multiplied by.</summary>
    public StepScalar SumFactor { get; init; }

    /// <summary>The momentum after the step, to which critical momenta add the buffer; null where it is added to the gradient.</summary>
    public TElement* Momentum { get; init; }

    /// <summary>The signal at a coordinate.</summary>
    public ScalarLane<TElement> this[nint at]
    {
        get
        {
            ScalarLane<TElement> gradient = _normClipping.Clip(ScalarLane<TElement>.Load(_gradient + at));
            ScalarLane<TElement> signal = _decay.Gradient(_valueClipping.Clip(gradient), ScalarLane<TElement>.Load(_before + at));
            if (BufferSum == null)
            {
                return signal;
            }

            ScalarLane<TElement> own = Momentum == null ? signal : ScalarLane<TElement>.Load(Momentum + at);
            return ScalarLane<TElement>.MultiplyAdd(ScalarLane<TElement>.Broadcast(SumFactor), ScalarLane<TElement>.Load(BufferSum + at), own);
        }
    }
}
