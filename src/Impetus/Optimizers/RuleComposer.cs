using Impetus.Algebra;

namespace Impetus;

/// <summary>Turns options into the one type that has their parts, so that the just-in-time compiler makes one loop of it.</summary>
internal sealed class RuleComposer(RuleContext context) : IMemoryVisitor<Rule>
{
    /// <summary>The rule that the options describe.</summary>
    public Rule Compose() => context.Options.MemoryPart.Accept(this);

    /// <inheritdoc/>
    public Rule Visit<TMemory>(MemoryOptions<TMemory> memory)
        where TMemory : struct, IMemory
        => context.Options.ScalingPart.Accept(new WithMemory<TMemory>(context));

    private sealed class WithMemory<TMemory>(RuleContext context) : IScalingVisitor<Rule>
        where TMemory : struct, IMemory
    {
        public Rule Visit<TScaling>(ScalingOptions<TScaling> scaling)
            where TScaling : struct, IScaling
        {
            OptimizerOptions options = context.Options;
            return (options.ScalingFirst, options.Decays, options.DecayMode) switch
            {
                (false, false, _) => Clip<TScaling, MemoryFirst, NoDecay>(),
                (false, _, DecayMode.Decoupled) => Clip<TScaling, MemoryFirst, DecoupledDecay>(),
                (false, _, _) => Clip<TScaling, MemoryFirst, CoupledDecay>(),
                (true, false, _) => Clip<TScaling, ScalingFirst, NoDecay>(),
                (true, _, DecayMode.Decoupled) => Clip<TScaling, ScalingFirst, DecoupledDecay>(),
                (true, _, _) => Clip<TScaling, ScalingFirst, CoupledDecay>(),
            };
        }

        private Rule Clip<TScaling, TOrder, TDecay>()
            where TScaling : struct, IScaling
            where TOrder : struct, IOrder
            where TDecay : struct, IDecay<TDecay>
        {
            ScalingOptions<TScaling>?[] scalings = [.. context.Groups.Select((group, index) => context.IsOwnGroup[index] ? group.Scaling.Accept(new ScalingOfType<TScaling>(group.Name)) : null)];
            return context.Options.ClipNorm is not null ? new FormulaRule<TMemory, TScaling, TOrder, TDecay, NormClipping>(context, scalings)
                : context.Options.ClipValue is not null ? new FormulaRule<TMemory, TScaling, TOrder, TDecay, ValueClipping>(context, scalings)
                : new FormulaRule<TMemory, TScaling, TOrder, TDecay, NoClipping>(context, scalings);
        }
    }

    /// <summary>Gives the options of a scaling of a known type; groups may differ in numbers, but not in the kind of scaling.</summary>
    private sealed class ScalingOfType<TScaling>(string group) : IScalingVisitor<ScalingOptions<TScaling>>
        where TScaling : struct, IScaling
    {
        public ScalingOptions<TScaling> Visit<TOther>(ScalingOptions<TOther> scaling)
            where TOther : struct, IScaling
            => scaling as ScalingOptions<TScaling>
                ?? throw new ArgumentException($"Group '{group}' differs from the optimizer in amsgrad: it holds for all groups or for none.");
    }
}
