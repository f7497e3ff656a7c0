using System.Numerics;
using Impetus.Algebra;
using Impetus.Checkpoints;
using Impetus.Kernels;

namespace Impetus;

/// <summary>The optimizer for one choice of parts: plans the scalars of a step, and has the kernels do the rest.</summary>
/// <remarks>
/// Tensors that share a group and a step number share one formula. They part only when sums run over each tensor by
/// itself, or when gradients were missing for some, whose bias corrections then lag behind.
/// </remarks>
internal sealed class ComposedOptimizer<TMemory, TScaling, TOrder, TDecay, TClipping, TElement> : Optimizer, ITelemetrySource
    where TMemory : struct, IMemory
    where TScaling : struct, IScaling
    where TOrder : struct, IOrder
    where TDecay : struct, IDecay<TDecay>
    where TClipping : struct, IClipping<TClipping>
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private const int SumLimit = Sums<int>.Limit;
    private const int SumRefreshInterval = 256;

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

    private readonly List<(string Name, int Array)> _arrays;

    private long _stepCount;
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

        _recomputedSum = _memories.MaxBy(memory => memory.Arrays.Count)!.RecomputedSum;

        _lastFormulaOfGroup = new int[Groups.Count];
        _leadOfGroup = new int[Groups.Count];
        _plannedMemories = new TMemory[Groups.Count];
        _formulaTensor = new int[parameters.Count];
        _contexts = new StepContext[parameters.Count];
        _corrections = new double[parameters.Count];
        _isPending = new bool[TMemory.SumsWhileMoving ? parameters.Count : 0];
        int memoryArrays = _memories.Max(memory => memory.Arrays.Count);
        int scalingArrays = _scalings.Max(scaling => scaling.Arrays.Count);
        _runner = parameters.Device is { } device
            ? device.Create<Formula<TMemory, TScaling, TOrder, TDecay, TClipping>>(memoryArrays, scalingArrays)
            : new MemoryStepRunner<Formula<TMemory, TScaling, TOrder, TDecay, TClipping>, TElement>(parameters, memoryArrays, scalingArrays, options.Threads);
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
        if (_formulaCount == 0 || !TryMeasureGradient(out double clippingBound))
        {
            return;
        }

        CorrectBias();
        if (MeasuresFirst && !TryMeasureMemory(clippingBound))
        {
            return;
        }

        PlanStep(clippingBound);
        _runner.Move(isBackwards: MeasuresFirst);
        Settle();
        FinishStep(loss);
    }

    public override void Dispose()
    {
        _isDisposed = true;
        _runner.Dispose();
    }

    internal override void Describe(StateSchema schema)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        schema.Within(Options.Composition, inner =>
        {
            foreach ((string name, int array) in _arrays)
            {
                for (int tensor = 0; tensor < Parameters.Count; tensor++)
                {
                    (int own, int at) = (array, tensor);
                    inner.AddTensor(
                        name,
                        Parameters[tensor],
                        (offset, bytes) =>
                        {
                            CompletePending();
                            _runner.ReadState(own, at, offset, bytes);
                        },
                        (offset, bytes) =>
                        {
                            CompletePending();
                            _runner.WriteState(own, at, offset, bytes);
                        });
                }
            }

            inner.AddVector("memory", [.. _scalars], AcceptsScalars, values => values.CopyTo(_scalars));
            inner.AddVector("steps", [.. _steps], static values => values.All(StateSchema.IsCount), values => Array.ConvertAll(values, value => (long)value).CopyTo(_steps));
            inner.AddVector("counters", [_stepCount, _skippedStepCount, _previousLoss, _gradientNorm], static values => values.Take(2).All(StateSchema.IsCount), RestoreCounters);
            inner.AddVector("previous-learning-rates", [.. Groups.Select(group => group.PreviousLearningRate)], static values => values.All(value => value is >= 0 or double.NaN), RestorePreviousRates);
            foreach (ParameterGroup group in Groups)
            {
                inner.AddOptions(group.Name, group.Describe());
            }
        });
    }

    internal override void Inherit(Optimizer other)
    {
        StateSchema mine = new(), theirs = new();
        Describe(mine);
        other.Describe(theirs);
        foreach (StateTensor target in mine.Tensors)
        {
            string name = target.Name[target.Name.IndexOf('/', StringComparison.Ordinal)..];
            if (theirs.Tensors.FirstOrDefault(tensor => tensor.Name.EndsWith(name, StringComparison.Ordinal)) is { } source)
            {
                target.CopyFrom(source);
            }
        }

        Array.Fill(_steps, other.StepCount);
        _stepCount = other.StepCount;
    }

    IEnumerable<string> ITelemetrySource.Names
        => Options.ClipNorm is null ? _memories[0].Scalars : [.. _memories[0].Scalars, "gradient-norm"];

    double ITelemetrySource.Read(int index)
    {
        if (StepCount == 0)
        {
            return double.NaN;
        }

        if (index >= _memories[0].Scalars.Count)
        {
            return _gradientNorm;
        }

        if (!_sumsPerTensor)
        {
            return _scalars[index];
        }

        double sum = 0;
        for (int scope = 0; scope < _scopeCount; scope++)
        {
            sum += ScalarsOf(scope)[index];
        }

        return sum / _scopeCount;
    }

    double ITelemetrySource.Read(int index, int parameter)
    {
        IReadOnlyList<string> names = _memories[0].Scalars;
        if (index >= names.Count || StepCount == 0)
        {
            return ((ITelemetrySource)this).Read(index);
        }

        int group = _groupOf[parameter];
        int own = Array.IndexOf([.. _memories[group].Scalars], names[index]);    // a group with another capacity has other priorities
        return own >= 0 ? ScalarsOf(_sumsPerTensor ? parameter : group)[own] : double.NaN;
    }

    private IEnumerable<(string Name, int Array)> NamesOfArrays(int memoryArrays)
    {
        IReadOnlyList<string> memory = _memories.MaxBy(memory => memory.Arrays.Count)!.Arrays, scaling = _scalings[0].Arrays;
        for (int array = 0; array < memory.Count; array++)
        {
            yield return (memory[array], array);
        }

        for (int array = 0; array < scaling.Count; array++)
        {
            yield return (memory.Contains(scaling[array]) ? $"scaling-{scaling[array]}" : scaling[array], memoryArrays + array);
        }
    }

    private bool AcceptsScalars(double[] values)
    {
        for (int scope = 0; scope < _scopeCount; scope++)
        {
            if (!_memories[_sumsPerTensor ? _groupOf[scope] : scope].Accepts(values.AsSpan(scope * _scalarCount, _scalarCount)))
            {
                return false;
            }
        }

        return true;
    }

    private void RestoreCounters(double[] values)
    {
        _stepCount = (long)values[0];
        _skippedStepCount = (long)values[1];
        _previousLoss = values[2];
        _gradientNorm = values[3];
    }

    private void RestorePreviousRates(double[] values)
    {
        for (int group = 0; group < values.Length; group++)
        {
            Groups[group].PreviousLearningRate = values[group];
        }
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

    /// <summary>Gives every tensor that moves a formula, shared where group, step and scope allow it.</summary>
    private void AssignFormulas(double loss)
    {
        double largestRate = LargestLearningRate();
        Array.Fill(_lastFormulaOfGroup, -1);
        Array.Fill(_leadOfGroup, -1);
        _formulaCount = 0;
        for (int tensor = 0; tensor < _steps.Length; tensor++)
        {
            int group = _groupOf[tensor];
            bool moves = Parameters[tensor].HasGradient && !Groups[group].IsFrozen;
            _runner.FormulaOf[tensor] = -1;
            if (!moves)
            {
                continue;
            }

            int last = _lastFormulaOfGroup[group];
            if (_sumsPerTensor || last < 0 || _contexts[last].Step != _steps[tensor] + 1)
            {
                last = _formulaCount++;
                _lastFormulaOfGroup[group] = last;
                _formulaTensor[last] = tensor;
                _contexts[last] = ContextOf(Groups[group], _steps[tensor] + 1, largestRate, loss);
                if (_leadOfGroup[group] < 0 || _contexts[_leadOfGroup[group]].Step < _contexts[last].Step)
                {
                    _leadOfGroup[group] = last;
                }
            }

            _runner.FormulaOf[tensor] = last;
        }
    }

    private double LargestLearningRate()
    {
        double largest = 0;
        for (int group = 0; group < Groups.Count; group++)
        {
            largest = Math.Max(largest, Groups[group].LearningRate);
        }

        return largest;
    }

    private StepContext ContextOf(ParameterGroup group, long step, double largestRate, double loss)
    {
        double previous = double.IsNaN(group.PreviousLearningRate) ? group.LearningRate : group.PreviousLearningRate;
        return new(step, group.LearningRate, previous, TDecay.IsDecoupled ? group.WeightDecay : 0)
        {
            BaseLearningRate = group.BaseLearningRate,
            RelativeLearningRate = largestRate > 0 ? group.LearningRate / largestRate : 1,
            Loss = loss,
            PreviousLoss = _previousLoss,
        };
    }

    /// <summary>What clipping by norm and the policy about non-finite gradients need to know; false if the step is skipped.</summary>
    private bool TryMeasureGradient(out double clippingBound)
    {
        clippingBound = Options.ClipValue ?? 1;
        if (Options.ClipNorm is { } limit)
        {
            _gradientNorm = Norm(1);
            if (!double.IsFinite(_gradientNorm))
            {
                if (LooksAtGradients && !GradientsAreFinite())
                {
                    return false;
                }

                _gradientNorm = Norm(Parameters.ElementType == ElementType.Float64 ? TinyDouble : TinySingle);
            }

            clippingBound = NormClipping.Factor(limit, _gradientNorm);
            return true;
        }

        // Sums of clipped coordinates would hide what was not finite before.
        return (MeasuresFirst && Options.ClipValue is null) || !LooksAtGradients || GradientsAreFinite();
    }

    /// <summary>‖g‖, by squares of coordinates that were multiplied with the unit.</summary>
    private double Norm(double unit)
    {
        _runner.MeasureNorm(unit);
        return Math.Sqrt(_runner.SumOverTensors()) / unit;
    }

    /// <summary>The memory's sums. They are not finite if a gradient is not; an exact look tells that from an overflow.</summary>
    private bool TryMeasureMemory(double clippingBound)
    {
        for (int formula = 0; formula < _formulaCount; formula++)
        {
            ref readonly StepContext step = ref _contexts[formula];
            TMemory memory = _memories[GroupOfFormula(formula)].Prepare(step, ScalarsOf(ScopeOfFormula(formula)));
            _runner.Formulas[formula] = Compose(formula, memory, clippingBound);
        }

        _runner.MeasureFormulas();
        if (!LooksAtGradients || _runner.FirstNonFiniteTensor(TMemory.SumCount) < 0)
        {
            return true;
        }

        if (!GradientsAreFinite())
        {
            return false;
        }

        _runner.MeasureFormulas();
        return true;
    }

    private bool GradientsAreFinite()
    {
        _runner.MeasureFiniteness();
        int tensor = _runner.FirstNonFiniteTensor(Finiteness.SumCount);
        if (tensor < 0)
        {
            return true;
        }

        if (Options.NonFinite == NonFinitePolicy.Throw)
        {
            throw new NonFiniteGradientException(Parameters[tensor].Name, StepCount + 1);
        }

        _skippedStepCount++;
        return false;
    }

    /// <summary>The bias corrections of the step, which the memory's scalars of the step before decide.</summary>
    private void CorrectBias()
    {
        for (int formula = 0; formula < _formulaCount; formula++)
        {
            _corrections[formula] = _memories[GroupOfFormula(formula)].BiasCorrection(_contexts[formula], ScalarsOf(ScopeOfFormula(formula)));
        }
    }

    private void PlanStep(double clippingBound)
    {
        Span<double> sums = stackalloc double[SumLimit];
        sums.Clear();
        if (MeasuresFirst && !_sumsPerTensor)
        {
            Contribute(sums);
        }

        for (int group = 0; group < _leadOfGroup.Length && !_sumsPerTensor; group++)
        {
            if (_leadOfGroup[group] is >= 0 and int lead)
            {
                _plannedMemories[group] = _memories[group].Plan(_contexts[lead], sums, ScalarsOf(group));
            }
        }

        for (int formula = 0; formula < _formulaCount; formula++)
        {
            TMemory memory = _sumsPerTensor ? PlanTensor(formula, sums) : _plannedMemories[GroupOfFormula(formula)];
            _runner.Formulas[formula] = Compose(formula, memory, clippingBound);
        }

        PointToThirdArrays();
    }

    private TMemory PlanTensor(int formula, Span<double> sums)
    {
        int tensor = _formulaTensor[formula];
        MemoryOptions<TMemory> memory = _memories[_groupOf[tensor]];
        sums.Clear();
        if (MeasuresFirst)
        {
            memory.Contribute(_contexts[formula], _runner.SumsOf(tensor), sums);
        }

        return memory.Plan(_contexts[formula], sums, ScalarsOf(tensor));
    }

    private void Contribute(Span<double> sums)
    {
        for (int tensor = 0; tensor < _groupOf.Length; tensor++)
        {
            if (_runner.FormulaOf[tensor] is >= 0 and int formula)
            {
                _memories[_groupOf[tensor]].Contribute(_contexts[formula], _runner.SumsOf(tensor), sums);
            }
        }
    }

    /// <summary>P holds the memory's bias correction c, unless the direction is not divided by P: then the step size does.</summary>
    private Formula<TMemory, TScaling, TOrder, TDecay, TClipping> Compose(int formula, TMemory memory, double clippingBound)
    {
        int group = GroupOfFormula(formula);
        ref readonly StepContext step = ref _contexts[formula];
        double correction = _corrections[formula];
        TScaling scaling = _scalings[group].Plan(step, TOrder.NormalisesGradient ? 1 : correction);
        bool isCorrected = !TOrder.NormalisesGradient && (TMemory.Preconditions || !TScaling.IsIdentity);
        double stepSize = isCorrected ? step.LearningRate : step.LearningRate / correction;
        TDecay decay = TDecay.Plan(step.LearningRate, Groups[group].WeightDecay);
        return new(memory, scaling, TClipping.Plan(clippingBound), decay, stepSize);
    }

    private void PointToThirdArrays()
    {
        if (TMemory.SlotCount < 3)
        {
            return;
        }

        for (int tensor = 0; tensor < _groupOf.Length; tensor++)
        {
            int group = _groupOf[tensor];
            _runner.PointToThirdArray(tensor, _memories[group].ThirdArray(ScalarsOf(_sumsPerTensor ? tensor : group)));
            if (TMemory.RenamesArrays)
            {
                _runner.PlaceMomentum(tensor, CompletedArray(tensor));
            }
        }
    }

    /// <summary>The array that takes a tensor's momentum, as its own becomes the entry that the step completes; 0 if it completes none.</summary>
    private int CompletedArray(int tensor)
    {
        ReadOnlySpan<double> scalars = ScalarsOf(_sumsPerTensor ? tensor : _groupOf[tensor]);
        MemoryOptions<TMemory> memory = _memories[_groupOf[tensor]];
        return _runner.FormulaOf[tensor] is >= 0 and int formula && _contexts[formula].CompletesPrevious && memory.HasPendingEntry(scalars)
            ? memory.ThirdArray(scalars)
            : 0;
    }

    /// <summary>Hands over the sums that were taken while the step moved.</summary>
    private void Settle()
    {
        if (!TMemory.SumsWhileMoving)
        {
            return;
        }

        for (int tensor = 0; tensor < _isPending.Length && TMemory.RenamesArrays; tensor++)
        {
            _runner.RenameMomentum(tensor, CompletedArray(tensor));
        }

        Span<double> sums = stackalloc double[SumLimit];
        sums.Clear();
        if (_sumsPerTensor)
        {
            for (int formula = 0; formula < _formulaCount; formula++)
            {
                int tensor = _formulaTensor[formula];
                _memories[_groupOf[tensor]].Settle(_contexts[formula], _runner.SumsOf(tensor), ScalarsOf(tensor));
            }
        }
        else
        {
            Contribute(sums);
            for (int group = 0; group < _leadOfGroup.Length; group++)
            {
                if (_leadOfGroup[group] is >= 0 and int lead)
                {
                    _memories[group].Settle(_contexts[lead], sums, ScalarsOf(group));
                }
            }
        }

        for (int tensor = 0; tensor < _isPending.Length; tensor++)
        {
            _isPending[tensor] = _runner.FormulaOf[tensor] >= 0;
        }
    }

    /// <summary>
    /// A step completes what the one before left behind. Where other tensors move than then, it is completed beforehand.
    /// </summary>
    private void PrepareToComplete()
    {
        bool isSame = true;
        for (int tensor = 0; tensor < _isPending.Length; tensor++)
        {
            isSame &= _isPending[tensor] == _runner.FormulaOf[tensor] >= 0;
        }

        if (!isSame)
        {
            CompletePending();
        }

        for (int formula = 0; formula < _formulaCount && TMemory.SumsWhileMoving; formula++)
        {
            _contexts[formula] = _contexts[formula] with { CompletesPrevious = isSame };
        }
    }

    /// <summary>Puts in place what the last step left for the next one: the state is then as the rule defines it.</summary>
    private void CompletePending()
    {
        for (int tensor = 0; tensor < _isPending.Length; tensor++)
        {
            Span<double> scalars = ScalarsOf(_sumsPerTensor ? tensor : _groupOf[tensor]);
            MemoryOptions<TMemory> memory = _memories[_groupOf[tensor]];
            if (_isPending[tensor] && memory.HasPendingEntry(scalars))
            {
                _runner.ReplaceEntry(tensor, memory.ThirdArray(scalars));
            }
        }

        Array.Clear(_isPending);
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
