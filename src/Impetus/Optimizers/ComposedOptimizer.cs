using System.Numerics;
using Impetus.Algebra;
using Impetus.Kernels;

namespace Impetus;

/// <summary>The optimizer for one choice of parts: plans the scalars of a step, and has the kernels do the rest.</summary>
/// <remarks>
/// Tensors that share a group and a step number share one formula. They part only when sums run over each tensor by
/// itself, or when gradients were missing for some, whose bias corrections then lag behind.
/// </remarks>
internal sealed partial class ComposedOptimizer<TMemory, TScaling, TOrder, TDecay, TClipping, TElement> : Optimizer, ITelemetrySource
    where TMemory : struct, IMemory
    where TScaling : struct, IScaling
    where TOrder : struct, IOrder
    where TDecay : struct, IDecay<TDecay>
    where TClipping : struct, IClipping<TClipping>
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private const int SumLimit = Sums<int>.Limit;
    private const int SumRefreshInterval = 256;

    /// <summary>From this many coordinates on, the arrays of a step do not stay in the cache of a core.</summary>
    private const long BeyondCaches = 1 << 20;

    /// <summary>Units in which squares of the largest numbers, added up, do not overflow: 2⁻⁶⁰⁰ and 2⁻⁸⁰.</summary>
    private static readonly double TinyDouble = Math.ScaleB(1, -600), TinySingle = Math.ScaleB(1, -80);

    private readonly MemoryOptions<TMemory>[] _memories;
    private readonly int[] _arrayCounts;
    private readonly ScalingOptions<TScaling>[] _scalings;
    private readonly StepRunner<Formula<TMemory, TScaling, TOrder, TDecay, TClipping>> _runner;
    private readonly int[] _groupOf;
    private readonly long[] _steps;
    private readonly double[] _scalars;
    private readonly int _scalarCount;
    private readonly int _scopeCount;
    private readonly bool _sumsPerTensor;
    private readonly ArraySum? _recomputedSum;    // of the group with the most arrays; what the others lack is 0

    private readonly int[] _lastFormulaOfGroup;
    private readonly int[] _leadOfGroup;    // the formula of the group with the highest step number, which its scalars follow
    private readonly TMemory[] _plannedMemories;
    private readonly int[] _formulaTensor;
    private readonly StepContext[] _contexts;
    private readonly double[] _corrections;
    private readonly bool[] _isPending;    // per tensor, whether its last step left something to the next; empty if none ever does
    private int _formulaCount;
    private double _clippingBound;

    private readonly List<(string Name, int Array)> _arrays;

    private long _stepCount;
    private long _scalingStart;    // steps that the memory was handed over from, and the scaling has not seen
    private long _skippedStepCount;
    private double _previousLoss = double.NaN;
    private double _gradientNorm = double.NaN;
    private bool _isDisposed;

    public ComposedOptimizer(OptimizerOptions options, ParameterSet parameters)
        : base(options, parameters, ParameterGroupList.Assign(options, parameters))
    {
        parameters.Bind();
        _memories = [.. Groups.Select(group => (MemoryOptions<TMemory>)group.Memory)];
        _arrayCounts = [.. _memories.Select(memory => memory.ArrayCount)];
        _scalings = [.. Groups.Select(group => group.Scaling.Accept(new ScalingOfType<TScaling>(group.Name)))];
        _groupOf = Groups.IndicesOf(parameters);
        _steps = new long[parameters.Count];

        _sumsPerTensor = options.Scope == Scope.Tensor && TMemory.SumCount > 0;
        _scopeCount = _sumsPerTensor ? parameters.Count : Groups.Count;
        _scalarCount = _memories.Max(memory => memory.Scalars.Count);
        _scalars = new double[_scopeCount * _scalarCount];

        _recomputedSum = _memories.MaxBy(memory => memory.ArrayCount)!.RecomputedSum;

        _lastFormulaOfGroup = new int[Groups.Count];
        _leadOfGroup = new int[Groups.Count];
        _plannedMemories = new TMemory[Groups.Count];
        _formulaTensor = new int[parameters.Count];
        _contexts = new StepContext[parameters.Count];
        _corrections = new double[parameters.Count];
        _isPending = new bool[TMemory.SumsWhileMoving ? parameters.Count : 0];
        _measuredUnder = new Circumstances[parameters.Count];
        _memoriesAhead = [.. _memories.Select(memory => memory with { })];
        _scalingsAhead = [.. _scalings.Select(scaling => scaling with { })];
        int memoryArrays = _arrayCounts.Max();
        int scalingArrays = _scalings.Max(scaling => scaling.Arrays.Count);
        _runner = parameters.Device is { } device
            ? device.Create<Formula<TMemory, TScaling, TOrder, TDecay, TClipping>>(memoryArrays, scalingArrays)
            : new MemoryStepRunner<Formula<TMemory, TScaling, TOrder, TDecay, TClipping>, TElement>(parameters, memoryArrays, scalingArrays, options.Threads, PlansTensorsAlone());
        _runner.PlanAlone = PlanAlone;
        _arrays = [.. NamesOfArrays(memoryArrays)];
        StateBytesPerCoordinate = (memoryArrays + scalingArrays) * parameters.ElementType.Size;
        Telemetry = new Telemetry(this);
    }

    public override long StepCount => _stepCount;

    public override long SkippedStepCount => _skippedStepCount;

    public override Telemetry Telemetry { get; }

    public override int StateBytesPerCoordinate { get; }

    internal override int TouchedBytesPerCoordinate
        => StepRunner<Formula<TMemory, TScaling, TOrder, TDecay, TClipping>>.TouchedArrays * Parameters.ElementType.Size;

    internal override long PassCount => _runner.PassCount;

    private static bool MeasuresFirst => TMemory.SumCount > 0 && !TMemory.SumsWhileMoving;

    private bool LooksAtGradients => Options.NonFinite != NonFinitePolicy.Ignore;

    public override void Step(double loss)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        RefuseOtherArrays();
        ApplySchedules();
        AssignFormulas(loss);
        PrepareToComplete();
        CorrectBias();
        ForgetWhatChanged();
        if (_formulaCount == 0 || !TryMeasureGradient(out double clippingBound))
        {
            return;
        }

        if (MeasuresFirst && !TryMeasureMemory(clippingBound))
        {
            return;
        }

        PlanStep(clippingBound);
        _runner.Move(followsReading: MeasuresFirst);
        Settle();
        FinishStep(loss);
    }

    public override void Dispose()
    {
        _isDisposed = true;
        _runner.Dispose();
    }

    /// <summary>
    /// Whether tensors are measured, planned and moved one by one. Where gradients have to be looked at before anything
    /// moves, that costs a reading of its own, which pays if it spares several others and memory has to be waited for.
    /// </summary>
    private bool PlansTensorsAlone()
    {
        bool looksFirst = LooksAtGradients && FirstReading == Reading.Formulas;
        bool spares = StepRunner<Formula<TMemory, TScaling, TOrder, TDecay, TClipping>>.MeasuredArrays > 2 && Parameters.CoordinateCount >= BeyondCaches;
        return _sumsPerTensor && MeasuresFirst && TMemory.SlotCount < 3 && (!looksFirst || spares);
    }

    /// <summary>Most hyper-parameters may change between steps, but not those that decide how many arrays there are.</summary>
    private void RefuseOtherArrays()
    {
        for (int group = 0; group < _memories.Length; group++)
        {
            if (_memories[group].ArrayCount != _arrayCounts[group])
            {
                throw new InvalidOperationException($"The memory of group '{Groups[group].Name}' was made with {_arrayCounts[group]} arrays and now asks for {_memories[group].ArrayCount}: a capacity cannot change once the optimizer is made.");
            }
        }
    }

    private void ApplySchedules()
    {
        for (int group = 0; group < Groups.Count; group++)
        {
            if (Groups[group].Schedule is { } schedule)
            {
                Groups[group].LearningRate = schedule(StepCount);
            }
        }
    }

    private void FinishStep(double loss)
    {
        _stepCount++;
        _previousLoss = loss;
        for (int tensor = 0; tensor < _steps.Length; tensor++)
        {
            _steps[tensor] += _runner.FormulaOf[tensor] >= 0 ? 1 : 0;
        }

        for (int group = 0; group < Groups.Count; group++)
        {
            Groups[group].PreviousLearningRate = Groups[group].LearningRate;
        }

        if (StepCount % SumRefreshInterval == 0 && _recomputedSum is { } sum)
        {
            _runner.Recompute(sum);
        }
    }

    private int GroupOfFormula(int formula) => _groupOf[_formulaTensor[formula]];

    private int ScopeOfFormula(int formula) => _sumsPerTensor ? _formulaTensor[formula] : GroupOfFormula(formula);

    private Span<double> ScalarsOf(int scope) => _scalars.AsSpan(scope * _scalarCount, _scalarCount);
}
