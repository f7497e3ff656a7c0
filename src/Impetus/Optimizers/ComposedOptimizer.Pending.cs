using Impetus.Algebra;

namespace Impetus;

// What a step leaves to the next one, which reads the same arrays anyhow.
internal sealed partial class ComposedOptimizer<TMemory, TScaling, TOrder, TDecay, TClipping, TElement>
{
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
}
