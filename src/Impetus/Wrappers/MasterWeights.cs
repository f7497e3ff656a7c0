using Impetus.Checkpoints;
using Impetus.Kernels;

namespace Impetus.Wrappers;

/// <summary>
/// Trains bfloat16 parameters: steps are taken on single-precision master weights with widened gradients, and the result
/// is rounded (Micikevicius et al. 2018). Steps smaller than half a bfloat16 unit then still add up.
/// </summary>
public sealed unsafe class MasterWeights : OptimizerWrapper
{
    private const ulong StepStride = 0x9e3779b97f4a7c15;

    private readonly ParameterSet _masters;
    private readonly NativeBuffer<float> _memory;
    private long _roundedAt;    // the step after which the parameters were rounded

    /// <summary>An optimizer of master weights for bfloat16 parameters.</summary>
    /// <param name="parameters">What to train; the master weights start from it.</param>
    /// <param name="create">Makes the optimizer, with its wrappers, for the master weights.</param>
    /// <exception cref="ArgumentException">The parameters are not stored in bfloat16.</exception>
    public MasterWeights(ParameterSet parameters, Func<ParameterSet, Optimizer> create)
        : this(parameters, create, Masters(parameters))
    {
    }

    private MasterWeights(ParameterSet parameters, Func<ParameterSet, Optimizer> create, (ParameterSet Set, NativeBuffer<float> Memory) masters)
        : base(create(masters.Set), parameters)
    {
        (_masters, _memory) = masters;
        parameters.Bind();
    }

    /// <inheritdoc/>
    public override int StateBytesPerCoordinate => Inner.StateBytesPerCoordinate + 2 * sizeof(float);

    /// <inheritdoc/>
    public override void Step(double loss)
    {
        TakeOverParameters();
        WidenGradients();
        Inner.Step(loss);
        RoundParameters();
    }

    /// <inheritdoc/>
    public override double Step(Func<double> evaluate)
    {
        ArgumentNullException.ThrowIfNull(evaluate);
        TakeOverParameters();
        double loss = Inner.Step(() =>
        {
            RoundParameters();
            double value = evaluate();
            WidenGradients();
            return value;
        });
        RoundParameters();
        return loss;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _masters.Dispose();
        _memory.Dispose();
    }

    internal override void Describe(StateSchema schema) => schema.Within("bfloat16", inner =>
    {
        foreach (Parameter master in _masters)
        {
            inner.AddTensor("master-weights", master, master.ValueStart);
        }

        Inner.Describe(inner);
        inner.AddCompletion(RoundParameters);
    });

    private static (ParameterSet Set, NativeBuffer<float> Memory) Masters(ParameterSet parameters)
    {
        if (parameters.ElementType != ElementType.BFloat16)
        {
            throw new ArgumentException($"Master weights are for bfloat16 parameters; these are stored in {parameters.ElementType}.", nameof(parameters));
        }

        NativeBuffer<float> memory = new(2 * (nint)parameters.CoordinateCount);
        ParameterSet masters = [];
        float* next = memory.Start;
        foreach (Parameter parameter in parameters)
        {
            BFloat16Conversion.Widen((ushort*)parameter.ValueStart, next, parameter.Length);
            float* gradient = next + parameter.Length;
            masters.Add(parameter.Name, (nint)next, (nint)gradient, parameter.Length, ElementType.Float32, parameter.Shape);
            next = gradient + parameter.Length;
        }

        return (masters, memory);
    }

    private void WidenGradients()
    {
        for (int index = 0; index < Parameters.Count; index++)
        {
            Parameter parameter = Parameters[index], master = _masters[index];
            master.HasGradient = parameter.HasGradient;
            if (parameter.HasGradient)
            {
                BFloat16Conversion.Widen((ushort*)parameter.GradientStart, (float*)master.GradientStart, parameter.Length);
            }
        }
    }

    /// <summary>Weights that somebody has set since they were rounded become the master weights.</summary>
    private void TakeOverParameters()
    {
        const int BlockLength = 1024;
        ushort* rounded = stackalloc ushort[BlockLength];
        for (int index = 0; index < Parameters.Count; index++)
        {
            Parameter parameter = Parameters[index];
            for (nint start = 0; start < parameter.Length; start += BlockLength)
            {
                nint length = Math.Min(BlockLength, parameter.Length - start);
                float* masters = (float*)_masters[index].ValueStart + start;
                ushort* values = (ushort*)parameter.ValueStart + start;
                Round(index, start, rounded, length);
                if (!new ReadOnlySpan<ushort>(rounded, (int)length).SequenceEqual(new(values, (int)length)))
                {
                    for (nint place = 0; place < length; place++)
                    {
                        masters[place] = rounded[place] == values[place] ? masters[place] : BitConverter.UInt32BitsToSingle((uint)values[place] << 16);
                    }
                }
            }
        }
    }

    /// <summary>Rounds the master weights as they are now: after a step, or once others were put in their place.</summary>
    internal void RoundParameters()
    {
        _roundedAt = StepCount;
        for (int index = 0; index < Parameters.Count; index++)
        {
            Round(index, 0, (ushort*)Parameters[index].ValueStart, Parameters[index].Length);
        }
    }

    /// <summary>Rounds master weights as after the last step: the same bits whenever it is asked for.</summary>
    private void Round(int index, nint start, ushort* target, nint length)
    {
        float* source = (float*)_masters[index].ValueStart + start;
        if (Options.Rounding == Rounding.Stochastic)
        {
            ulong seed = BFloat16Conversion.Mix((ulong)(_roundedAt * Parameters.Count + index) * StepStride);
            BFloat16Conversion.RoundStochastically(source, target, length, seed + (ulong)start);
        }
        else
        {
            BFloat16Conversion.RoundToNearest(source, target, length);
        }
    }
}
