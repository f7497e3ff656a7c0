using System.Numerics;
using Impetus.Algebra;

namespace Impetus.Kernels;

/// <summary>
/// Carries out the passes of a step over all tensors: reading passes that sum up, and the pass that moves. Work is shared
/// among threads in claims; sums are taken block by block and added in order, so the result never depends on the threads.
/// </summary>
internal sealed unsafe class StepRunner<TFormula, TElement> : IDisposable
    where TFormula : struct, IFormula
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private const int SumLimit = Sums<int>.Limit;

    /// <summary>Below this many coordinates, waking a thread takes longer than the work it takes over.</summary>
    private const long SingleThreadLength = 200_000;

    private readonly StateArena<TElement> _state;
    private readonly Streams<TElement>[] _streams;
    private readonly Partition _partition;
    private readonly WorkerPool? _pool;
    private readonly double[] _blockSums;
    private readonly double[] _tensorSums;
    private readonly Action<int> _measureFormulas;
    private readonly Action<int> _measureNorm;
    private readonly Action<int> _measureFiniteness;
    private readonly Action<int> _move;
    private readonly Action<int> _moveBackwards;

    public StepRunner(ParameterSet parameters, int memoryArrays, int scalingArrays, int threads)
    {
        nint[] lengths = [.. parameters.Select(parameter => parameter.Length)];
        _state = new StateArena<TElement>(lengths, memoryArrays + scalingArrays);
        _partition = new Partition(lengths);
        _pool = parameters.CoordinateCount < SingleThreadLength ? null : WorkerPool.Shared(threads);
        _blockSums = new double[_partition.BlockStarts[^1] * SumLimit];
        _tensorSums = new double[lengths.Length * SumLimit];
        _streams = [.. parameters.Select((parameter, tensor) => StreamsOf(parameter, tensor, memoryArrays))];
        Formulas = new TFormula[lengths.Length];
        FormulaOf = new int[lengths.Length];
        _measureFormulas = MeasureFormulas;
        _measureNorm = claim => Measure(claim, default(GradientNorm));
        _measureFiniteness = claim => Measure(claim, default(Finiteness));
        _move = Move;
        _moveBackwards = claim => Move(_partition.ClaimCount - 1 - claim);
    }

    /// <summary>The formulas of the step.</summary>
    public TFormula[] Formulas { get; }

    /// <summary>The index of every tensor's formula; −1 for a tensor that the step passes over.</summary>
    public int[] FormulaOf { get; }

    /// <summary>What the last reading pass summed up over one tensor.</summary>
    public ReadOnlySpan<double> SumsOf(int tensor) => _tensorSums.AsSpan(tensor * SumLimit, SumLimit);

    /// <summary>The memory's sums over every tensor.</summary>
    public void MeasureFormulas()
    {
        Run(_measureFormulas);
        AddBlocks(TFormula.SumCount);
    }

    /// <summary>‖g‖² of every tensor.</summary>
    public void MeasureNorm()
    {
        Run(_measureNorm);
        AddBlocks(GradientNorm.SumCount);
    }

    /// <summary>0 for every tensor whose gradient is finite, NaN for the others.</summary>
    public void MeasureFiniteness()
    {
        Run(_measureFiniteness);
        AddBlocks(Finiteness.SumCount);
    }

    /// <summary>The first sum of the last reading pass, over all tensors in order.</summary>
    public double SumOverTensors()
    {
        double sum = 0;
        for (int tensor = 0; tensor < FormulaOf.Length; tensor++)
        {
            sum += _tensorSums[tensor * SumLimit];
        }

        return sum;
    }

    /// <summary>The first tensor for which a sum of the last reading pass is not finite; −1 if there is none.</summary>
    public int FirstNonFiniteTensor(int sumCount)
    {
        for (int tensor = 0; tensor < FormulaOf.Length; tensor++)
        {
            for (int sum = 0; sum < sumCount; sum++)
            {
                if (!double.IsFinite(_tensorSums[tensor * SumLimit + sum]))
                {
                    return tensor;
                }
            }
        }

        return -1;
    }

    /// <summary>Moves all tensors; backwards, to begin with what a reading pass left in the cache.</summary>
    public void Move(bool isBackwards) => Run(isBackwards ? _moveBackwards : _move);

    /// <summary>The part of an array of state that belongs to a tensor.</summary>
    public TElement* State(int array, int tensor) => _state[array, tensor];

    /// <summary>Has the third slot of a tensor's memory stand for another array.</summary>
    public void PointToThirdArray(int tensor, int array) => _streams[tensor].Memory.Third = _state[array, tensor];

    /// <summary>Takes an array that is a sum of others afresh.</summary>
    public void Recompute(in ArraySum sum)
    {
        for (int tensor = 0; tensor < _streams.Length; tensor++)
        {
            TElement* target = _state[sum.Array, tensor];
            nint length = _partition.Lengths[tensor];
            for (nint index = 0; index < length; index++)
            {
                TElement total = TElement.Zero;
                for (int array = sum.First; array < sum.First + sum.Count; array++)
                {
                    total += _state[array, tensor][index];
                }

                target[index] = total;
            }
        }
    }

    public void Dispose() => _state.Dispose();

    private void Run(Action<int> work)
    {
        if (_pool is not null)
        {
            _pool.Run(_partition.ClaimCount, work);
            return;
        }

        for (int claim = 0; claim < _partition.ClaimCount; claim++)
        {
            work(claim);
        }
    }

    private void MeasureFormulas(int claim)
    {
        foreach (ref readonly Piece piece in _partition[claim])
        {
            if (FormulaOf[piece.Tensor] is >= 0 and int formula)
            {
                MeasurePiece(Formulas[formula], piece);
            }
        }
    }

    private void Measure<TMeasure>(int claim, in TMeasure measure)
        where TMeasure : struct, IMeasure
    {
        foreach (ref readonly Piece piece in _partition[claim])
        {
            if (FormulaOf[piece.Tensor] >= 0)
            {
                MeasurePiece(measure, piece);
            }
        }
    }

    private void MeasurePiece<TMeasure>(in TMeasure measure, in Piece piece)
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

    private void Move(int claim)
    {
        foreach (ref readonly Piece piece in _partition[claim])
        {
            if (FormulaOf[piece.Tensor] is >= 0 and int formula)
            {
                Kernel<TElement>.Move(Formulas[formula], _streams[piece.Tensor], piece.Start, piece.End);
            }
        }
    }

    /// <summary>The sums of every tensor: those of its blocks, added in order. A tensor that does not move has none.</summary>
    private void AddBlocks(int sumCount)
    {
        Array.Clear(_tensorSums);
        for (int tensor = 0; tensor < FormulaOf.Length; tensor++)
        {
            if (FormulaOf[tensor] < 0)
            {
                continue;
            }

            Span<double> sums = _tensorSums.AsSpan(tensor * SumLimit, SumLimit);
            for (int block = _partition.BlockStarts[tensor]; block < _partition.BlockStarts[tensor + 1]; block++)
            {
                for (int sum = 0; sum < sumCount; sum++)
                {
                    sums[sum] += _blockSums[block * SumLimit + sum];
                }
            }
        }
    }

    private Streams<TElement> StreamsOf(Parameter parameter, int tensor, int memoryArrays)
    {
        return new Streams<TElement>
        {
            Parameter = (TElement*)parameter.ValueStart,
            Gradient = (TElement*)parameter.GradientStart,
            Memory = Slots(0, memoryArrays),
            Scaling = Slots(memoryArrays, _state.ArrayCount),
        };

        // A running maximum is the last of a scaling's arrays, wherever the slots before it end.
        SlotStreams<TElement> Slots(int first, int end) => new()
        {
            First = first < end ? _state[first, tensor] : null,
            Second = first + 1 < end ? _state[first + 1, tensor] : null,
            Third = first + 2 < end ? _state[first + 2, tensor] : null,
            Fourth = first < end ? _state[TFormula.KeepsMaximum || first + 3 >= end ? end - 1 : first + 3, tensor] : null,
        };
    }
}
