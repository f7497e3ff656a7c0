using Impetus.Checkpoints;

namespace Impetus;

// What is remembered, and how it is put back.
internal sealed partial class ComposedOptimizer<TMemory, TScaling, TOrder, TDecay, TClipping, TElement>
{
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
                            ForgetMeasuredGradients();
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
        (bool memory, bool scaling) = Inheritance(other);
        foreach (StateTensor target in mine.Tensors)
        {
            string name = target.Name[target.Name.IndexOf('/', StringComparison.Ordinal)..];
            if ((IsOfScaling(target.Array) ? scaling : memory)
                && theirs.Tensors.FirstOrDefault(tensor => tensor.Name.EndsWith(name, StringComparison.Ordinal)) is { } source)
            {
                target.CopyFrom(source);
            }
        }

        Array.Fill(_steps, memory || scaling ? other.StepCount : 0);
        _stepCount = other.StepCount;
    }

    internal override bool StartsScalingAfter(Optimizer other) => Inheritance(other) is (Memory: true, Scaling: false);

    internal override void StartScalingAfter(long step) => _scalingStart = step;

    // An array of a scaling means the same only to another of the same kind; that of a memory is the momentum in any.
    private (bool Memory, bool Scaling) Inheritance(Optimizer other)
    {
        StateSchema theirs = new();
        other.Describe(theirs);
        return (
            _arrays.Any(array => !IsOfScaling(array.Name) && theirs.Tensors.Any(tensor => tensor.Array == array.Name)),
            !TScaling.IsIdentity && Options.ScalingPart.Name == other.Options.ScalingPart.Name);
    }

    private bool IsOfScaling(string array) => _arrays.Exists(own => own.Name == array && own.Array >= _arrayCounts.Max());

    private IEnumerable<(string Name, int Array)> NamesOfArrays(int memoryArrays)
    {
        IReadOnlyList<string> memory = _memories.MaxBy(memory => memory.ArrayCount)!.Arrays, scaling = _scalings[0].Arrays;
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
}
