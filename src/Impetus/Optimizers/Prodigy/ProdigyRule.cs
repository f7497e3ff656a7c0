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

    private readonly RuleContext _context;
    private readonly StateArrays _state;
    private readonly StepKernels<ProdigyFormula> _kernels;
    private readonly ProdigyFormula[] _formulas;    // by cohort
    private readonly double[] _estimates;    // d, by scope
    private readonly double[] _numerators;    // r, by scope
    private readonly double[] _sizes;    // ‖s‖₁, by tensor
    private double _clip;

    public ProdigyRule(RuleContext context)
    {
        _context = context;
        _state = context.Device.CreateArrays(context.IsOwn, MemoryArrays + 1);
        _kernels = context.Device.CreateKernels<ProdigyFormula>(_state, MemoryArrays);
        _formulas = new ProdigyFormula[context.Parameters.Count];
        _estimates = new double[context.Options.SumsPerTensor ? context.Parameters.Count : 1];
        _numerators = new double[_estimates.Length];
        _sizes = new double[context.Parameters.Count];
        Array.Fill(_estimates, ((DistanceEstimate.Options)context.Options.MemoryPart).Initial);
    }

    /// <inheritdoc/>
    public override string Composition => _context.Options.Composition;

    /// <inheritdoc/>
    public override int MeasuredBytes => 0;

    /// <inheritdoc/>
    public override int TouchedBytes => Traffic.Of(_context.Options).Touched * _context.Parameters.ElementType.Size;

    /// <inheritdoc/>
    public override int StateBytes => (MemoryArrays + 1) * _context.Parameters.ElementType.Size;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Scalars => _context.Options.MemoryPart.Scalars;

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, bool IsOfScaling)> Arrays =>
    [
        .. _context.Options.MemoryPart.Arrays.Select(static name => (name, false)),
        .. _context.Options.ScalingPart.Arrays.Select(static name => (name, true)),
    ];

    /// <inheritdoc/>
    public override void Prepare(double clip) => _clip = clip;

    /// <inheritdoc/>
    public override bool Reads(int tensor) => false;

    /// <inheritdoc/>
    public override bool Read(in Piece piece, bool looks) => true;

    /// <inheritdoc/>
    public override void Plan()
    {
        OptimizerOptions options = _context.Options;
        for (int cohort = 0; cohort < _context.Cohorts.Count; cohort++)
        {
            int tensor = _context.Cohorts.FirstTensors[cohort];
            if (_context.IsOwn[tensor])
            {
                ParameterGroup group = GroupOf(tensor);
                _formulas[cohort] = new(
                    (DistanceEstimate.Options)group.Memory,
                    (DistanceEstimate.Scaling)group.Scaling,
                    _estimates[ScopeOf(tensor)],
                    _context.Cohorts.Contexts[cohort].LearningRate,
                    options.DecayMode,
                    group.WeightDecay,
                    clipFactor: options.ClipNorm is null ? 1 : _clip,
                    clipBound: options.ClipValue is null ? double.PositiveInfinity : _clip);
            }
        }
    }

    /// <inheritdoc/>
    public override void Move(in Piece piece) => _kernels.Move(_formulas[_context.Cohorts.Of[piece.Tensor]], piece, _context.Sums);

    /// <summary>Line 7 and lines 9 to 11 of Algorithm 4: r, d̂ = r / ‖s‖₁, and d, which never falls.</summary>
    public override void Settle()
    {
        for (int scope = 0; scope < _estimates.Length; scope++)
        {
            Settle(scope);
        }
    }

    /// <inheritdoc/>
    public override void Describe(StateSchema schema)
    {
        IReadOnlyList<(string Name, bool IsOfScaling)> arrays = Arrays;
        for (int array = 0; array < arrays.Count; array++)
        {
            for (int tensor = 0; tensor < _sizes.Length; tensor++)
            {
                (int place, int own) = (array, tensor);
                if (_context.IsOwn[tensor])
                {
                    schema.AddTensor(
                        arrays[array].Name,
                        _context.Parameters[tensor],
                        (offset, bytes) => _state.Read(place, own, offset, bytes),
                        (offset, bytes) => _state.Write(place, own, offset, bytes),
                        arrays[array].IsOfScaling);
                }
            }
        }

        string[] names = [.. _context.Parameters.Select(static parameter => parameter.Name)];
        string[]? owners = _context.Options.SumsPerTensor ? names : null;
        schema.AddVector("estimates", [.. _estimates], static values => values.All(static value => value > 0 && double.IsFinite(value)), values => values.CopyTo(_estimates, 0), owners);
        schema.AddVector("numerators", [.. _numerators], static values => values.All(double.IsFinite), values => values.CopyTo(_numerators, 0), owners);
        schema.AddVector("sizes", [.. _sizes], static values => values.All(static value => value >= 0), values => values.CopyTo(_sizes, 0), names);
    }

    /// <inheritdoc/>
    public override double Scalar(string name)
    {
        double sum = 0;
        int count = 0;
        for (int tensor = 0; tensor < _sizes.Length && _context.Options.SumsPerTensor; tensor++)
        {
            sum += _context.IsOwn[tensor] ? _estimates[tensor] : 0;
            count += _context.IsOwn[tensor] ? 1 : 0;
        }

        return count > 0 ? sum / count : _estimates[0];
    }

    /// <inheritdoc/>
    public override double Scalar(string name, int tensor) => _estimates[ScopeOf(tensor)];

    /// <inheritdoc/>
    public override void Dispose() => _state.Dispose();

    private ParameterGroup GroupOf(int tensor) => _context.Groups[_context.Cohorts.GroupOf[tensor]];

    private int ScopeOf(int tensor) => _estimates.Length > 1 ? tensor : 0;

    private void Settle(int scope)
    {
        double product = 0, size = 0, sumDecay = double.NaN, coefficient = 1;
        for (int tensor = 0; tensor < _sizes.Length; tensor++)
        {
            if (!_context.IsOwn[tensor] || ScopeOf(tensor) != scope)
            {
                continue;
            }

            if (_context.Cohorts.Of[tensor] is >= 0 and int cohort)
            {
                ParameterGroup group = GroupOf(tensor);
                ReadOnlySpan<double> sums = _context.Sums.Total(tensor, ProdigyFormula.SumCount);
                product += _context.Cohorts.Contexts[cohort].LearningRate * sums[0];
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
