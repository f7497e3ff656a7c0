using Impetus.Algebra;
using Impetus.Directions;
using Impetus.Memories;
using Impetus.Scalings;
using Impetus.Wrappers;

namespace Impetus;

/// <summary>All optimizers that have a name, and all parts that can be combined.</summary>
public static partial class OptimizerRegistry
{
    // By family.
    private static readonly OptimizerDefinition[] Own =
    [
        new("sgd", Publications.RobbinsMonro, "Plain stochastic gradient descent, the baseline without memory or scaling. Use it to see what a memory adds, or where state has no room; its learning rate needs the most care.", static () => new SgdOptions()),
        new("sgdm", Publications.Polyak, "Gradient descent with heavy-ball momentum. The usual choice for convolutional networks with batch normalisation, if the learning rate can be tuned; the effective step is 1 / (1 − β) times the learning rate.", static () => new SgdMOptions()),
        new("nag", Publications.Sutskever, "Heavy-ball momentum that looks one step ahead. Use it where sgdm overshoots: the settings carry over.", static () => new NagOptions()),
        new("mgd", Publications.Polyak, "Momentum as a moving average, so that the step size does not grow with the momentum coefficient. Use it instead of sgdm where the coefficient is varied; the learning rate is then 1 / (1 − β) times that of sgdm.", static () => new MgdOptions()),
        new("aggmo", Publications.AggMo, "The mean of three heavy balls with different friction; fast along valleys, without the oscillations of one heavy ball. Use it where a high momentum would help but swings; it keeps twice the state of sgdm.", static () => new AggMoOptions()),
        new("qhm", Publications.QuasiHyperbolic, "A blend of the present gradient and a long average of it; with ν₁ = 1 it is mgd, with ν₁ = 0 sgd. Use it where a high momentum is too slow to turn.", static () => new QhmOptions()),
        new("asgd", Publications.Averaging, "Plain gradient descent whose rate falls, with the mean of the parameters beside it from step t₀ on, as the array average of its state. Use it on convex problems; elsewhere ema(decay=0.999)+sgdm evaluates with an average as well.", static () => new AsgdOptions()),
        new("lion", Publications.Lion, "Steps of the same size in every coordinate, with one array of state. Use it where memory is short; take a learning rate three to ten times smaller than adamw's and more weight decay, and large batches.", static () => new LionOptions()),
        new("rprop", Publications.Rprop, "A step size for each coordinate, which grows while the gradient keeps its sign and shrinks when it turns. Use it with whole batches, where signs mean something; on noisy gradients it fails.", static () => new RpropOptions()),
        new("rmsprop", Publications.RmsProp, "Scales the gradient by the root of its second moment, without a correction for the start. Use it where a result from before Adam is to be matched, and in reinforcement learning; elsewhere adam is the safer start.", static () => new RmsPropOptions()),
        new("adagrad", Publications.Adagrad, "Divides by the root of all squared gradients so far, so that rates only fall. Use it for sparse features and convex problems; in long trainings it comes to a halt.", static () => new AdagradOptions()),
        new("adadelta", Publications.Adadelta, "Scales the gradient by the size of its own past updates, so that it needs no rate: 1 is the default. Use it where no rate can be tuned; it starts slowly.", static () => new AdadeltaOptions()),
        new("adam", Publications.Adam, "First and second moment, both corrected for their start at zero. A good first try on most problems; with weight decay, adamw is the better one.", static () => new AdamOptions()),
        new("adamw", Publications.AdamW, "Adam whose weight decay is kept out of the moments. The usual choice for transformers, and the baseline to beat.", static () => new AdamWOptions()),
        new("amsgrad", Publications.AmsGrad, "Adam whose second moment never falls. Use it where rare large gradients carry the signal and Adam forgets them; a single outlier slows a coordinate for good.", static () => new AmsGradOptions()),
        new("adamax", Publications.Adam, "Adam with the largest recent gradient in place of the second moment. Use it where gradients are rare and large, as of embeddings; it is tame in its first steps.", static () => new AdamaxOptions()),
        new("nadam", Publications.NAdam, "Adam with Nesterov's look ahead and a momentum that rises with the step. Use it as adam, where that is slow at first.", static () => new NAdamOptions()),
        new("radam", Publications.RAdam, "Adam that waits until the second moment can be trusted. Use it instead of a warm-up of the learning rate; later it is Adam.", static () => new RAdamOptions()),
        new("adabound", Publications.AdaBound, "Goes over from Adam to gradient descent: the rates of all coordinates close in on one. Use it for Adam's fast start and gradient descent's end; the final rate has to be chosen.", static () => new AdaBoundOptions()),
        new("angulargrad", Publications.AngularGrad, "Adam's step, shortened where successive gradients of a coordinate disagree. A baseline of the torque-aware paper; use it to compare with that, it keeps twice the state of adam.", static () => new AngularGradOptions()),
        new("laprop", Publications.LaProp, "Scales the gradient before it enters the momentum, which stays stable for any pair of coefficients. Use it instead of adam where the second moment should follow quickly, with a small β₂.", static () => new LaPropOptions()),
        new("adabelief", Publications.AdaBelief, "Adam that steps far where gradients are as its average expects, however large they are. Use it where adam generalises worse than sgdm; eps is small by default, and 1e-8 is the better choice for convolutional networks.", static () => new AdaBeliefOptions()),
        new("qhadam", Publications.QuasiHyperbolic, "Adam whose first moment is long and blended with the present gradient. Use it where adam with a high β₁ would overshoot.", static () => new QhAdamOptions()),
        new("ademamix", Publications.AdEmaMix, "AdamW with a second average that still knows gradients tens of thousands of steps old. Use it for long trainings, with warmup over all steps and α of 5 to 10; it keeps half as much state again as adamw.", static () => new AdEmaMixOptions()),
        new("adan", Publications.Adan, "Nesterov's momentum estimated from the gradient and its changes, scaled by a second moment that looks ahead. Use it with large batches and learning rates five to ten times adamw's; it keeps twice the state of adamw.", static () => new AdanOptions()),
        new("adopt", Publications.Adopt, "Adam that divides a gradient by the second moment of those before it, so that it converges for every β₂. Use it where adam is unstable with a small β₂; the first step only looks.", static () => new AdoptOptions()),
        new("mars", Publications.Mars, "AdamW on gradients that are corrected by how they changed, a cheap stand-in for variance reduction. Use it for language models; a step reads two arrays more than adamw's, and tensors with one axis are better left to adamw in a group of their own.", static () => new MarsOptions()),
        new("lars", Publications.Lars, "Heavy-ball momentum whose every tensor moves by a fixed share of its length. Use it for large batches where sgdm becomes unstable; let biases and norms move by another rule, in groups.", static () => new LarsOptions()),
        new("lamb", Publications.Lamb, "AdamW whose steps are as long as each tensor, times the learning rate. Use it for very large batches, with a warm-up; a step reads everything twice.", static () => new LambOptions()),
        new("prodigy", Publications.Prodigy, "Adam that finds its learning rate, from how far the parameters have come and which way gradients point. Use it instead of a search for the rate, with lr=1 and a schedule that only falls; it keeps twice the state of adam.", static () => new ProdigyOptions()),
        new("muon", Publications.Muon, "Every matrix moves along its momentum with all singular values brought near 1; biases, norms and other tensors by AdamW, in the same optimizer. Use it for the hidden layers of transformers and perceptrons (with filters, of convolutions too), and groups for embeddings and heads; its time is that of a few matrix products for each matrix.", static () => new MuonOptions()),
        new("tam", Publications.TorqueAware, "Gradients that point away from the momentum are damped. Use it instead of sgdm on noisy or shifting data, with about twice its learning rate; it reads the gradient and the momentum once more per step.", static () => new TamOptions()),
        new("adatam", Publications.TorqueAware, "Torque-aware momentum scaled by the second moment, with L2 regularisation. Use it to follow the paper's AdaTAM; with weight decay, adatamw is the usual form.", static () => new AdaTamOptions()),
        new("adatamw", Publications.TorqueAware, "Torque-aware momentum scaled by the second moment, with decoupled weight decay. Use it instead of adamw where batches disagree. The momentum is a sum, not an average: steps are several times longer than adamw's at the same learning rate, and the first ones longer still, as nothing corrects the start.", static () => new AdaTamWOptions()),
        new("adatam2", Publications.TorqueAware, "AdaTAM whose momentum is a moving average; the more a gradient agrees, the more it replaces. Use it where adatam takes too long steps.", static () => new AdaTam2Options()),
        new("am-mgd", Publications.AdaptiveMemory, "Chooses the momentum coefficient of every step in closed form, from a model of the loss built from two linear models. Use it instead of mgd where one coefficient does not fit the whole run; given the loss, the model uses it.", static () => new AmMgdOptions()),
        new("am-adamw", Publications.AdaptiveMemory, "AdamW that chooses its momentum coefficient at every step. Use it where training is fragile early on, or to do without warm-up; a step reads twice what one of adamw reads.", static () => new AmAdamWOptions()),
        new("madam", Publications.MaximumVariation, "Every coordinate chooses the decay of its second moment that shows the most variance, so it reacts fast to large gradients. Use it instead of adam where the size of gradients changes during training; it keeps twice the state.", static () => new MAdamOptions()),
        new("lamadam", Publications.MaximumVariation, "MAdam with the scaling first. Use it where madam is unstable at large learning rates.", static () => new LaMAdamOptions()),
        new("sgd-cg", Publications.CriticalGradients, "Keeps the largest gradients and adds their mean to every gradient. Use it to study the effect of a memory without momentum; state grows with the capacity.", static () => new SgdCgOptions()),
        new("sgd-cm", Publications.CriticalMomenta, "Momentum as a moving average, plus the mean of the momenta of the steps with the largest gradients. Use it to study critical momenta without scaling; state grows with the capacity.", static () => new SgdCmOptions()),
        new("adam-cg", Publications.CriticalGradients, "Adam on gradients to which the mean of the largest ones is added. Use it as the baseline of adam-cm: stored gradients tend to cancel each other, stored momenta less so.", static () => new AdamCgOptions()),
        new("adam-cm", Publications.CriticalMomenta, "Keeps the momenta of the steps with the largest gradients and adds their mean, which leads out of sharp minima. Use it where generalisation matters more than memory: state grows with the capacity.", static () => new AdamCmOptions()),
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
