using Impetus.Algebra;
using Impetus.Checkpoints;

namespace Impetus.Wrappers;

/// <summary>The modified extragradient: the gradient at θ − h·g feeds the inner optimizer (Korpelevich 1976; critical momenta compares that of Kim et al. 2022, with momentum).</summary>
public sealed class Extragradient : SecondGradient
{
    private readonly ExtragradientOptions _options;

    /// <summary>Puts the extragradient around an optimizer, which it owns from now on.</summary>
    public Extragradient(Optimizer inner, ExtragradientOptions? options = null)
        : base(inner)
    {
        _options = (options ?? new()) with { };
    }

    private protected override void Displace() => Kept.DisplaceParameters(-_options.Distance, isRelative: false);

    internal override WrapperOptions Settings => _options;

    internal override void Describe(StateSchema schema)
    {
        schema.AddSettings(_options);
        base.Describe(schema);
    }
}

/// <summary>Options of the extragradient.</summary>
public sealed record ExtragradientOptions : WrapperOptions
{
    /// <inheritdoc/>
    public override string Name => "meg";

    /// <inheritdoc/>
    public override string Summary => "Takes the gradient a little ahead of the parameters, downhill, and steps from where they were. Use it where a long step overshoots; a step evaluates the gradient twice.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations => ["g ← ∇f(θ − h·g)", "step of the inner optimizer, from θ"];

    /// <summary>h, from 0: how far along the gradient the second point lies.</summary>
    [Option("h", OptionRange.NonNegative, "h, how far along the gradient the second point lies", Search = [0.01, 0.05, 0.1])]
    public double Distance { get; set => field = NonNegative(value); } = 0.05;

    /// <inheritdoc/>
    public override bool NeedsClosure => true;

    /// <inheritdoc/>
    public override Optimizer Wrap(Optimizer inner) => new Extragradient(inner, this);
}
