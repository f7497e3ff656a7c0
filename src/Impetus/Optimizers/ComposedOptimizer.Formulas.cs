using Impetus.Algebra;

namespace Impetus;

// The plan of a step: which tensors share a formula, and what the formulas are.
internal sealed partial class ComposedOptimizer<TMemory, TScaling, TOrder, TDecay, TClipping, TElement>
{
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
        _clippingBound = clippingBound;
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
            if (_runner.IsPlannedAlone[_formulaTensor[formula]])
            {
                continue;    // whose sums are not there yet
            }

            TMemory memory = _sumsPerTensor ? PlanTensor(formula, sums) : _plannedMemories[GroupOfFormula(formula)];
            _runner.Formulas[formula] = Compose(formula, memory, clippingBound);
        }

        PointToThirdArrays();
    }

    /// <summary>Plans the formula of a tensor between its sums and its move. Touches nothing that belongs to another tensor.</summary>
    private void PlanAlone(int tensor)
    {
        Span<double> sums = stackalloc double[SumLimit];
        int formula = _runner.FormulaOf[tensor];
        _runner.Formulas[formula] = Compose(formula, PlanTensor(formula, sums), _clippingBound);
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
        TScaling scaling = _scalings[group].Plan(step with { Step = step.Step - _scalingStart }, TOrder.NormalisesGradient ? 1 : correction);
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
}
