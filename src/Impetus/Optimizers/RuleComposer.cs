using Impetus.Algebra;
using Impetus.Memories;

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
            => context.Options.Direction.Accept(new WithScaling<TMemory, TScaling>(context));
    }

    private sealed class WithScaling<TMemory, TScaling>(RuleContext context) : IDirectionVisitor<Rule>
        where TMemory : struct, IMemory
        where TScaling : struct, IScaling
    {
        public Rule Visit<TDirection>(DirectionOptions<TDirection> direction)
            where TDirection : struct, IDirection
        {
            OptimizerOptions options = context.Options;
            return (options.ScalingFirst, options.Decays, options.DecayMode) switch
            {
                (false, false, _) => Clip<MemoryFirst, NoDecay, TDirection>(direction),
                (false, _, DecayMode.Coupled) => Clip<MemoryFirst, CoupledDecay, TDirection>(direction),
                (false, _, _) => Clip<MemoryFirst, DecoupledDecay, TDirection>(direction),
                (true, false, _) => Clip<ScalingFirst, NoDecay, TDirection>(direction),
                (true, _, DecayMode.Coupled) => Clip<ScalingFirst, CoupledDecay, TDirection>(direction),
                (true, _, _) => Clip<ScalingFirst, DecoupledDecay, TDirection>(direction),
            };
        }

        private Rule Clip<TOrder, TDecay, TDirection>(DirectionOptions<TDirection> direction)
            where TOrder : struct, IOrder
            where TDecay : struct, IDecay<TDecay>
            where TDirection : struct, IDirection
        {
            ScalingOptions<TScaling>?[] scalings = [.. context.Groups.Select((group, index) => context.IsOwnGroup[index] ? group.Scaling.Accept(new ScalingOfType<TScaling>(group.Name)) : null)];
            return context.Options.ClipNorm is not null ? Make<NormClipping>() : context.Options.ClipValue is not null ? Make<ValueClipping>() : Make<NoClipping>();

            Rule Make<TClipping>()
                where TClipping : struct, IClipping<TClipping>
                => typeof(TMemory) == typeof(HeavyBall)
                    ? new HeavyBallRule<TScaling, TOrder, TDecay, TClipping, TDirection>(context, scalings, direction)
                    : new FormulaRule<TMemory, TScaling, TOrder, TDecay, TClipping, TDirection>(context, scalings, direction);
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
