using Impetus.Algebra;
using Impetus.Checkpoints;
using Impetus.Kernels;

namespace Impetus.Wrappers;

/// <summary>Gathers the gradients of several batches and steps with their mean, as one larger batch would.</summary>
public sealed class GradientAccumulation : OptimizerWrapper
{
    private readonly Settings _settings;
    private readonly ParameterVector _sum;
    private int _gathered;

    /// <summary>Puts the accumulation before an optimizer, which it owns from now on.</summary>
    public GradientAccumulation(Optimizer inner, Settings? settings = null)
        : base(inner)
    {
        if (inner.NeedsClosure)
        {
            throw new ArgumentException("Gradients cannot be gathered for a wrapper that evaluates them itself.", nameof(inner));
        }

        _settings = (settings ?? new()) with { };
        _sum = ParameterVector.Like(inner.Parameters, inner.Options.Threads);
    }

    /// <inheritdoc/>
    public override int StateBytesPerCoordinate => Inner.StateBytesPerCoordinate + Parameters.ElementType.Size;

    /// <summary>Gathers the gradients; every n-th time, steps with their mean.</summary>
    /// <param name="loss">Passed on with the last batch of a step.</param>
    public override void Step(double loss)
    {
        _sum.AddGradients();
        if (++_gathered < _settings.Batches)
        {
            return;
        }

        _sum.EmptyIntoGradients(1.0 / _settings.Batches);
        _gathered = 0;
        Inner.Step(loss);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _sum.Dispose();
        base.Dispose();
    }

    internal override void Describe(StateSchema schema) => schema.Within("accumulate", inner =>
    {
        inner.AddTensors("gathered", Parameters, _sum);
        inner.AddVector("count", [_gathered], static values => StateSchema.IsCount(values[0]) && values[0] <= int.MaxValue, values => _gathered = (int)values[0]);
        Inner.Describe(inner);
    });

    /// <summary>Options of gradient accumulation.</summary>
    public sealed record Settings : WrapperOptions
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
}
