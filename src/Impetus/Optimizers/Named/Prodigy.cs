using Impetus.Memories;

namespace Impetus;

/// <summary>Prodigy (Mishchenko and Defazio 2024, Algorithm 4): Adam that finds its learning rate, from how far it has come.</summary>
public sealed record ProdigyOptions : OptimizerOptions<DistanceEstimate.Options, DistanceEstimate.Scaling>
{
    /// <summary>The published defaults.</summary>
    public ProdigyOptions()
        : base(new(), new())
    {
        LearningRate = 1;
    }

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
    /// <summary>Prodigy (Mishchenko and Defazio 2024, Algorithm 4): Adam that finds its learning rate, from how far it has come.</summary>
    /// <param name="parameters">What to train.</param>
    /// <param name="options">Hyper-parameters; without them, the published defaults.</param>
    public static Optimizer Prodigy(ParameterSet parameters, ProdigyOptions? options = null) => Create(parameters, options ?? new());
}
