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
    ];

    /// <summary>Every name with its defaults and with other settings.</summary>
    public static IReadOnlyList<string> Named { get; } = [.. OptimizerRegistry.All.Select(definition => definition.Name), .. Set];

    /// <summary>Every combination of memory, scaling and order that is not refused.</summary>
    public static IReadOnlyList<string> Combinations { get; } = [.. AllCombinations.Where(name => Refusal(name) is null)];

    /// <summary>All of it.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Named, .. Combinations];

    /// <summary>Every combination that can be written down.</summary>
    public static IEnumerable<string> AllCombinations
        => from memory in OptimizerRegistry.Memories
           from scaling in OptimizerRegistry.Scalings
           from order in new[] { "", "*scale-first" }
           select $"{memory.Name}*{scaling.Name}{order}";

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
    public static bool TakesSums(OptimizerOptions options) => options.ClipNorm is not null || MemoryTakesSums(options);

    /// <summary>Whether the memory looks at sums over coordinates.</summary>
    public static bool MemoryTakesSums(OptimizerOptions options)
        => options.MemoryPart.Name is "torque-aware" or "adaptive-memory" or "critical-momenta" or "critical-gradients";
}
