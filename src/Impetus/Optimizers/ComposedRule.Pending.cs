using Impetus.Algebra;

namespace Impetus;

// What a step leaves to the next one, which reads the same arrays anyhow, and which arrays its slots stand for.
internal abstract partial class ComposedRule
{
    /// <summary>
    /// A step completes what the one before left behind. Where other tensors move than then, it is completed beforehand.
    /// </summary>
    private void CompletePrevious()
    {
        bool isSame = true;
        for (int tensor = 0; tensor < _isPending.Length; tensor++)
        {
            isSame &= !Context.IsOwn[tensor] || _isPending[tensor] == Context.Cohorts.Of[tensor] >= 0;
        }

        if (!isSame)
        {
            Flush();
        }

        for (int cohort = 0; cohort < Context.Cohorts.Count; cohort++)
        {
            if (MemoryOf(cohort) is not null)
            {
                Context.Cohorts.Contexts[cohort] = Context.Cohorts.Contexts[cohort] with { CompletesPrevious = isSame };
            }
        }
    }

    protected sealed override void Flush()
    {
        for (int tensor = 0; tensor < _isPending.Length; tensor++)
        {
            if (_isPending[tensor])
            {
                MemoryOfTensor(tensor)?.Flush(State, tensor, ScalarsOfTensor(tensor));
            }
        }

        Array.Clear(_isPending);
    }

    private void BindSlots(int tensor)
    {
        if (Context.Cohorts.Of[tensor] is >= 0 and int cohort && MemoryOf(cohort) is { } memory)
        {
            SlotBinding binding = memory.Bind(Context.Cohorts.Contexts[cohort], ScalarsOfTensor(tensor));
            if (binding != _bindings[tensor])
            {
                _bindings[tensor] = binding;
                Bind(tensor, binding);
            }
        }
    }

    /// <summary>What was written over another array is the first from now on, and the other takes its place.</summary>
    private void ExchangeNames()
    {
        for (int tensor = 0; tensor < _bindings.Length; tensor++)
        {
            SlotBinding binding = _bindings[tensor];
            if (binding.FirstTarget != binding.First && Context.Cohorts.Of[tensor] >= 0)
            {
                State.Exchange(binding.First, binding.FirstTarget, tensor);
                _bindings[tensor] = SlotBinding.InOrder;
                Bind(tensor, SlotBinding.InOrder);
            }
        }
    }

    /// <summary>Hands over the sums that were taken while the step moved.</summary>
    private void TakeNoteOfSums()
    {
        Span<double> sums = stackalloc double[SumLimit];
        sums.Clear();
        if (_sumsPerTensor)
        {
            for (int cohort = 0; cohort < Context.Cohorts.Count; cohort++)
            {
                if (MemoryOf(cohort) is { } memory)
                {
                    int tensor = Context.Cohorts.FirstTensors[cohort];
                    sums.Clear();
                    Accumulate(tensor, cohort, sums);
                    memory.AfterUpdate(Context.Cohorts.Contexts[cohort], sums, ScalarsOf(tensor));
                }
            }

            return;
        }

        AccumulateAll(sums);
        for (int group = 0; group < _memories.Length; group++)
        {
            if (_memories[group] is { } memory && Context.Cohorts.LeadOfGroup[group] is >= 0 and int lead)
            {
                memory.AfterUpdate(Context.Cohorts.Contexts[lead], sums, ScalarsOf(group));
            }
        }
    }
}
