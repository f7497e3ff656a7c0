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
