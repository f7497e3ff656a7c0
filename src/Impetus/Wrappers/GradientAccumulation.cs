using Impetus.Algebra;
using Impetus.Checkpoints;
using Impetus.Kernels;

namespace Impetus.Wrappers;

/// <summary>Gathers the gradients of several batches and steps with their mean, as one larger batch would.</summary>
public sealed class GradientAccumulation : OptimizerWrapper
{
    private readonly GradientAccumulationOptions _options;
    private readonly ParameterVector _sum;
    private readonly bool[] _has;    // whether a parameter has had a gradient since the last step
    private readonly bool[] _hasNow;
    private int _gathered;

    /// <summary>Puts the accumulation before an optimizer, which it owns from now on.</summary>
    public GradientAccumulation(Optimizer inner, GradientAccumulationOptions? options = null)
        : base(inner)
    {
        if (inner.NeedsClosure)
        {
            throw new ArgumentException("Gradients cannot be gathered for a wrapper that evaluates them itself.", nameof(inner));
        }

        _options = (options ?? new()) with { };
        _sum = ParameterVector.Like(inner.Parameters, inner.Options.Threads);
        _has = new bool[inner.Parameters.Count];
        _hasNow = new bool[inner.Parameters.Count];
    }

    /// <inheritdoc/>
    public override int StateBytesPerCoordinate => Inner.StateBytesPerCoordinate + Parameters.ElementType.Size;

    /// <summary>Gathers the gradients; every n-th time, steps with their mean. One that is missing in a batch counts as zero there.</summary>
    /// <param name="loss">Passed on with the last batch of a step.</param>
    public override void Step(double loss)
    {
        RefuseNonFinite();
        for (int index = 0; index < _has.Length; index++)
        {
            _has[index] |= Parameters[index].HasGradient;
        }

        _sum.AddGradients();
        if (++_gathered < _options.Batches)
        {
            return;
        }

        _sum.EmptyIntoGradients(1.0 / _options.Batches);
        _gathered = 0;
        StepWithThoseGathered(loss);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _sum.Dispose();
        base.Dispose();
    }

    internal override WrapperOptions Settings => _options;

    internal override void Describe(StateSchema schema)
    {
        schema.AddSettings(_options);
        schema.Within("accumulate", inner =>
        {
            inner.AddTensors("gathered", Parameters, _sum);
            inner.AddVector(
                "gathered-parameters",
                [.. _has.Select(has => has ? 1.0 : 0)],
                static values => values.All(value => value is 0 or 1 or double.NaN),
                RestoreFlags,
                [.. Parameters.Select(parameter => parameter.Name)],
                absent: [.. _has.Select(_ => double.NaN)]);
            inner.AddVector("count", [_gathered], static values => StateSchema.IsCount(values[0]) && values[0] <= int.MaxValue, values => _gathered = (int)values[0]);
            Inner.Describe(inner);
        });
    }

    /// <summary>States of earlier versions have no flags: there, what is not zero was gathered, and so may be what is empty.</summary>
    private void RestoreFlags(double[] flags)
    {
        for (int index = 0; index < flags.Length; index++)
        {
            _has[index] = double.IsNaN(flags[index]) ? Parameters[index].Length == 0 || !_sum.IsZero(index) : flags[index] == 1;
        }

        Parameters.Shard?.Exchange.Share(_has);
    }

    /// <summary>A batch that cannot be added is refused while nothing of it has been.</summary>
    private void RefuseNonFinite()
    {
        if (Options.NonFinite == NonFinitePolicy.Throw && _sum.FindNonFiniteGradient() is >= 0 and int index)
        {
            throw new NonFiniteGradientException(Parameters[index].Name, StepCount + 1);
        }
    }

    private void StepWithThoseGathered(double loss)
    {
        for (int index = 0; index < _has.Length; index++)
        {
            _hasNow[index] = Parameters[index].HasGradient;
            Parameters[index].HasGradient = _has[index];
            _has[index] = false;
        }

        try
        {
            Inner.Step(loss);
        }
        finally
        {
            for (int index = 0; index < _has.Length; index++)
            {
                Parameters[index].HasGradient = _hasNow[index];
            }
        }
    }
}

/// <summary>Options of gradient accumulation.</summary>
public sealed record GradientAccumulationOptions : WrapperOptions
{
    /// <inheritdoc/>
    public override string Name => "accumulate";

    /// <inheritdoc/>
    public override string Summary => "Gathers the gradients of several batches and steps with their mean. Use it where the batch that is wanted does not fit into memory.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations => ["every n batches: g = (g₁ + … + gₙ) / n", "step of the inner optimizer"];

    /// <summary>n, from 1: how many batches make a step.</summary>
    [Option("batches", OptionRange.Count, "n, how many batches make a step")]
    public int Batches { get; set => field = Count(value); } = 2;

    /// <inheritdoc/>
    public override Optimizer Wrap(Optimizer inner) => new GradientAccumulation(inner, this);
}
