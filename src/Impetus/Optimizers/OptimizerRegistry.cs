using Impetus.Algebra;
using Impetus.Directions;
using Impetus.Memories;
using Impetus.Scalings;
using Impetus.Wrappers;

namespace Impetus;

/// <summary>All optimizers that have a name, and all parts that can be combined.</summary>
public static partial class OptimizerRegistry
{
    // By family; each says what it is beside its defaults (Named/).
    private static readonly OptimizerDefinition[] Own =
    [
        SgdOptions.Definition, SgdMOptions.Definition, NagOptions.Definition, MgdOptions.Definition, AggMoOptions.Definition, QhmOptions.Definition,
        AsgdOptions.Definition, LionOptions.Definition, RpropOptions.Definition, RmsPropOptions.Definition, AdagradOptions.Definition,
        AdadeltaOptions.Definition, AdamOptions.Definition, AdamWOptions.Definition, AmsGradOptions.Definition, AdamaxOptions.Definition,
        NAdamOptions.Definition, RAdamOptions.Definition, AdaBoundOptions.Definition, AngularGradOptions.Definition, LaPropOptions.Definition,
        AdaBeliefOptions.Definition, QhAdamOptions.Definition, AdEmaMixOptions.Definition, AdanOptions.Definition, AdoptOptions.Definition,
        MarsOptions.Definition, LarsOptions.Definition, LambOptions.Definition, ProdigyOptions.Definition, MuonOptions.Definition,
        TamOptions.Definition, AdaTamOptions.Definition, AdaTamWOptions.Definition, AdaTam2Options.Definition, AmMgdOptions.Definition,
        AmAdamWOptions.Definition, MAdamOptions.Definition, LaMAdamOptions.Definition, SgdCgOptions.Definition, SgdCmOptions.Definition,
        AdamCgOptions.Definition, AdamCmOptions.Definition,
    ];

    /// <summary>The memories that a combination may name.</summary>
    public static IReadOnlyList<MemoryOptions> Memories =>
    [
        new NoMemory.Options(), new HeavyBall.Options(), new ExponentialAverage.Options(), new TorqueAware.Options(),
        new AdaptiveMemory.Options(), new CriticalMomenta.Options(), new CriticalGradients.Options(), new AggregatedMomentum.Options(),
        new SignMomentum.Options(), new Angular.Options(), new NesterovAverage.Options(), new QuasiHyperbolic.Options(), new TwoAverages.Options(),
        new NesterovEstimation.Options(), new VarianceReduction.Options(), new ParameterAverage.Options(), new Resilient.Options(),
        new LayerwiseHeavyBall.Options(), new LayerwiseAverage.Options(), .. AddedMemories,
    ];

    /// <summary>The scalings that a combination may name.</summary>
    public static IReadOnlyList<ScalingOptions> Scalings =>
    [
        new NoScaling.Options(), new SecondMoment.Options(), new MaximumVariation.Options(), new BoundedSecondMoment.Options(),
        new Belief.Options(), new InfinityNorm.Options(), new SquareSum.Options(), new RootMeanSquareRatio.Options(),
        new QuasiHyperbolicSecondMoment.Options(), new PreviousSecondMoment.Options(), .. AddedScalings,
    ];

    /// <summary>What may become of the direction last: masks that a specification may put right before an optimizer.</summary>
    public static IReadOnlyList<DirectionOptions> Masks => [new Cautious.Options(), new Grams.Options()];

    /// <summary>The wrappers that a specification may put before an optimizer.</summary>
    public static IReadOnlyList<WrapperOptions> Wrappers =>
    [
        new SharpnessAwareOptions(), new ExtragradientOptions(), new LookaheadOptions(), new WeightAverageOptions(), new ScheduleFreeOptions(),
        new GradientAccumulationOptions(), new SwitchOptions(),
    ];

    /// <summary>The definition of that name, or null.</summary>
    public static OptimizerDefinition? Find(string name) => All.FirstOrDefault(definition => definition.Name == name);
}
