using Impetus.Algebra;
using Impetus.Kernels;

namespace Impetus;

/// <summary>
/// The rule for a choice of parts, as far as it does not depend on which: sums become the scalars of every scope, which is
/// a group or a single tensor, and what a step leaves to the next one is seen through.
/// </summary>
internal abstract partial class ComposedRule : Rule
{
    private const int SumLimit = Sums<int>.Limit;
    private const int RefreshInterval = 256;

    /// <summary>From this many coordinates on, the arrays of a step do not stay in the cache of a core.</summary>
    private const long BeyondCaches = 1 << 20;

    private readonly MemoryOptions?[] _memories;    // by group; null for other rules' groups
    private readonly int[] _arrayCounts;
    private readonly MemoryTraits _traits;
    private readonly bool _sumsPerTensor;
    private readonly bool _plansCohorts;    // where the scalars of a step follow from its number alone
    private readonly double[] _scalars;
    private readonly int _scalarCount;
    private readonly double[] _corrections;    // by cohort
    private readonly SlotBinding[] _bindings;
    private readonly bool[] _isPending;    // whether a tensor's last step left something to the next
    private readonly bool[] _isPlannedAlone;

    protected ComposedRule(RuleContext context)
        : base(context, MemoryArraysOf(context) + ScalingArraysOf(context))
    {
        _traits = context.Options.MemoryPart.Traits;
        _memories = [.. context.Groups.Select((group, index) => context.IsOwnGroup[index] ? group.Memory : null)];
        _arrayCounts = [.. _memories.Select(memory => memory?.ArrayCount ?? 0)];
        _sumsPerTensor = context.Options.SumsPerTensor;
        _scalarCount = Own.Max(memory => memory.Scalars.Count);
        _plansCohorts = _scalarCount == 0 && _traits.SumCount == 0 && !_sumsPerTensor;
        _scalars = new double[(_sumsPerTensor ? context.Parameters.Count : context.Groups.Count) * _scalarCount];
        _corrections = new double[context.Parameters.Count];
        _bindings = [.. context.Parameters.Select(_ => SlotBinding.InOrder)];
        _isPending = new bool[context.Parameters.Count];
        _isPlannedAlone = [.. context.Parameters.Select((_, tensor) => context.IsOwn[tensor] && context.Options.CutOf(context.Parameters) == Cut.IfLong && context.Partition.IsWhole(tensor))];
        MemoryArrays = MemoryArraysOf(context);
    }

    protected int MemoryArrays { get; }

    private IEnumerable<MemoryOptions> Own => _memories.OfType<MemoryOptions>();

    private bool MeasuresFirst => _traits.SumCount > 0 && !_traits.SumsWhileMoving;

    /// <summary>
    /// Whether tensors are measured, planned and moved one by one, those at least that fit into the cache. Where gradients
    /// have to be looked at before anything moves, that costs a reading of its own, which pays if it spares several others
    /// and memory has to be waited for.
    /// </summary>
    public static Cut CutOf(OptimizerOptions options, ParameterSet parameters)
    {
        bool looksFirst = options.NonFinite != NonFinitePolicy.Ignore && options.ClipNorm is null;
        bool spares = Traffic.Of(options).Measured > 2 && parameters.CoordinateCount >= BeyondCaches;
        bool isAlone = options.SumsPerTensor && Traffic.Of(options).Measured > 0 && options.Direction.SumCount == 0 && parameters.Shard is null;
        return isAlone && (!looksFirst || spares) ? Cut.IfLong : Cut.Anywhere;
    }

    public sealed override bool Reads(int tensor) => MeasuresFirst && !_isPlannedAlone[tensor];

    public sealed override void Prepare(double clip)
    {
        RefuseOtherArrays();
        base.Prepare(clip);
        if (_traits.SumsWhileMoving)
        {
            CompletePrevious();
        }

        for (int cohort = 0; cohort < Context.Cohorts.Count; cohort++)
        {
            if (MemoryOf(cohort) is { } memory)
            {
                _corrections[cohort] = memory.BiasCorrection(Context.Cohorts.Contexts[cohort], ScalarsOf(ScopeOf(cohort)));
                if (MeasuresFirst)
                {
                    Prepare(cohort, _corrections[cohort], clip);
                }
            }
        }
    }

    public sealed override bool Read(in Piece piece, bool looks) => Measure(Context.Cohorts.Of[piece.Tensor], piece, Context.Sums, looks);

    public sealed override void Plan()
    {
        if (_plansCohorts)
        {
            PlanCohorts();
        }
        else if (!_sumsPerTensor)
        {
            PlanGroups();
        }

        for (int cohort = 0; cohort < Context.Cohorts.Count; cohort++)
        {
            if (MemoryOf(cohort) is null || _isPlannedAlone[Context.Cohorts.FirstTensors[cohort]])
            {
                continue;    // whose sums are not there yet
            }

            if (_sumsPerTensor)
            {
                PlanTensor(cohort);
            }

            Compose(cohort, ScopeOf(cohort), _corrections[cohort], Clip, []);
        }

        for (int tensor = 0; tensor < _bindings.Length; tensor++)
        {
            BindSlots(tensor);
        }
    }

    public sealed override void Move(in Piece piece)
    {
        int cohort = Context.Cohorts.Of[piece.Tensor];
        if (_isPlannedAlone[piece.Tensor])
        {
            _ = Measure(cohort, piece, Context.Sums, looks: false);
            PlanTensor(cohort);
            Compose(cohort, ScopeOf(cohort), _corrections[cohort], Clip, []);
            BindSlots(piece.Tensor);
        }

        Update(cohort, piece, Context.Sums);
    }

    public sealed override void Settle()
    {
        ExchangeNames();
        if (_traits.SumsWhileMoving)
        {
            TakeNoteOfSums();
        }

        for (int tensor = 0; tensor < _isPending.Length; tensor++)
        {
            _isPending[tensor] = Context.Cohorts.Of[tensor] >= 0;
            if (Context.Cohorts.StepCount % RefreshInterval == 0)
            {
                MemoryOfTensor(tensor)?.Refresh(State, tensor);
            }
        }
    }

    /// <summary>Composes the formula of a cohort as taking sums needs it.</summary>
    protected abstract void Prepare(int cohort, double correction, double clip);

    /// <summary>Takes the sums over a piece with the formula of its cohort.</summary>
    protected abstract bool Measure(int cohort, in Piece piece, BlockSums sums, bool looks);

    /// <summary>Plans the memory of a scope, whose scalars follow a cohort.</summary>
    protected abstract void Plan(int scope, int cohort, ReadOnlySpan<double> sums);

    /// <summary>Composes the formula of a cohort from the memory of its scope, and the sums over its directions if they are known.</summary>
    protected abstract void Compose(int cohort, int scope, double correction, double clip, ReadOnlySpan<double> directionSums);

    /// <summary>Moves the coordinates of a piece with the formula of its cohort.</summary>
    protected abstract void Update(int cohort, in Piece piece, BlockSums sums);

    /// <summary>Has the slots of a tensor's memory stand for these arrays.</summary>
    protected abstract void Bind(int tensor, in SlotBinding binding);

    protected Span<double> ScalarsOf(int scope) => _scalars.AsSpan(scope * _scalarCount, _scalarCount);

    private static int MemoryArraysOf(RuleContext context) => context.OwnGroups.Max(group => group.Memory.ArrayCount);

    private static int ScalingArraysOf(RuleContext context) => context.OwnGroups.Max(group => group.Scaling.Arrays.Count);

    /// <summary>Most hyper-parameters may change between steps, but not those that decide how many arrays there are.</summary>
    private void RefuseOtherArrays()
    {
        for (int group = 0; group < _memories.Length; group++)
        {
            if (_memories[group] is { } memory && memory.ArrayCount != _arrayCounts[group])
            {
                throw new InvalidOperationException($"The memory of group '{Context.Groups[group].Name}' was made with {_arrayCounts[group]} arrays and now asks for {memory.ArrayCount}: a capacity cannot change once the optimizer is made.");
            }
        }
    }
}
