using Impetus.Algebra;
using Impetus.Checkpoints;

namespace Impetus.Wrappers;

/// <summary>
/// Sharpness-aware minimisation (Foret et al. 2021): the gradient is taken where the loss is highest within a radius, to
/// first order. The adaptive form (Kwon et al. 2021) measures the radius relative to the size of each coordinate.
/// </summary>
public sealed class SharpnessAware : SecondGradient
{
    private const double SmallestNorm = 1e-12;

    private readonly SharpnessAwareOptions _options;

    /// <summary>Puts sharpness-aware minimisation around an optimizer, which it owns from now on.</summary>
    public SharpnessAware(Optimizer inner, SharpnessAwareOptions? options = null)
        : base(inner)
    {
        _options = (options ?? new()) with { };
    }

    /// <summary>e = ρg / (‖g‖ + 10⁻¹²) over all parameters; adaptive e = ρθ²g / (‖θg‖ + 10⁻¹²).</summary>
    private protected override void Displace()
    {
        double norm = Kept.GradientNorm(_options.Adaptive);
        Kept.DisplaceParameters(_options.Radius / (norm + SmallestNorm), _options.Adaptive);
    }

    internal override WrapperOptions Settings => _options;

    internal override void Describe(StateSchema schema)
    {
        schema.AddSettings(_options);
        base.Describe(schema);
    }
}

/// <summary>Options of sharpness-aware minimisation.</summary>
public sealed record SharpnessAwareOptions : WrapperOptions
{
    /// <inheritdoc/>
    public override string Name => "sam";

    /// <inheritdoc/>
    public override string Summary => "Takes the gradient where the loss is highest within a radius around the parameters, to first order, and steps from where they were. Use it for flatter minima; a step evaluates the gradient twice.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations => ["e = ρg / (‖g‖ + 10⁻¹²);  adaptive: e = ρθ²g / (‖θg‖ + 10⁻¹²)", "g ← ∇f(θ + e)", "step of the inner optimizer, from θ"];

    /// <summary>ρ, from 0: the radius.</summary>
    [Option("rho", OptionRange.NonNegative, "ρ, the radius", Search = [0.01, 0.05, 0.1])]
    public double Radius { get; set => field = NonNegative(value); } = 0.05;

    /// <summary>Whether the radius is relative to the size of each coordinate.</summary>
    [Option("adaptive", OptionRange.Choice, "whether the radius is relative to the size of each coordinate")]
    public bool Adaptive { get; set; }

    /// <inheritdoc/>
    public override bool NeedsClosure => true;

    /// <inheritdoc/>
    public override Optimizer Wrap(Optimizer inner) => new SharpnessAware(inner, this);
}
