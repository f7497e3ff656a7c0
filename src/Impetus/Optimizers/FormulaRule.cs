using Impetus.Algebra;
using Impetus.Kernels;

namespace Impetus;

/// <summary>What is made for each choice of parts: turns scalars into formulas, and hands pieces to the kernels.</summary>
internal class FormulaRule<TMemory, TScaling, TOrder, TDecay, TClipping, TDirection> : ComposedRule
    where TMemory : struct, IMemory
    where TScaling : struct, IScaling
    where TOrder : struct, IOrder
    where TDecay : struct, IDecay<TDecay>
    where TClipping : struct, IClipping<TClipping>
    where TDirection : struct, IDirection
{
    private readonly ScalingOptions<TScaling>?[] _scalings;    // by group
    private readonly DirectionOptions<TDirection> _direction;
    private readonly TMemory[] _planned;    // by scope
    private readonly AlignedArray<Formula<TMemory, TScaling, TOrder, TDecay, TClipping, TDirection>> _formulas;    // by cohort
    private readonly StepKernels<Formula<TMemory, TScaling, TOrder, TDecay, TClipping, TDirection>> _kernels;
    private long _scalingStart;

    public FormulaRule(RuleContext context, ScalingOptions<TScaling>?[] scalings, DirectionOptions<TDirection> direction)
        : base(context)
    {
        _scalings = scalings;
        _direction = direction;
        _planned = new TMemory[Math.Max(context.Parameters.Count, context.Groups.Count)];
        _formulas = new(context.Parameters.Count);
        _kernels = context.Device.CreateKernels<Formula<TMemory, TScaling, TOrder, TDecay, TClipping, TDirection>>(State, MemoryArrays);
    }

    public sealed override void StartScalingAfter(long step) => _scalingStart = step;

    protected sealed override void Prepare(int cohort, double correction, double clip)
        => _formulas[cohort] = FormulaOf(cohort, Memory(cohort).Prepare(Context.Cohorts.Contexts[cohort], ScalarsOf(ScopeOf(cohort))), correction, clip, []);

    protected sealed override void Plan(int scope, int cohort, ReadOnlySpan<double> sums)
        => _planned[scope] = Memory(cohort).Plan(Context.Cohorts.Contexts[cohort], sums, ScalarsOf(scope));

    protected override void Compose(int cohort, int scope, double correction, double clip, ReadOnlySpan<double> directionSums)
        => _formulas[cohort] = FormulaOf(cohort, _planned[scope], correction, clip, directionSums);

    protected sealed override bool Measure(int cohort, in Piece piece, BlockSums sums, bool looks) => _kernels.Measure(_formulas[cohort], piece, sums, looks);

    protected override void MeasureDirection(int cohort, in Piece piece, BlockSums sums) => _kernels.MeasureDirection(_formulas[cohort], piece, sums);

    protected override void Update(int cohort, in Piece piece, BlockSums sums) => _kernels.Move(_formulas[cohort], piece, sums);

    protected sealed override void Bind(int tensor, in SlotBinding binding) => _kernels.Bind(tensor, binding);

    private MemoryOptions<TMemory> Memory(int cohort) => (MemoryOptions<TMemory>)MemoryOf(cohort)!;

    /// <summary>The formula of a cohort. P holds the memory's bias correction c, unless the direction is not divided by P: then the step size does.</summary>
    /// <typeparam name="TPlanned">The memory, or what stands for it in this step.</typeparam>
    protected Formula<TPlanned, TScaling, TOrder, TDecay, TClipping, TDirection> FormulaOf<TPlanned>(int cohort, TPlanned memory, double correction, double clip, ReadOnlySpan<double> directionSums)
        where TPlanned : struct, IMemory
    {
        int group = GroupOf(cohort);
        ref readonly StepContext step = ref Context.Cohorts.Contexts[cohort];
        TScaling scaling = _scalings[group]!.Plan(step with { Step = step.Step - _scalingStart }, TOrder.NormalisesGradient ? 1 : correction);
        bool isCorrected = !TOrder.NormalisesGradient && (TMemory.Preconditions || !TScaling.IsIdentity);
        double weightDecay = Context.Groups[group].WeightDecay, factor = MemoryOf(cohort)!.RateFactor(ScalarsOf(ScopeOf(cohort)));
        double rate = Context.Options.DecayMode.Rate(step.LearningRate * factor, weightDecay);
        double stepSize = isCorrected ? rate : rate / correction;
        TDirection direction = directionSums.IsEmpty ? _direction.Plan(step) : _direction.Plan(step, directionSums);
        return new(memory, scaling, direction, TClipping.Plan(clip), TDecay.Plan(rate, weightDecay), stepSize);
    }
}
