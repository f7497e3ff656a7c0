using Impetus.Algebra;
using Impetus.Kernels;
using Impetus.Memories;

namespace Impetus;

/// <summary>The rule of heavy balls, which takes the shorter formula of those without dampening and look-ahead wherever a group has neither in this step.</summary>
internal sealed class HeavyBallRule<TScaling, TOrder, TDecay, TClipping, TDirection> : FormulaRule<HeavyBall, TScaling, TOrder, TDecay, TClipping, TDirection>
    where TScaling : struct, IScaling
    where TOrder : struct, IOrder
    where TDecay : struct, IDecay<TDecay>
    where TClipping : struct, IClipping<TClipping>
    where TDirection : struct, IDirection
{
    private readonly bool[] _isPlain;    // by cohort
    private readonly AlignedArray<Formula<PlainHeavyBall, TScaling, TOrder, TDecay, TClipping, TDirection>> _formulas;
    private readonly StepKernels<Formula<PlainHeavyBall, TScaling, TOrder, TDecay, TClipping, TDirection>> _kernels;

    public HeavyBallRule(RuleContext context, ScalingOptions<TScaling>?[] scalings, DirectionOptions<TDirection> direction)
        : base(context, scalings, direction)
    {
        _isPlain = new bool[context.Parameters.Count];
        _formulas = new(context.Parameters.Count);
        _kernels = context.Device.CreateKernels<Formula<PlainHeavyBall, TScaling, TOrder, TDecay, TClipping, TDirection>>(State, MemoryArrays);
    }

    protected override void Compose(int cohort, int scope, double correction, double clip, ReadOnlySpan<double> directionSums)
    {
        HeavyBall.Options? plain = MemoryOf(cohort) as HeavyBall.Options;
        if (plain is { Dampening: 0, Nesterov: false })
        {
            _formulas[cohort] = FormulaOf(cohort, new PlainHeavyBall(plain.Momentum), correction, clip, directionSums);
            _isPlain[cohort] = true;
        }
        else
        {
            base.Compose(cohort, scope, correction, clip, directionSums);
            _isPlain[cohort] = false;
        }
    }

    protected override void MeasureDirection(int cohort, in Piece piece, BlockSums sums)
    {
        if (_isPlain[cohort])
        {
            _kernels.MeasureDirection(_formulas[cohort], piece, sums);
        }
        else
        {
            base.MeasureDirection(cohort, piece, sums);
        }
    }

    protected override void Update(int cohort, in Piece piece, BlockSums sums)
    {
        if (_isPlain[cohort])
        {
            _kernels.Move(_formulas[cohort], piece, sums);
        }
        else
        {
            base.Update(cohort, piece, sums);
        }
    }
}
