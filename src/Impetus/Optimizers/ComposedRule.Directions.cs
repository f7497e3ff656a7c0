using Impetus.Kernels;

namespace Impetus;

// The pass over directions before anything moves, for what becomes of a direction last and depends on all of them.
internal abstract partial class ComposedRule
{
    public sealed override bool ReadsDirection => Context.Options.Direction.SumCount > 0;

    public sealed override void ReadDirection(in Piece piece) => MeasureDirection(Context.Cohorts.Of[piece.Tensor], piece, Context.Sums);

    public sealed override void PlanDirection()
    {
        if (!ReadsDirection)
        {
            return;
        }

        Span<double> sums = stackalloc double[SumLimit];
        sums.Clear();
        for (int tensor = 0; tensor < _bindings.Length && !_sumsPerTensor; tensor++)
        {
            AccumulateDirection(tensor, sums);
        }

        for (int cohort = 0; cohort < Context.Cohorts.Count; cohort++)
        {
            if (MemoryOf(cohort) is null)
            {
                continue;
            }

            if (_sumsPerTensor)
            {
                sums.Clear();
                AccumulateDirection(Context.Cohorts.FirstTensors[cohort], sums);
            }

            Compose(cohort, ScopeOf(cohort), _corrections[cohort], Clip, sums);
        }
    }

    /// <summary>Takes the sums over the directions of a piece with the formula of its cohort.</summary>
    protected abstract void MeasureDirection(int cohort, in Piece piece, BlockSums sums);

    private void AccumulateDirection(int tensor, Span<double> sums)
    {
        if (Context.IsOwn[tensor] && Context.Cohorts.Of[tensor] >= 0)
        {
            ReadOnlySpan<double> own = Context.Sums.Total(tensor, Context.Options.Direction.SumCount);
            for (int sum = 0; sum < own.Length; sum++)
            {
                sums[sum] += own[sum];
            }
        }
    }
}
