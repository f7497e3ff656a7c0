using Impetus.Algebra;
using Impetus.Checkpoints;

namespace Impetus;

/// <summary>
/// Says which tensors move in a step, and sorts them: tensors of one group with the same step number share a cohort, which
/// means the scalars of the step. They part where sums run over each tensor by itself, or where gradients were missing for
/// some, whose bias corrections then lag behind.
/// </summary>
internal sealed class Cohorts
{
    private readonly ParameterSet _parameters;
    private readonly ParameterGroupList _groups;
    private readonly long[] _steps;
    private readonly int[] _cohortOf;
    private readonly int[] _firstTensor;    // of every cohort
    private readonly int[] _lastOfGroup;
    private readonly int[] _leadOfGroup;
    private readonly StepContext[] _contexts;
    private readonly int[] _firstOfRule;    // of every group, the first that the same rule moves
    private readonly double[] _largestRates;    // of the groups that the same rule moves, kept with the first of them
    private readonly double[] _ratesBefore;    // the learning rates of the groups before schedules were applied

    public Cohorts(ParameterSet parameters, ParameterGroupList groups)
    {
        _parameters = parameters;
        _groups = groups;
        GroupOf = groups.IndicesOf(parameters);
        _steps = new long[parameters.Count];
        _cohortOf = new int[parameters.Count];
        _firstTensor = new int[parameters.Count];
        _contexts = new StepContext[parameters.Count];
        _lastOfGroup = new int[groups.Count];
        _leadOfGroup = new int[groups.Count];
        _firstOfRule = [.. groups.Select(group => groups.ToList().FindIndex(first => first.Options.Kind == group.Options.Kind))];
        _largestRates = new double[groups.Count];
        _ratesBefore = new double[groups.Count];
    }

    /// <summary>The group of every tensor.</summary>
    public int[] GroupOf { get; }

    /// <summary>How many steps were taken.</summary>
    public long StepCount { get; private set; }

    /// <summary>How many cohorts there are in this step.</summary>
    public int Count { get; private set; }

    /// <summary>The loss that was passed to the last step.</summary>
    public double PreviousLoss { get; private set; } = double.NaN;

    /// <summary>The cohort of every tensor; −1 for one that the step passes over.</summary>
    public ReadOnlySpan<int> Of => _cohortOf;

    /// <summary>The scalars of the step, by cohort.</summary>
    public Span<StepContext> Contexts => _contexts.AsSpan(0, Count);

    /// <summary>The first tensor of every cohort, the only one where sums run over each tensor by itself.</summary>
    public ReadOnlySpan<int> FirstTensors => _firstTensor.AsSpan(0, Count);

    /// <summary>The cohort of every group with the highest step number, which the group's scalars follow; −1 where nothing moves.</summary>
    public ReadOnlySpan<int> LeadOfGroup => _leadOfGroup;

    /// <summary>Sorts the tensors for a step; false if none moves.</summary>
    public bool Begin(double loss)
    {
        ApplySchedules();
        FindLargestRates();
        Array.Fill(_lastOfGroup, -1);
        Array.Fill(_leadOfGroup, -1);
        Count = 0;
        for (int tensor = 0; tensor < _steps.Length; tensor++)
        {
            int group = GroupOf[tensor];
            _cohortOf[tensor] = _parameters[tensor].HasGradient && !_groups[group].IsFrozen ? CohortOf(tensor, group, loss) : -1;
        }

        return Count > 0;
    }

    /// <summary>Takes back what <see cref="Begin"/> has changed, as the step was refused.</summary>
    public void Abandon()
    {
        for (int group = 0; group < _groups.Count; group++)
        {
            _groups[group].LearningRate = _ratesBefore[group];
        }
    }

    /// <summary>Takes note that the step was taken.</summary>
    public void End(double loss)
    {
        StepCount++;
        PreviousLoss = loss;
        for (int tensor = 0; tensor < _steps.Length; tensor++)
        {
            _steps[tensor] += _cohortOf[tensor] >= 0 ? 1 : 0;
        }

        for (int group = 0; group < _groups.Count; group++)
        {
            _groups[group].PreviousLearningRate = _groups[group].LearningRate;
        }
    }

    /// <summary>Goes on from as many steps of another optimizer; tensors do so if anything of it was taken over.</summary>
    public void ContinueFrom(long stepCount, bool counts)
    {
        StepCount = stepCount;
        Array.Fill(_steps, counts ? stepCount : 0);
    }

    /// <summary>Puts back what was saved.</summary>
    public void Restore(long stepCount, double previousLoss) => (StepCount, PreviousLoss) = (stepCount, previousLoss);

    /// <summary>Describes the step numbers of all tensors.</summary>
    public void DescribeSteps(StateSchema schema)
        => schema.AddVector(
            "steps",
            [.. _steps],
            static values => values.All(StateSchema.IsCount),
            values => Array.ConvertAll(values, value => (long)value).CopyTo(_steps),
            [.. _parameters.Select(parameter => parameter.Name)]);

    /// <summary>Describes the learning rates of the step before.</summary>
    public void DescribeRates(StateSchema schema) => schema.AddVector(
        "previous-learning-rates",
        [.. _groups.Select(group => group.PreviousLearningRate)],
        static values => values.All(value => value is >= 0 or double.NaN),
        values =>
        {
            for (int group = 0; group < values.Length; group++)
            {
                _groups[group].PreviousLearningRate = values[group];
            }
        },
        [.. _groups.Select(group => group.Name)]);

    private int CohortOf(int tensor, int group, double loss)
    {
        int last = _lastOfGroup[group];
        if (last >= 0 && _contexts[last].Step == _steps[tensor] + 1 && !_groups[group].SumsPerTensor)
        {
            return last;
        }

        int cohort = Count++;
        _lastOfGroup[group] = cohort;
        _firstTensor[cohort] = tensor;
        _contexts[cohort] = ContextOf(_groups[group], _steps[tensor] + 1, _largestRates[_firstOfRule[group]], loss);
        if (_leadOfGroup[group] < 0 || _contexts[_leadOfGroup[group]].Step < _contexts[cohort].Step)
        {
            _leadOfGroup[group] = cohort;
        }

        return cohort;
    }

    private StepContext ContextOf(ParameterGroup group, long step, double largestRate, double loss)
    {
        double previous = double.IsNaN(group.PreviousLearningRate) ? group.LearningRate : group.PreviousLearningRate;
        return new(step, group.LearningRate, previous, group.Options.DecayMode == DecayMode.Coupled ? 0 : group.WeightDecay)
        {
            CoupledDecay = group.Options.DecayMode == DecayMode.Coupled ? group.WeightDecay : 0,
            BaseLearningRate = group.BaseLearningRate,
            RelativeLearningRate = largestRate > 0 ? group.LearningRate / largestRate : 1,
            Loss = loss,
            PreviousLoss = PreviousLoss,
        };
    }

    private void ApplySchedules()
    {
        for (int group = 0; group < _groups.Count; group++)
        {
            _ratesBefore[group] = _groups[group].LearningRate;
            if (_groups[group].Schedule is { } schedule)
            {
                _groups[group].LearningRate = schedule(StepCount);
            }
        }
    }

    private void FindLargestRates()
    {
        Array.Clear(_largestRates);
        for (int group = 0; group < _groups.Count; group++)
        {
            ref double largest = ref _largestRates[_firstOfRule[group]];
            largest = Math.Max(largest, _groups[group].LearningRate);
        }
    }
}
