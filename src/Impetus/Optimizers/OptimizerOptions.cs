using Impetus.Algebra;
using Impetus.Kernels;

namespace Impetus;

/// <summary>What every optimizer has, whatever its parts.</summary>
public abstract record OptimizerOptions : PartOptions
{
    /// <summary>η, from 0.</summary>
    [Option("lr", OptionRange.NonNegative, "η, the learning rate")]
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
    }

    /// <summary>The point of the algebra, such as <c>torque-aware*second-moment</c>.</summary>
    public virtual string Composition => $"{MemoryPart.Name}*{ScalingPart.Name}{(ScalingFirst ? "*scale-first" : "")}{(Direction is AsItIs.Options ? "" : $"*{Direction.Name}")}";

    /// <summary>
    /// One step in mathematics, one assignment a line: θ parameters, g gradient, η learning rate, μ weight decay, t the step
    /// from 1; η₋ is what η was one step before. Operations on vectors act on each coordinate.
    /// </summary>
    public IReadOnlyList<string> Rule
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

/// <summary>The options of an optimizer made of a given memory and scaling.</summary>
/// <example>
/// A point that no paper has: <code>Optimizers.Create(parameters, new OptimizerOptions&lt;TorqueAware.Options, MaximumVariation.Options&gt;(new(), new()));</code>
/// </example>
public record OptimizerOptions<TMemory, TScaling> : OptimizerOptions
    where TMemory : MemoryOptions
    where TScaling : ScalingOptions
{
    /// <summary>The options for a memory and a scaling.</summary>
    public OptimizerOptions(TMemory memory, TScaling scaling)
    {
        Memory = memory;
        Scaling = scaling;
    }

    /// <summary>The hyper-parameters of the memory.</summary>
    public TMemory Memory { get; }

    /// <summary>The hyper-parameters of the scaling.</summary>
    public TScaling Scaling { get; }

    /// <inheritdoc/>
    public sealed override MemoryOptions MemoryPart => Memory;

    /// <inheritdoc/>
    public sealed override ScalingOptions ScalingPart => Memory.Fit(Scaling);
}

/// <summary>What sets a group of parameters apart from the others. What is null is as in the optimizer's options.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="Patterns">Which parameters belong to it: names, in which * stands for any characters and ? for one.</param>
public sealed record ParameterGroupOptions(string Name, params IReadOnlyList<string> Patterns)
{
    /// <summary>η of the group.</summary>
    public double? LearningRate { get; init; }

    /// <summary>μ of the group.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>η of the group as a function of the step.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>
    /// The rule that moves the group, instead of the optimizer's: its parts, η, μ, decay mode and scope. Clipping and the
    /// policy about gradients that are not finite are the optimizer's, for all groups.
    /// </summary>
    public OptimizerOptions? Rule { get; init; }

    /// <summary>Whether steps pass over the group.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>Hyper-parameters of the memory; of the optimizer's own memory, not of another.</summary>
    public MemoryOptions? Memory { get; init; }

    /// <summary>Hyper-parameters of the scaling; of the optimizer's own scaling, not of another.</summary>
    public ScalingOptions? Scaling { get; init; }

    /// <summary>Refuses a rule that asks for what only the whole optimizer can have.</summary>
    internal void RefuseRule()
    {
        if (Rule is { ClipNorm: not null } or { ClipValue: not null } or { Groups.Count: > 0 })
        {
            throw new ArgumentException($"The rule of group '{Name}' has clipping or groups of its own: set those of the optimizer, which hold for all groups.");
        }

        Rule?.Validate();
    }
}
