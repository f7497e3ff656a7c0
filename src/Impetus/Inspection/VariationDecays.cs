using System.Numerics;
using Impetus.Kernels.Lanes;
using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus.Inspection;

/// <summary>
/// The β that every coordinate picked in a step of maximum variation averaging. A rule does not keep it, and it cannot be
/// had from the weights: 1 − w ← β(1 − w), but rounding leaves ever less of 1 − w as w comes close to 1. So Eq. 8 is evaluated
/// again, with the rule's own arithmetic, on the state before the step.
/// </summary>
internal sealed unsafe class VariationDecays(Optimizer rule) : IDisposable
{
    private readonly StateCopy _mean = new(), _variance = new(), _weight = new(), _bufferSum = new(), _momentum = new();
    private readonly double[] _sumFactors = new double[rule.Parameters.Count];
    private readonly int[] _groupOf = rule.Groups.IndicesOf(rule.Parameters);

    /// <summary>Keeps the state as it is before a step.</summary>
    /// <exception cref="InvalidOperationException">There are more coordinates than one list can hold.</exception>
    public void Begin()
    {
        if (rule.Parameters.CoordinateCount > Array.MaxLength)
        {
            throw new InvalidOperationException($"The distribution of β can be measured over {Array.MaxLength} coordinates; there are {rule.Parameters.CoordinateCount}.");
        }

        NamedArrays arrays = new(rule);
        _mean.Take(arrays["mean"]);
        _variance.Take(arrays["variance"]);
        _weight.Take(arrays["weight"]);
        _bufferSum.Take(arrays["buffer-sum"]);
        for (int parameter = 0; parameter < _sumFactors.Length; parameter++)
        {
            _sumFactors[parameter] = SumFactor(parameter);
        }
    }

    /// <summary>The distribution of β, of every parameter and of all; null for what was not moved.</summary>
    /// <param name="movement">Knows the parameters before the step.</param>
    /// <param name="isMoved">Which parameters the step moved.</param>
    public (Quantiles?[] Tensors, Quantiles? Total) Measure(Movement movement, bool[] isMoved)
    {
        if (rule.Options.MemoryPart is CriticalMomenta.Options)
        {
            _momentum.Take(new NamedArrays(rule)["momentum"]);
        }

        return rule.Parameters.ElementType == ElementType.Float64 ? Measure<double>(movement, isMoved) : Measure<float>(movement, isMoved);
    }

    public void Dispose()
    {
        _mean.Dispose();
        _variance.Dispose();
        _weight.Dispose();
        _bufferSum.Dispose();
        _momentum.Dispose();
    }

    private (Quantiles?[] Tensors, Quantiles? Total) Measure<TElement>(Movement movement, bool[] isMoved)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        TElement[] decays = new TElement[rule.Parameters.CoordinateCount];
        Quantiles?[] tensors = new Quantiles?[isMoved.Length];
        int end = 0;
        for (int parameter = 0; parameter < tensors.Length; parameter++)
        {
            if (isMoved[parameter])
            {
                Span<TElement> own = decays.AsSpan(end, (int)rule.Parameters[parameter].Length);
                Fill(own, parameter, (TElement*)movement.Before(parameter));
                tensors[parameter] = Quantiles.Of(own);
                end += own.Length;
            }
        }

        return (tensors, Quantiles.Of(decays.AsSpan(0, end)));
    }

    private void Fill<TElement>(Span<TElement> decays, int parameter, TElement* before)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        ParameterGroup group = rule.Groups[_groupOf[parameter]];
        ObservedSignal<TElement> signal = new(rule, parameter, group, before)
        {
            BufferSum = rule.Options.ScalingFirst ? null : (TElement*)_bufferSum.StartOf(parameter),
            SumFactor = _sumFactors[parameter],
            Momentum = group.Memory is CriticalMomenta.Options ? (TElement*)_momentum.StartOf(parameter) : null,
        };
        TElement* mean = (TElement*)_mean.StartOf(parameter), variance = (TElement*)_variance.StartOf(parameter), weight = (TElement*)_weight.StartOf(parameter);
        MaximumVariation variation = Plan(group, isFirst: decays.IsEmpty || *weight == TElement.Zero);
        fixed (TElement* target = decays)
        {
            for (int at = 0; at < decays.Length; at++)
            {
                ScalarLane<TElement> decay = variation.Decay(signal[at], new(mean[at]), new(variance[at]), new(weight[at]));
                ScalarLane<TElement>.Store(decay, target + at);
            }
        }
    }

    /// <summary>The scaling of the step. The weights start at 0 and never come back to it; all else follows from the options.</summary>
    private static MaximumVariation Plan(ParameterGroup group, bool isFirst)
        => ((MaximumVariation.Options)group.Scaling).Plan(new(isFirst ? 1 : 2, group.LearningRate, group.LearningRate, 0), correction: 1);

    /// <summary>What the sum of the critical buffer will be multiplied by, if there is one.</summary>
    private double SumFactor(int parameter) => rule.Groups[_groupOf[parameter]].Memory switch
    {
        CriticalMomenta.Options memory => memory.SumFactor(CriticalBufferReader.CountOf(rule, parameter)),
        CriticalGradients.Options memory => memory.SumFactor(CriticalBufferReader.CountOf(rule, parameter)),
        _ => 0,
    };
}
