using Impetus.Algebra;
using Impetus.Checkpoints;

namespace Impetus.Wrappers;

/// <summary>
/// Lookahead (Zhang et al. 2019): after every k steps of the inner optimizer, slow weights follow the fast ones a part of
/// the way, and the fast ones start again from there.
/// </summary>
public sealed class Lookahead : SecondWeights
{
    private readonly LookaheadOptions _options;

    /// <summary>Puts Lookahead around an optimizer, which it owns from now on. The slow weights start where the parameters are.</summary>
    public Lookahead(Optimizer inner, LookaheadOptions? options = null)
        : base(inner)
    {
        _options = (options ?? new()) with { };
    }

    internal override WrapperOptions Settings => _options;

    internal override void Describe(StateSchema schema)
    {
        schema.AddSettings(_options);
        schema.Within("lookahead", inner =>
        {
            inner.AddTensors("slow-weights", Parameters, Weights);
            Inner.Describe(inner);
        });
    }

    /// <summary>Every k steps: slow ← slow + α(fast − slow); fast ← slow.</summary>
    private protected override void Follow()
    {
        if (StepCount % _options.Interval == 0)
        {
            Weights.FollowParameters(_options.Pull);
            Weights.RestoreParameters();
            Parameters.ShareValues();
        }
    }
}

/// <summary>Options of Lookahead.</summary>
public sealed record LookaheadOptions : WrapperOptions
{
    /// <inheritdoc/>
    public override string Name => "lookahead";

    /// <inheritdoc/>
    public override string Summary => "Slow weights follow the fast ones every few steps, and the fast ones start again from there. Use it to calm an optimizer that swings.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations => ["step of the inner optimizer: θ", "every k steps: slow ← slow + α(θ − slow);  θ ← slow"];

    /// <summary>k, from 1: the steps between two meetings of slow and fast weights.</summary>
    [Option("k", OptionRange.Count, "k, the steps between two meetings of slow and fast weights", Search = [5, 10])]
    public int Interval { get; set => field = Count(value); } = 5;

    /// <summary>α in [0, 1]: how far the slow weights follow.</summary>
    [Option("alpha", OptionRange.Share, "α, how far the slow weights follow", Search = [0.5, 0.8])]
    public double Pull { get; set => field = Share(value); } = 0.5;

    /// <inheritdoc/>
    public override Optimizer Wrap(Optimizer inner) => new Lookahead(inner, this);
}
