using Impetus.Memories;

namespace Impetus;

/// <summary>Prodigy (Mishchenko and Defazio 2024, Algorithm 4): Adam that finds its learning rate, from how far it has come.</summary>
public sealed record ProdigyOptions() : OptimizerOptions<DistanceEstimate.Options, DistanceEstimate.Scaling>(new(), new(), learningRate: 1)
{
    internal static OptimizerDefinition Definition { get; } = new("prodigy", Publications.Prodigy,
        "Adam that finds its learning rate, from how far the parameters have come and which way gradients point. Use it instead of a search for the rate, with lr=1 and a schedule that only falls; it keeps twice the state of adam.",
        static () => new ProdigyOptions());

    /// <inheritdoc/>
    public override string Composition => "prodigy";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Rule =>
    [
        .. DecayMode == DecayMode.Coupled ? (string[])["g ← g + μθ"] : [],
        .. Memory.Equations,
        .. Scaling.Equations("g"),
        DecayMode switch
        {
            DecayMode.Coupled => "θ ← θ − ηdm / P",
            DecayMode.Proximal => "θ ← (θ − ηdm / P) / (1 + ηdμ)",
            _ => "θ ← (1 − ηdμ)θ − ηdm / P",
        },
        "d ← max(d, c·r / ‖s‖₁);  d = d₀ at first",
    ];

    internal override bool TakesMask => false;

    internal override Rule CreateRule(RuleContext context) => new ProdigyRule(context);
}

public static partial class Optimizers
{
    /// <inheritdoc cref="ProdigyOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Prodigy(ParameterSet parameters, ProdigyOptions? options = null) => Create(parameters, options ?? new());
}
