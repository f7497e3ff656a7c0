using Impetus.Algebra;
using Impetus.Memories;
using Impetus.Scalings;

namespace Impetus;

/// <summary>
/// Muon (Jordan et al. 2024): matrices move along their orthogonalised momentum, everything else by AdamW, in one optimizer.
/// </summary>
public sealed record MuonOptions() : OptimizerOptions<MatrixMomentum.Options, Orthogonalization.Options>(new(), new(), learningRate: 0.02)
{
    internal static OptimizerDefinition Definition { get; } = new("muon", Publications.Muon,
        "Every matrix moves along its momentum with all singular values brought near 1; biases, norms and other tensors by AdamW, in the same optimizer. Use it for the hidden layers of transformers and perceptrons (with filters, of convolutions too), and groups for embeddings and heads; its time is that of a few matrix products for each matrix.",
        static () => new MuonOptions());

    /// <summary>Whether tensors of more than two dimensions are matrices too, of their first dimension by all others: the filters of convolutions.</summary>
    [Option("filters", OptionRange.Choice, "whether filters of convolutions are matrices too, of their first dimension by all others")]
    public bool Filters { get; set; }

    /// <summary>η of AdamW, from 0. It follows <see cref="OptimizerOptions.LearningRate"/> in the ratio in which both were made.</summary>
    [Option("adamw-lr", OptionRange.NonNegative, "η of AdamW, which moves everything else and follows the same schedule", Search = [3e-4, 1e-3, 3e-3])]
    public double AdamWLearningRate { get; set => field = NonNegative(value); } = 3e-4;

    /// <summary>β₁ of AdamW in [0, 1).</summary>
    [Option("adamw-beta1", OptionRange.Fraction, "β₁ of AdamW")]
    public double AdamWFirstDecay { get; set => field = Fraction(value); } = 0.9;

    /// <summary>β₂ of AdamW in [0, 1).</summary>
    [Option("adamw-beta2", OptionRange.Fraction, "β₂ of AdamW")]
    public double AdamWSecondDecay { get; set => field = Fraction(value); } = 0.95;

    /// <summary>ε of AdamW, from 0.</summary>
    [Option("adamw-eps", OptionRange.NonNegative, "ε of AdamW")]
    public double AdamWEpsilon { get; set => field = NonNegative(value); } = 1e-10;

    /// <inheritdoc/>
    public override string Composition => "muon";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Rule =>
    [
        .. DecayMode == DecayMode.Coupled ? (string[])["g ← g + μθ"] : [],
        .. Memory.Equations,
        .. Scaling.Equations("d"),
        DecayMode switch
        {
            DecayMode.Coupled => $"θ ← θ − {Step}",
            DecayMode.Proximal => $"θ ← (θ − {Step}) / (1 + ημ)",
            _ => $"θ ← (1 − ημ)θ − {Step}",
        },
        Filters ? "scalars and vectors: AdamW" : "what is no matrix: AdamW",
    ];

    internal override IReadOnlyList<NamedRule> Rules => [new("", this), new("adamw", Others)];

    internal override bool TakesMask => false;

    internal override int RuleOf(Parameter parameter) => parameter.Shape.Length == 2 || (Filters && parameter.Shape.Length > 2) ? 0 : 1;

    internal override Rule CreateRule(RuleContext context) => new MatrixRule(context);

    private string Step => Scaling.Rate == MatrixRate.Original ? "η√max(1, rows / columns)X" : "0.2η√max(rows, columns)X";

    private AdamWOptions Others => new()
    {
        LearningRate = AdamWLearningRate,
        WeightDecay = WeightDecay,
        DecayMode = DecayMode,
        Memory = { Decay = AdamWFirstDecay },
        Scaling = { Decay = AdamWSecondDecay, Epsilon = AdamWEpsilon },
    };
}

public static partial class Optimizers
{
    /// <inheritdoc cref="MuonOptions"/>
    /// <inheritdoc cref="Create(ParameterSet, OptimizerOptions)" path="/param"/>
    public static Optimizer Muon(ParameterSet parameters, MuonOptions? options = null) => Create(parameters, options ?? new());
}
