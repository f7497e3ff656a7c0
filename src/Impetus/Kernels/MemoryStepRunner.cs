using System.Numerics;
using Impetus.Algebra;

namespace Impetus.Kernels;

/// <summary>
/// Carries out the passes of a step over all tensors: reading passes that sum up, and the pass that moves. Work is shared
/// among threads in claims; sums are taken block by block and added in order, so the result never depends on the threads.
/// </summary>
internal sealed unsafe partial class MemoryStepRunner<TFormula, TElement> : StepRunner<TFormula>
    where TFormula : struct, IFormula
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private const int SumLimit = Sums<int>.Limit;

    /// <summary>
    /// What a reading pass leaves in the cache, whatever the cache's size: third-level caches protect themselves against
    /// streams, and keep little of one.
    /// </summary>
    private const nint BytesStillCached = 4 << 20;

    private readonly StateArena<TElement> _state;
    private readonly Streams<TElement>[] _streams;
    private readonly Partition _partition;
    private readonly WorkerPool? _pool;
    private readonly double[] _blockSums;
    private readonly Action<int> _move;

    public MemoryStepRunner(ParameterSet parameters, int memoryArrays, int scalingArrays, int threads, bool plansTensorsAlone)
        : base(parameters.Count)
    {
        nint[] lengths = [.. parameters.Select(parameter => parameter.Length)];
        _state = new StateArena<TElement>(lengths, memoryArrays + scalingArrays);
        _pool = WorkerPool.ForWork(parameters.CoordinateCount, threads);
        _partition = new Partition(lengths, _pool?.ThreadCount ?? 1, plansTensorsAlone);
        for (int tensor = 0; tensor < lengths.Length && plansTensorsAlone; tensor++)
        {
            IsPlannedAlone[tensor] = _partition.PiecesOf(tensor).Length == 1;
        }

        _blockSums = new double[_partition.BlockStarts[^1] * SumLimit];
        _streams = [.. parameters.Select((parameter, tensor) => StreamsOf(parameter, tensor, memoryArrays))];
        _measure = Measure;
        _measureAhead = MeasureAhead;
        _move = Move;
    }

    /// <inheritdoc/>
    public override void Move(bool followsReading)
    {
        Run(_move, followsReading && _hasRead ? CachedClaims() : 0);
        if (TFormula.SumsWhileMoving)
        {
            AddBlocks(TFormula.SumCount);
        }
    }

    /// <inheritdoc/>
    public override void PlaceMomentum(int tensor, int array) => _streams[tensor].MomentumTarget = _state[array, tensor];

    /// <inheritdoc/>
    public override void RenameMomentum(int tensor, int array)
    {
        _state.Exchange(0, array, tensor);
        _streams[tensor].Memory.First = _state[0, tensor];
    }

    /// <inheritdoc/>
    public override void ReplaceEntry(int tensor, int array)
    {
        TElement* momentum = _state[0, tensor], sum = _state[1, tensor], entry = _state[array, tensor];
        for (nint index = 0; index < _partition.Lengths[tensor]; index++)
        {
            sum[index] += momentum[index] - entry[index];
            entry[index] = momentum[index];
        }
    }

    /// <inheritdoc/>
    public override void ReadState(int array, int tensor, long offset, Span<byte> bytes) => new ReadOnlySpan<byte>((byte*)_state[array, tensor] + offset, bytes.Length).CopyTo(bytes);

    /// <inheritdoc/>
    public override void WriteState(int array, int tensor, long offset, ReadOnlySpan<byte> bytes) => bytes.CopyTo(new Span<byte>((byte*)_state[array, tensor] + offset, bytes.Length));

    /// <inheritdoc/>
    public override void PointToThirdArray(int tensor, int array) => _streams[tensor].Memory.Third = _state[array, tensor];

    /// <inheritdoc/>
    public override void Recompute(in ArraySum sum)
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

    /// <inheritdoc/>
    public override void Dispose() => _state.Dispose();

    /// <summary>The last claims of a thread in a reading pass that are still in the cache when it ends.</summary>
    private int CachedClaims()
    {
        nint bytes = _partition.ClaimLength * Math.Max(1, MeasuredArrays) * sizeof(TElement);
        return (int)(BytesStillCached / bytes) / (_pool?.ThreadCount ?? 1);
    }

    private void Run(Action<int> work, int lastFirst = 0)
    {
        PassCount++;
        WorkerPool.Run(_pool, _partition.ClaimCount, work, lastFirst);
    }

    private void Move(int claim)
    {
        MeasureAndPlan(_partition[claim]);
        foreach (ref readonly Piece piece in _partition[claim])
        {
            if (FormulaOf[piece.Tensor] is not (>= 0 and int formula))
            {
                continue;
            }

            if (TFormula.SumsWhileMoving)
            {
                MovePiece(Formulas[formula], piece);
            }
            else
            {
                Kernel<TElement>.Move(Formulas[formula], _streams[piece.Tensor], piece.Start, piece.End);
            }
        }
    }

    private void MovePiece(in TFormula formula, in Piece piece)
    {
        fixed (double* blockSums = _blockSums)
        {
            double* sums = blockSums + piece.FirstBlock * SumLimit;
            for (nint start = piece.Start; start < piece.End; start += BlockSums.BlockLength, sums += SumLimit)
            {
                nint end = nint.Min(start + BlockSums.BlockLength, piece.End);
                Kernel<TElement>.MoveAndMeasure(formula, _streams[piece.Tensor], start, end, sums);
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
