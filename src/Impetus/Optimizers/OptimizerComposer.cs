using System.Numerics;
using Impetus.Algebra;

namespace Impetus;

/// <summary>Turns options into the one type that has their parts, so that the just-in-time compiler makes one loop of it.</summary>
internal sealed class OptimizerComposer(OptimizerOptions options, ParameterSet parameters) : IMemoryVisitor<Optimizer>
{
    /// <summary>The optimizer that the options describe.</summary>
    public Optimizer Compose() => options.MemoryPart.Accept(this);

    /// <inheritdoc/>
    public Optimizer Visit<TMemory>(MemoryOptions<TMemory> memory)
        where TMemory : struct, IMemory
        => options.ScalingPart.Accept(new WithMemory<TMemory>(options, parameters));

    private sealed class WithMemory<TMemory>(OptimizerOptions options, ParameterSet parameters) : IScalingVisitor<Optimizer>
        where TMemory : struct, IMemory
    {
        public Optimizer Visit<TScaling>(ScalingOptions<TScaling> scaling)
            where TScaling : struct, IScaling
        {
            return options.ScalingFirst ? Order<ScalingFirst>() : Order<MemoryFirst>();

            Optimizer Order<TOrder>()
                where TOrder : struct, IOrder
                => Decays()
                    ? options.DecayMode == DecayMode.Decoupled ? Decay<TOrder, DecoupledDecay>() : Decay<TOrder, CoupledDecay>()
                    : Decay<TOrder, NoDecay>();

            Optimizer Decay<TOrder, TDecay>()
                where TOrder : struct, IOrder
                where TDecay : struct, IDecay<TDecay>
                => options.ClipNorm is not null ? Clip<TOrder, TDecay, NormClipping>()
                    : options.ClipValue is not null ? Clip<TOrder, TDecay, ValueClipping>()
                    : Clip<TOrder, TDecay, NoClipping>();

            Optimizer Clip<TOrder, TDecay, TClipping>()
                where TOrder : struct, IOrder
                where TDecay : struct, IDecay<TDecay>
                where TClipping : struct, IClipping<TClipping>
                => parameters.ElementType == ElementType.Float64
                    ? Element<TOrder, TDecay, TClipping, double>()
                    : Element<TOrder, TDecay, TClipping, float>();

            Optimizer Element<TOrder, TDecay, TClipping, TElement>()
                where TOrder : struct, IOrder
                where TDecay : struct, IDecay<TDecay>
                where TClipping : struct, IClipping<TClipping>
                where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
                => new ComposedOptimizer<TMemory, TScaling, TOrder, TDecay, TClipping, TElement>(options, parameters);
        }

        private bool Decays() => options.WeightDecay > 0 || options.Groups.Any(group => group.WeightDecay > 0);
    }
}
