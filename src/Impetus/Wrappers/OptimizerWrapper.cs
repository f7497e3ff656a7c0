using Impetus.Algebra;
using Impetus.Checkpoints;

namespace Impetus.Wrappers;

/// <summary>An optimizer that does something before or after the steps of another, which it owns.</summary>
public abstract class OptimizerWrapper : Optimizer
{
    private protected OptimizerWrapper(Optimizer inner)
        : this(inner, inner.Parameters)
    {
        if (inner is MasterWeights)
        {
            throw new ArgumentException("Wrappers of bfloat16 parameters work on the master weights: make them within MasterWeights.", nameof(inner));
        }
    }

    private protected OptimizerWrapper(Optimizer inner, ParameterSet parameters)
        : base(inner.Options, parameters, inner.Groups)
    {
        Inner = inner;
    }

    /// <summary>The optimizer whose steps are taken.</summary>
    public Optimizer Inner { get; }

    /// <inheritdoc/>
    public override long StepCount => Inner.StepCount;

    /// <inheritdoc/>
    public override long SkippedStepCount => Inner.SkippedStepCount;

    /// <inheritdoc/>
    public override bool NeedsClosure => Inner.NeedsClosure;

    /// <inheritdoc/>
    public override Telemetry Telemetry => Inner.Telemetry;

    /// <inheritdoc/>
    public override int StateBytesPerCoordinate => Inner.StateBytesPerCoordinate;

    /// <summary>Those of the inner optimizer: a wrapper's own passes come on top, as time that its rule costs.</summary>
    public override int TouchedBytesPerCoordinate => Inner.TouchedBytesPerCoordinate;

    internal override long PassCount => Inner.PassCount;

    /// <summary>The wrapper's own copy of its options; null if it has none.</summary>
    internal virtual WrapperOptions? Settings => null;

    /// <inheritdoc/>
    public override void Dispose() => Inner.Dispose();

    internal override void Describe(StateSchema schema) => Inner.Describe(schema);

    internal override void Inherit(Optimizer other, bool fresh) => Inner.Inherit(other, fresh);

    internal override bool StartsScalingAfter(Optimizer other) => Inner.StartsScalingAfter(other);

    internal override void StartScalingAfter(long step) => Inner.StartScalingAfter(step);
}

/// <summary>The options of a wrapper, and the way to put it around an optimizer.</summary>
public abstract record WrapperOptions : PartOptions
{
    /// <summary>The wrapper's name in specifications, such as <c>sam</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, and when to use it.</summary>
    public abstract string Summary { get; }

    /// <summary>The wrapper in mathematics, one assignment a line; g is the gradient at θ.</summary>
    public abstract IReadOnlyList<string> Equations { get; }

    /// <summary>Whether the wrapper evaluates the gradient at a second point.</summary>
    public virtual bool NeedsClosure => false;

    /// <summary>Whether the wrapper goes around the optimizer before all others, wherever it is written.</summary>
    internal virtual bool IsInnermost => false;

    /// <summary>Puts the wrapper around an optimizer, which it owns from now on.</summary>
    public abstract Optimizer Wrap(Optimizer inner);
}
