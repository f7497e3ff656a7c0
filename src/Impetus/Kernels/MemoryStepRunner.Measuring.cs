using Impetus.Algebra;

namespace Impetus.Kernels;

// The passes that only read, as a whole or ahead of it for single tensors. Sums are kept block by block, so it makes no
// difference to them when and in which order blocks are read.
internal sealed unsafe partial class MemoryStepRunner<TFormula, TElement>
{
    private readonly Action<int> _measure;
    private readonly Action<int> _measureAhead;
    private Reading _reading;
    private int _tensorAhead;
    private double _normUnit = 1;
    private bool _looksAtGradients = true;
    private bool _hasRead;    // whether the last reading pass had anything left to read

    /// <inheritdoc/>
    public override void MeasureFormulas(bool looksAtGradients)
    {
        _looksAtGradients = looksAtGradients;
        Measure(Reading.Formulas, TFormula.SumCount);
    }

    /// <inheritdoc/>
    public override void MeasureNorm(double unit)
    {
        _normUnit = unit;
        Measure(Reading.Norm, GradientNorm.SumCount);
        _normUnit = 1;
    }

    /// <inheritdoc/>
    public override void MeasureFiniteness() => Measure(Reading.Finiteness, Finiteness.SumCount);

    /// <inheritdoc/>
    public override void MeasureAhead(int tensor, Reading reading)
    {
        (_reading, _tensorAhead) = (reading, tensor);
        WorkerPool? pool = WorkerPool.IsWorthSharing(_partition.Lengths[tensor]) ? _pool : null;
        WorkerPool.Run(pool, _partition.PiecesOf(tensor).Length, _measureAhead);
        IsMeasured[tensor] = true;
    }

    private void Measure(Reading reading, int sumCount)
    {
        _reading = reading;
        _hasRead = IsAnyLeft();
        if (_hasRead)
        {
            Run(_measure);
        }

        Array.Clear(IsMeasured);
        AddBlocks(sumCount);
    }

    private bool IsAnyLeft()
    {
        for (int tensor = 0; tensor < FormulaOf.Length; tensor++)
        {
            if (IsLeft(tensor))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsLeft(int tensor)
        => FormulaOf[tensor] >= 0 && !IsMeasured[tensor] && _partition.Lengths[tensor] > 0
            && (_looksAtGradients || !IsPlannedAlone[tensor] || _reading != Reading.Formulas);

    private void Measure(int claim)
    {
        foreach (ref readonly Piece piece in _partition[claim])
        {
            if (IsLeft(piece.Tensor))
            {
                Measure(piece);
            }
        }
    }

    private void MeasureAhead(int piece) => Measure(_partition.PiecesOf(_tensorAhead)[piece]);

    private void Measure(in Piece piece)
    {
        switch (_reading)
        {
            case Reading.Formulas when !IsPlannedAlone[piece.Tensor]:
                Measure(Formulas[FormulaOf[piece.Tensor]], piece);
                break;
            case Reading.Norm:
                Measure(new GradientNorm(_normUnit), piece);
                break;
            default:
                Measure(default(Finiteness), piece);
                break;
        }
    }

    private void Measure<TMeasure>(in TMeasure measure, in Piece piece)
        where TMeasure : struct, IMeasure
    {
        fixed (double* blockSums = _blockSums)
        {
            double* sums = blockSums + piece.FirstBlock * SumLimit;
            for (nint start = piece.Start; start < piece.End; start += BlockSums.BlockLength, sums += SumLimit)
            {
                nint end = nint.Min(start + BlockSums.BlockLength, piece.End);
                Kernel<TElement>.Measure(measure, _streams[piece.Tensor], start, end, sums);
            }
        }
    }

    /// <summary>The sums of every tensor: those of its blocks, added in order. A tensor that does not move has none.</summary>
    private void AddBlocks(int sumCount)
    {
        ClearSums();
        for (int tensor = 0; tensor < FormulaOf.Length; tensor++)
        {
            if (FormulaOf[tensor] >= 0)
            {
                bool isOnlyChecked = IsPlannedAlone[tensor] && _reading == Reading.Formulas;
                AddBlocks(tensor, isOnlyChecked ? (_looksAtGradients ? Finiteness.SumCount : 0) : sumCount);
            }
        }
    }

    private void AddBlocks(int tensor, int sumCount)
    {
        Span<double> sums = MutableSumsOf(tensor);
        sums.Clear();
        for (int block = _partition.BlockStarts[tensor]; block < _partition.BlockStarts[tensor + 1]; block++)
        {
            for (int sum = 0; sum < sumCount; sum++)
            {
                sums[sum] += _blockSums[block * SumLimit + sum];
            }
        }
    }

    /// <summary>Sums up over the tensors of a claim that are planned alone, and plans them: moving them then finds them in the cache.</summary>
    private void MeasureAndPlan(ReadOnlySpan<Piece> pieces)
    {
        foreach (ref readonly Piece piece in pieces)
        {
            if (IsPlannedAlone[piece.Tensor] && FormulaOf[piece.Tensor] is >= 0 and int formula)
            {
                Measure(Formulas[formula], piece);
                AddBlocks(piece.Tensor, TFormula.SumCount);
                PlanAlone!(piece.Tensor);
            }
        }
    }
}
