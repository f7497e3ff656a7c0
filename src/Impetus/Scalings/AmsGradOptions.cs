using Impetus.Algebra;

namespace Impetus.Scalings;

/// <summary>Hyper-parameters of a scaling whose second moment can be kept from falling (AMSGrad, Reddi et al. 2018).</summary>
public abstract record AmsGradOptions<TScaling> : ScalingOptions<TScaling>
    where TScaling : struct, IScaling
{
    /// <summary>Whether P is made of the largest second moment so far.</summary>
    [Option("amsgrad", OptionRange.Choice, "whether the largest second moment so far is taken")]
    public bool AmsGrad { get; set; }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> Arrays => AmsGrad ? [.. OwnArrays, "maximum"] : OwnArrays;

    /// <summary>The arrays without the maximum.</summary>
    private protected abstract IReadOnlyList<string> OwnArrays { get; }

    internal sealed override TResult Accept<TResult>(IScalingVisitor<TResult> visitor)
        => AmsGrad ? visitor.Visit(new RunningMaximumOptions<TScaling>(this)) : visitor.Visit(this);
}

/// <summary>Options that plan the <see cref="RunningMaximum{TScaling}"/> of a scaling.</summary>
internal sealed record RunningMaximumOptions<TScaling>(AmsGradOptions<TScaling> Scaling) : ScalingOptions<RunningMaximum<TScaling>>
    where TScaling : struct, IScaling
{
    public override string Name => Scaling.Name;

    public override IReadOnlyList<string> Equations(string signal) => Scaling.Equations(signal);

    public override IReadOnlyList<string> Arrays => Scaling.Arrays;

    internal override FormerArrays? FormerOf(string array) => Scaling.FormerOf(array);

    public override IReadOnlyList<string> SignedArrays => Scaling.SignedArrays;

    public override RunningMaximum<TScaling> Plan(in StepContext step, double correction) => new(Scaling.Plan(step, correction));
}
