namespace Impetus.Algebra;

/// <summary>The hyper-parameters of a scaling, whatever its type.</summary>
public abstract record ScalingOptions : PartOptions
{
    private static readonly string[] NoNames = [];

    /// <summary>The scaling's name in specifications, such as <c>maximum-variation</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The scaling in mathematics: how P comes from what is observed. One assignment a line.</summary>
    /// <param name="signal">The symbol of what is observed.</param>
    public abstract IReadOnlyList<string> Equations(string signal);

    /// <summary>The names of the arrays that the scaling keeps, each the size of the parameters; all start at 0.</summary>
    public virtual IReadOnlyList<string> Arrays => NoNames;

    /// <summary>How an array follows from those that earlier versions kept in its stead; null if it was always kept.</summary>
    internal virtual FormerArrays? FormerOf(string array) => null;

    /// <summary>Those of <see cref="Arrays"/> whose numbers may be negative; the others are means of squares and the like.</summary>
    public virtual IReadOnlyList<string> SignedArrays => NoNames;

    /// <summary>These options, fit for the order in which they stand.</summary>
    /// <param name="scalingFirst">Whether the scaling comes first.</param>
    /// <exception cref="FormatException">The scaling makes no sense in this order.</exception>
    internal virtual ScalingOptions Beside(bool scalingFirst) => this;

    /// <summary>How many slots the scaling uses.</summary>
    internal abstract int SlotCount { get; }

    /// <summary>Calls back with the scaling's type.</summary>
    internal abstract TResult Accept<TResult>(IScalingVisitor<TResult> visitor);
}

/// <summary>Arrays that earlier versions kept instead of one that is kept now.</summary>
/// <param name="Names">What they were called.</param>
/// <param name="Convert">The number that is kept now, from those of the same coordinate in their order.</param>
internal sealed record FormerArrays(IReadOnlyList<string> Names, Func<double[], double> Convert);

/// <summary>Something that wants to know a scaling's type.</summary>
internal interface IScalingVisitor<out TResult>
{
    TResult Visit<TScaling>(ScalingOptions<TScaling> scaling)
        where TScaling : struct, IScaling;
}

/// <summary>The hyper-parameters of a scaling, and the scalar half of its algorithm.</summary>
public abstract record ScalingOptions<TScaling> : ScalingOptions
    where TScaling : struct, IScaling
{
    /// <summary>The scaling of this step, for P = <paramref name="correction"/> · denominator.</summary>
    public abstract TScaling Plan(in StepContext step, double correction);

    internal sealed override int SlotCount => TScaling.SlotCount;

    internal override TResult Accept<TResult>(IScalingVisitor<TResult> visitor) => visitor.Visit(this);
}
