using Impetus.Algebra;

namespace Impetus;

// What sums run over, which scalars follow from them, and which tensors share those.
internal abstract partial class ComposedRule
{
    private void PlanCohorts()
    {
        for (int cohort = 0; cohort < Context.Cohorts.Count; cohort++)
        {
            if (MemoryOf(cohort) is not null)
            {
                Plan(cohort, cohort, []);
            }
        }
    }

    private void PlanGroups()
    {
        Span<double> sums = stackalloc double[SumLimit];
        sums.Clear();
        if (MeasuresFirst)
        {
            AccumulateAll(sums);
        }

        for (int group = 0; group < _memories.Length; group++)
        {
            if (_memories[group] is not null && Context.Cohorts.LeadOfGroup[group] is >= 0 and int lead)
            {
                Plan(group, lead, sums);
            }
        }
    }

    /// <summary>Plans the memory of a single tensor from its sums. Touches nothing that belongs to another tensor.</summary>
    private void PlanTensor(int cohort)
    {
        Span<double> sums = stackalloc double[SumLimit];
        sums.Clear();
        int tensor = Context.Cohorts.FirstTensors[cohort];
        if (MeasuresFirst)
        {
            Accumulate(tensor, cohort, sums);
        }

        Plan(tensor, cohort, sums);
    }

    /// <summary>The sums over all tensors, in order.</summary>
    private void AccumulateAll(Span<double> sums)
    {
        for (int tensor = 0; tensor < _isPending.Length; tensor++)
        {
            if (Context.IsOwn[tensor] && Context.Cohorts.Of[tensor] is >= 0 and int cohort)
            {
                Accumulate(tensor, cohort, sums);
            }
        }
    }

    private void Accumulate(int tensor, int cohort, Span<double> sums)
        => MemoryOf(cohort)!.Accumulate(Context.Cohorts.Contexts[cohort], Context.Sums.Total(tensor, _traits.SumCount), sums);

    protected int GroupOf(int cohort) => Context.Cohorts.GroupOf[Context.Cohorts.FirstTensors[cohort]];

    protected int ScopeOf(int cohort) => _plansCohorts ? cohort : _sumsPerTensor ? Context.Cohorts.FirstTensors[cohort] : GroupOf(cohort);

    protected MemoryOptions? MemoryOf(int cohort) => _memories[GroupOf(cohort)];

    private MemoryOptions? MemoryOfTensor(int tensor) => _memories[Context.Cohorts.GroupOf[tensor]];

    private Span<double> ScalarsOfTensor(int tensor) => ScalarsOf(_sumsPerTensor ? tensor : Context.Cohorts.GroupOf[tensor]);
}
