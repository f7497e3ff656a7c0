using Impetus.Kernels;

namespace Impetus;

// The pass over directions before anything moves, for what becomes of a direction last and depends on all of them.
internal abstract partial class ComposedRule
{
    public sealed override bool ReadsDirection => _context.Options.Direction.SumCount > 0;

    public sealed override void ReadDirection(in Piece piece) => MeasureDirection(_context.Cohorts.Of[piece.Tensor], piece, _context.Sums);

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

        for (int cohort = 0; cohort < _context.Cohorts.Count; cohort++)
        {
            if (MemoryOf(cohort) is null)
            {
                continue;
            }

            if (_sumsPerTensor)
            {
                sums.Clear();
                AccumulateDirection(_context.Cohorts.FirstTensors[cohort], sums);
            }

            Compose(cohort, ScopeOf(cohort), _corrections[cohort], _clip, sums);
        }
    }

    /// <summary>Takes the sums over the directions of a piece with the formula of its cohort.</summary>
    protected abstract void MeasureDirection(int cohort, in Piece piece, BlockSums sums);

    private void AccumulateDirection(int tensor, Span<double> sums)
    {
        if (_context.IsOwn[tensor] && _context.Cohorts.Of[tensor] >= 0)
        {
            ReadOnlySpan<double> own = _context.Sums.Total(tensor, _context.Options.Direction.SumCount);
            for (int sum = 0; sum < own.Length; sum++)
            {
                sums[sum] += own[sum];
            }
        }
    }
}
