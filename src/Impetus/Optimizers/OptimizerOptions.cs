using Impetus.Algebra;
using Impetus.Kernels;

namespace Impetus;

/// <summary>What every optimizer has, whatever its parts.</summary>
public abstract record OptimizerOptions : PartOptions
{
    /// <summary>η, from 0.</summary>
    [Option("lr", OptionRange.NonNegative, "η, the learning rate", SearchFactors = [0.1, 0.3, 1, 3, 10])]
    public double LearningRate { get; set => field = NonNegative(value); } = 1e-3;

    /// <summary>μ, from 0.</summary>
    [Option("weight-decay", OptionRange.NonNegative, "μ, the weight decay")]
    public double WeightDecay { get; set => field = NonNegative(value); }

    /// <summary>How weight decay enters.</summary>
    [Option("decay-mode", OptionRange.Choice, "how weight decay enters")]
    public DecayMode DecayMode { get; set; } = DecayMode.Decoupled;

    /// <summary>Over what the sums of a step run, where the memory needs sums.</summary>
    [Option("scope", OptionRange.Choice, "over what cosines, norms and inner products run")]
    public Scope Scope { get; set; } = Scope.Global;

    /// <summary>The largest norm of the whole gradient; a longer one is scaled down. Null: no limit.</summary>
    [Option("clip-norm", OptionRange.Positive, "the largest norm of the whole gradient")]
    public double? ClipNorm { get; set => field = value is null ? null : Positive(value.Value); }

    /// <summary>The largest size of a coordinate of the gradient. Null: no limit.</summary>
    [Option("clip-value", OptionRange.Positive, "the largest size of a coordinate of the gradient")]
    public double? ClipValue { get; set => field = value is null ? null : Positive(value.Value); }

    /// <summary>What a step does about a gradient with NaN or infinity in it.</summary>
    [Option("non-finite", OptionRange.Choice, "what a step does about NaN or infinity in a gradient")]
    public NonFinitePolicy NonFinite { get; set; } = NonFinitePolicy.Throw;

    /// <summary>How master weights become bfloat16, where parameters are stored so.</summary>
    [Option("rounding", OptionRange.Choice, "how master weights are rounded to bfloat16")]
    public Rounding Rounding { get; set; }

    /// <summary>Which tensors weight decay leaves alone, whatever group they are in.</summary>
    [Option("no-decay", OptionRange.Choice, "which tensors weight decay leaves alone: none, or vectors, which are biases, norms and scalars")]
    public DecayExemption NoDecay { get; set; }

    /// <summary>
    /// How much smaller η is in every layer than in the one after it, in [0, 1]; 1 for the same η everywhere. Layers are what
    /// <see cref="LayerOrder"/> makes of the names.
    /// </summary>
    [Option("layer-decay", OptionRange.Share, "by how much η falls from each layer to the one before it")]
    public double LayerDecay { get; set => field = Share(value); } = 1;

    /// <summary>How many threads a step may use; 0 for one on each core. The result never depends on it.</summary>
    public int Threads { get; set => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Threads), value, "Threads must be 0 or more."); }

    /// <summary>Whether the memory takes in scaled gradients, as in LaProp, rather than the scaling the memory's direction.</summary>
    public bool ScalingFirst { get; set; }

    /// <summary>What becomes of the direction after memory and scaling.</summary>
    public DirectionOptions Direction { get; set; } = new AsItIs.Options();

    /// <summary>The parameter groups; without any, all parameters form one group called <c>default</c>.</summary>
    public IReadOnlyList<ParameterGroupOptions> Groups { get; set; } = [];

    /// <summary>How past gradients become a direction.</summary>
    public abstract MemoryOptions MemoryPart { get; }

    /// <summary>How coordinates are normalised.</summary>
    public abstract ScalingOptions ScalingPart { get; }

    /// <summary>Whether sums run over each tensor by itself, as far as there are any.</summary>
    internal bool SumsPerTensor => Scope == Scope.Tensor && (MemoryPart.Traits.SumCount > 0 || Direction.SumCount > 0);

    /// <summary>Whether there is weight decay in any group; if not, steps have no place for it.</summary>
    internal bool Decays { get; private init; }

    /// <summary>
    /// The rules that move the parameters of a group, the first for what <see cref="RuleOf"/> names no other for. Most options are one rule.
    /// </summary>
    internal virtual IReadOnlyList<NamedRule> Rules => [new("", this)];

    /// <summary>Whether a mask can go on the direction.</summary>
    internal virtual bool TakesMask => true;

    /// <summary>Which of the <see cref="Rules"/> moves a parameter; negative if none does.</summary>
    internal virtual int RuleOf(Parameter parameter) => 0;

    /// <summary>What groups must have in common to be moved by one rule.</summary>
    internal string Kind => $"{Composition} {ScalingPart.Arrays.Count} {DecayMode} {Scope} {Direction}";

    /// <summary>These options as those of one rule of an optimizer, which looks at gradients and clips them for all its rules.</summary>
    internal OptimizerOptions Within(OptimizerOptions optimizer, bool decays) => this with
    {
        ClipNorm = optimizer.ClipNorm,
        ClipValue = optimizer.ClipValue,
        NonFinite = optimizer.NonFinite,
        Decays = decays,
    };

    /// <summary>Whether the rule wants tensors whole.</summary>
    internal virtual Cut CutOf(ParameterSet parameters) => ComposedRule.CutOf(this, parameters);

    /// <summary>Makes the rule.</summary>
    internal virtual Rule CreateRule(RuleContext context) => new RuleComposer(context).Compose();

    /// <inheritdoc/>
    protected internal sealed override void Validate()
    {
        if (ClipNorm is not null && ClipValue is not null)
        {
            throw new ArgumentException("Gradients are clipped by norm or by value, not by both: leave out clip-norm or clip-value.");
        }

        MemoryPart.Validate();
        ScalingPart.Validate();
        Direction.Validate();
        foreach (ParameterGroupOptions group in Groups)
        {
            group.RefuseRule();
        }

        foreach (NamedRule rule in Rules.Where(rule => !ReferenceEquals(rule.Options, this)))
        {
            rule.Refuse();
        }
    }

    /// <summary>The point of the algebra, such as <c>torque-aware*second-moment</c>.</summary>
    public virtual string Composition => $"{MemoryPart.Name}*{ScalingPart.Name}{(ScalingFirst ? "*scale-first" : "")}{(Direction is AsItIs.Options ? "" : $"*{Direction.Name}")}";

    /// <summary>
    /// One step in mathematics, one assignment a line: θ parameters, g gradient, η learning rate, μ weight decay, t the step
    /// from 1; η₋ is what η was one step before. Operations on vectors act on each coordinate.
    /// </summary>
    public virtual IReadOnlyList<string> Rule
    {
        get
        {
            bool isScaled = ScalingPart.Name != "none";
            IReadOnlyList<string> scaling = isScaled ? ScalingPart.Equations(ScalingFirst ? "g" : MemoryPart.Signal) : [];
            bool memoryUsesScaling = ScalingFirst || MemoryPart.Traits.Inputs.Include(Inputs.Preconditioner);
            string step = $"ηd{(isScaled && !ScalingFirst && Direction.Equations.Count == 0 ? " / P" : "")}";
            return
            [
                .. DecayMode == DecayMode.Coupled ? (string[])["g ← g + μθ"] : [],
                .. memoryUsesScaling ? scaling : [],
                .. ScalingFirst ? (string[])["g ← g / P"] : [],
                .. MemoryPart.Equations,
                .. memoryUsesScaling ? [] : scaling,
                .. isScaled && !ScalingFirst && Direction.Equations.Count > 0 ? (string[])["d ← d / P"] : [],
                .. Direction.Equations,
                .. MemoryPart.LastEquations,
                DecayMode switch
                {
                    DecayMode.Coupled => $"θ ← θ − {step}",
                    DecayMode.Proximal => $"θ ← (θ − {step}) / (1 + ημ)",
                    _ => $"θ ← (1 − ημ)θ − {step}",
                },
            ];
        }
    }
}
