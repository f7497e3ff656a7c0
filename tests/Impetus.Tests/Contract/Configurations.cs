namespace Impetus.Tests.Contract;

/// <summary>The one table of optimizers and settings that every contract test runs over.</summary>
internal static class Configurations
{
    /// <summary>Settings away from the defaults, for every name; each touches every kind of option that the name has.</summary>
    private static readonly string[] Set =
    [
        "sgd:lr=0.03,weight-decay=0.1,decay-mode=decoupled", "sgd:clip-value=0.3",
        "sgdm:momentum=0.7,dampening=0.4,weight-decay=0.1", "sgdm:nesterov,clip-norm=1",
        "nag:momentum=0.5,weight-decay=0.2,decay-mode=decoupled",
        "mgd:beta1=0.6,weight-decay=0.1,clip-value=0.5",
        "aggmo:beta1=0.5,beta2=0.95,weight-decay=0.1,clip-norm=2",
        "lion:lr=0.01,beta1=0.5,beta2=0.8,weight-decay=0.3",
        "rmsprop:momentum=0.8,beta2=0.9,eps=0.01,weight-decay=0.1", "rmsprop:amsgrad,eps-inside",
        "adam:beta1=0.5,beta2=0.9,eps=0.001,eps-inside,weight-decay=0.1", "adam:clip-norm=0.5",
        "adamw:lr=0.01,weight-decay=0.5,amsgrad", "adamw:weight-decay=0",
        "amsgrad:beta2=0.5,clip-value=0.4,weight-decay=0.1", "amsgrad:amsgrad=false",
        "radam:beta2=0.7,weight-decay=0.2,decay-mode=decoupled", "radam:beta2=0.99,amsgrad",
        "adabound:final-lr=0.3,gamma=0.5,weight-decay=0.1", "adabound:amsgrad,clip-norm=1",
        "angulargrad:angle=tan,beta1=0.7,weight-decay=0.1", "angulargrad:amsgrad,clip-value=0.5",
        "laprop:beta1=0.5,weight-decay=0.1", "laprop:amsgrad,clip-norm=1",
        "lars:lr=3,momentum=0.5,trust=0.01,weight-decay=0.1", "lars:decay-mode=decoupled,weight-decay=0.2,clip-norm=1", "lars:scope=global,clip-value=0.5",
        "lamb:beta1=0.5,beta2=0.9,eps=0.01,weight-decay=0.3", "lamb:weight-decay=0,clip-norm=1", "lamb:scope=global,decay-mode=coupled,amsgrad",
        "prodigy:beta1=0.5,beta2=0.9,eps=1e-4,d0=0.01,d-coef=0.5,weight-decay=0.1", "prodigy:scope=tensor,d0=0.001,clip-norm=1", "prodigy:decay-mode=coupled,weight-decay=0.1,clip-value=0.5",
        "muon:momentum=0.5,nesterov=false,steps=3,eps=0.001,adjust-lr=match-rms-adamw,weight-decay=0.1", "muon:filters,adamw-lr=0.01,adamw-beta1=0.5,adamw-beta2=0.9,adamw-eps=0.001,clip-norm=1",
        "tam:momentum=0.6,gamma=0.3,torque-eps=0.1,weight-decay=0.1", "tam:scope=tensor,clip-norm=1", "tam:clip-value=0.5",
        "adatam:gamma=0,weight-decay=0.2", "adatam:scope=tensor,amsgrad",
        "adatamw:weight-decay=0.3,beta2=0.5", "adatamw:scope=tensor,clip-value=0.5,weight-decay=0",
        "adatam2:gamma=0.5,eps-inside=false,eps=0.01", "adatam2:scope=tensor,clip-norm=1,weight-decay=0.1",
        "am-mgd:lambda=0.5,beta-max=0.7,beta-min=0.2,weight-decay=0.1", "am-mgd:restart-below=0.4,scope=tensor", "am-mgd:lambda=0,clip-value=0.5",
        "am-adamw:lambda=0.3,beta-max=0.5,weight-decay=0.3", "am-adamw:scope=tensor,restart-below=0.3,amsgrad", "am-adamw:weight-decay=0.1,decay-mode=coupled,clip-norm=1",
        "madam:beta2-min=0.3,beta2-max=0.9,weight-decay=0.2", "madam:amsgrad,clip-norm=1,eps=0.01",
        "lamadam:beta1=0.5,beta2-min=0,weight-decay=0.1", "lamadam:amsgrad,clip-value=0.5",
        "sgd-cg:capacity=2,decay=0.5,weight-decay=0.1", "sgd-cg:average=count,scope=tensor,clip-norm=1",
        "sgd-cm:capacity=1,decay=0,weight-decay=0.1", "sgd-cm:average=count,scope=tensor", "sgd-cm:capacity=3,decay=1,clip-value=0.5",
        "adam-cg:capacity=2,decay=0.3,weight-decay=0.1,decay-mode=decoupled", "adam-cg:scope=tensor,amsgrad",
        "adam-cm:capacity=2,decay=0.3,weight-decay=0.1", "adam-cm:average=count,scope=tensor,amsgrad", "adam-cm:clip-norm=1,eps-inside=false",
        "qhm:momentum=0.9,nu=0.4,weight-decay=0.1", "qhm:clip-value=0.5",
        "asgd:lambda=0.3,alpha=0.5,t0=3,weight-decay=0.1", "asgd:weight-decay=0.2,decay-mode=proximal,clip-norm=1",
        "rprop:eta-minus=0.3,eta-plus=1.5,step-min=0.01,step-max=0.5,weight-decay=0.1", "rprop:clip-value=0.4",
        "adagrad:lr-decay=0.1,initial-accumulator-value=0.5,eps=0.01,weight-decay=0.1", "adagrad:clip-norm=1",
        "adadelta:rho=0.5,eps=0.01,weight-decay=0.1", "adadelta:clip-value=0.5",
        "adamax:beta1=0.5,beta2=0.8,eps=0.01,weight-decay=0.1", "adamax:weight-decay=0.1,decay-mode=decoupled,clip-norm=0.5",
        "nadam:beta1=0.6,momentum-decay=0.3,eps-inside,weight-decay=0.1", "nadam:amsgrad,clip-value=0.5",
        "adabelief:beta2=0.9,eps=0.001,weight-decay=0.1", "adabelief:amsgrad,clip-norm=1",
        "qhadam:beta1=0.8,nu1=0.4,nu2=0.6,weight-decay=0.1", "qhadam:clip-value=0.5",
        "ademamix:beta3=0.98,alpha=5,warmup=6,weight-decay=0.1", "ademamix:amsgrad,clip-norm=1",
        "adan:beta1=0.8,beta2=0.6,beta3=0.9,weight-decay=0.2", "adan:weight-decay=0.1,decay-mode=coupled,clip-norm=1",
        "adopt:beta2=0.9,eps=0.01,weight-decay=0.1,decay-mode=decoupled", "adopt:beta1=0.5,clip-value=0.5",
        "mars:beta1=0.8,gamma=0.2,weight-decay=0.1", "mars:scope=tensor,amsgrad,clip-value=0.5",
        "cautious+adamw:weight-decay=0.1", "cautious+tam:scope=tensor", "cautious+adam-cm:capacity=2", "cautious+am-adamw:clip-norm=1", "grams+adamw", "grams+sgdm:clip-value=0.5",
    ];

    private static readonly string[] LaterMemories =
        ["nesterov-average", "quasi-hyperbolic", "two-averages", "nesterov-estimation", "variance-reduction", "parameter-average", "resilient", "layerwise-heavy-ball", "layerwise-ema"];

    private static readonly string[] LaterScalings =
        ["belief", "infinity-norm", "square-sum", "root-mean-square-ratio", "quasi-hyperbolic-second-moment", "previous-second-moment"];

    /// <summary>Every name with its defaults and with other settings.</summary>
    public static IReadOnlyList<string> Named { get; } = [.. OptimizerRegistry.All.Select(definition => definition.Name), .. Set];

    /// <summary>
    /// Combinations of memory, scaling and order that are not refused: all of the parts that every other is compared with, and each
    /// part that came later beside some of those.
    /// </summary>
    public static IReadOnlyList<string> Combinations { get; } = [.. AllCombinations.Where(name => IsTried(name.Split('*')) && Refusal(name) is null)];

    /// <summary>All of it.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Named, .. Combinations];

    /// <summary>Every combination that can be written down.</summary>
    public static IEnumerable<string> AllCombinations
        => from memory in OptimizerRegistry.Memories
           from scaling in OptimizerRegistry.Scalings
           from order in new[] { "", "*scale-first" }
           select $"{memory.Name}*{scaling.Name}{order}";

    /// <summary>Whether the first step only looks, and moves nothing.</summary>
    public static bool RestsAtFirst(OptimizerOptions options) => options.ScalingPart.Name == "previous-second-moment" && (options.WeightDecay == 0 || options.DecayMode == DecayMode.Coupled);

    /// <summary>Why a specification is refused, or null.</summary>
    public static string? Refusal(string specification)
    {
        try
        {
            OptimizerSpecification.Parse(specification);
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>The options of a specification.</summary>
    public static OptimizerOptions Options(string specification) => OptimizerSpecification.Parse(specification).Options();

    /// <summary>Whether steps look at sums over coordinates, so that rounding may depend on how the coordinates are laid out.</summary>
    public static bool TakesSums(OptimizerOptions options) => options.ClipNorm is not null || MemoryTakesSums(options) || options.Direction.SumCount > 0;

    /// <summary>Whether the memory looks at sums over coordinates.</summary>
    public static bool MemoryTakesSums(OptimizerOptions options)
        => options.MemoryPart.Traits.SumCount > 0;

    private static bool IsTried(string[] parts)
        => LaterMemories.Contains(parts[0]) ? parts[1] is "none" or "second-moment" : !LaterScalings.Contains(parts[1]) || parts[0] is "ema" or "adaptive-memory";
}
