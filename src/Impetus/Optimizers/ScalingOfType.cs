using Impetus.Algebra;

namespace Impetus;

/// <summary>Gives the options of a scaling of a known type; groups may differ in numbers, but not in the kind of scaling.</summary>
internal sealed class ScalingOfType<TScaling>(string group) : IScalingVisitor<ScalingOptions<TScaling>>
    where TScaling : struct, IScaling
{
    public ScalingOptions<TScaling> Visit<TOther>(ScalingOptions<TOther> scaling)
        where TOther : struct, IScaling
        => scaling as ScalingOptions<TScaling>
            ?? throw new ArgumentException($"Group '{group}' differs from the optimizer in amsgrad: it holds for all groups or for none.");
}
