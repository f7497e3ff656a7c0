using Impetus.Checkpoints;
using Impetus.Kernels;
using Impetus.Memories;

namespace Impetus;

/// <summary>
/// The rule of Prodigy: the scalars half of Algorithm 4. The estimate d of a step comes from the sums of the steps before, taken while
/// those moved.
/// </summary>
internal sealed class ProdigyRule : Rule
{
    private const int MemoryArrays = 3;

    /// <summary>No weights lie so far from each other; what is multiplied by more overflows in single precision.</summary>
    private const double MostEstimate = 1e12;

    private readonly StepKernels<ProdigyFormula> _kernels;
    private readonly AlignedArray<ProdigyFormula> _formulas;    // by cohort
    private readonly double[] _estimates;    // d, by scope
    private readonly double[] _numerators;    // r, by scope
    private readonly double[] _sizes;    // ‖s‖₁, by tensor

    public ProdigyRule(RuleContext context)
        : base(context, MemoryArrays + 1)
    {
        _kernels = context.Device.CreateKernels<ProdigyFormula>(State, MemoryArrays);
        _formulas = new(context.Parameters.Count);
        _estimates = new double[context.Options.SumsPerTensor ? context.Parameters.Count : 1];
        _numerators = new double[_estimates.Length];
        _sizes = new double[context.Parameters.Count];
        Array.Fill(_estimates, ((DistanceEstimate.Options)context.Options.MemoryPart).Initial);
    }

    public override void Plan()
    {
        for (int cohort = 0; cohort < Context.Cohorts.Count; cohort++)
        {
            int tensor = Context.Cohorts.FirstTensors[cohort];
            if (Context.IsOwn[tensor])
            {
                ParameterGroup group = GroupOf(tensor);
                _formulas[cohort] = new(
                    (DistanceEstimate.Options)group.Memory,
                    (DistanceEstimate.Scaling)group.Scaling,
                    _estimates[ScopeOf(tensor)],
                    Context.Cohorts.Contexts[cohort].LearningRate,
                    Context.Options.DecayMode,
                    group.WeightDecay,
                    ClipFactor,
                    ClipBound);
            }
        }
    }

    public override void Move(in Piece piece) => _kernels.Move(_formulas[Context.Cohorts.Of[piece.Tensor]], piece, Context.Sums);

    /// <summary>Line 7 and lines 9 to 11 of Algorithm 4: r, d̂ = r / ‖s‖₁, and d, which never falls.</summary>
    public override void Settle()
    {
        for (int scope = 0; scope < _estimates.Length; scope++)
        {
            Settle(scope);
        }
    }

    public override void Describe(StateSchema schema)
    {
        base.Describe(schema);
        string[] names = [.. Context.Parameters.Select(static parameter => parameter.Name)];
        string[]? owners = Context.Options.SumsPerTensor ? names : null;
        schema.AddVector("estimates", [.. _estimates], static values => values.All(static value => value > 0 && double.IsFinite(value)), values => values.CopyTo(_estimates, 0), owners);
        schema.AddVector("numerators", [.. _numerators], static values => values.All(double.IsFinite), values => values.CopyTo(_numerators, 0), owners);
        schema.AddVector("sizes", [.. _sizes], static values => values.All(static value => value >= 0), values => values.CopyTo(_sizes, 0), names);
    }

    public override double Scalar(string name)
    {
        double sum = 0;
        int count = 0;
        for (int tensor = 0; tensor < _sizes.Length && Context.Options.SumsPerTensor; tensor++)
        {
            sum += Context.IsOwn[tensor] ? _estimates[tensor] : 0;
            count += Context.IsOwn[tensor] ? 1 : 0;
        }

        return count > 0 ? sum / count : _estimates[0];
    }

    public override double Scalar(string name, int tensor) => _estimates[ScopeOf(tensor)];

    private ParameterGroup GroupOf(int tensor) => Context.Groups[Context.Cohorts.GroupOf[tensor]];

    private int ScopeOf(int tensor) => _estimates.Length > 1 ? tensor : 0;

    private void Settle(int scope)
    {
        double product = 0, size = 0, sumDecay = double.NaN, coefficient = 1;
        for (int tensor = 0; tensor < _sizes.Length; tensor++)
        {
            if (!Context.IsOwn[tensor] || ScopeOf(tensor) != scope)
            {
                continue;
            }

            if (Context.Cohorts.Of[tensor] is >= 0 and int cohort)
            {
                ParameterGroup group = GroupOf(tensor);
                ReadOnlySpan<double> sums = Context.Sums.Total(tensor, ProdigyFormula.SumCount);
                product += Context.Cohorts.Contexts[cohort].LearningRate * sums[0];
                _sizes[tensor] = sums[1];
                sumDecay = Math.Sqrt(((DistanceEstimate.Scaling)group.Scaling).Decay);
                coefficient = ((DistanceEstimate.Options)group.Memory).Coefficient;
            }

            size += _sizes[tensor];
        }

        if (double.IsNaN(sumDecay))
        {
            return;    // nothing of the scope has moved
        }

        ref double d = ref _estimates[scope], r = ref _numerators[scope];
        double numerator = sumDecay * r + (1 - sumDecay) * d * d * product;
        r = double.IsFinite(numerator) ? numerator : r;
        double estimate = Math.Min(coefficient * r / size, MostEstimate);
        d = size > 0 && double.IsFinite(estimate) ? Math.Max(d, estimate) : d;
    }
}
