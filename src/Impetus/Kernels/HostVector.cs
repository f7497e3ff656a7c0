using System.Numerics;

namespace Impetus.Kernels;

/// <summary>A vector of parameters in the memory of the process.</summary>
internal sealed unsafe class HostVector<TElement> : ParameterVector
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private readonly ParameterSet _parameters;
    private readonly HostArrays<TElement> _values;
    private readonly Extent[] _extents;
    private readonly Sweep _sweep;
    private readonly NormPass _norm;
    private readonly HostGradients<TElement> _gradients;
    private readonly Action<int> _look;
    private readonly bool[] _isNotFinite;
    private readonly Pass<KeepParameter> _copy = new();
    private readonly Pass<RestoreParameter> _restore = new();
    private readonly Pass<SwapParameter> _swap = new();
    private readonly Pass<FollowParameter> _follow = new();
    private readonly Pass<DisplaceParameter> _displace = new(skipsMissing: true);
    private readonly Pass<DisplaceParameterRelatively> _displaceRelatively = new(skipsMissing: true);
    private readonly Pass<AddShare> _gather = new(skipsMissing: true);
    private readonly Pass<EmptyIntoGradient> _empty = new();
    private readonly Pass<LeadAverage> _lead = new();

    public HostVector(ParameterSet parameters, int threads)
    {
        _parameters = parameters;
        WorkerPool? pool = WorkerPool.ForWork(parameters.CoordinateCount, threads);
        Partition partition = new([.. parameters.Select(parameter => parameter.Length)], pool?.ThreadCount ?? 1, blocks: parameters.Shard?.Blocks);
        _extents = partition.Extents;
        _values = new HostArrays<TElement>(partition.Extents, 1);
        _sweep = new Sweep(partition, pool);
        _gradients = new HostGradients<TElement>(parameters);
        _look = Look;
        _isNotFinite = new bool[parameters.Count];
        _norm = new NormPass(parameters, _sweep, _gradients, new BlockSums(partition, parameters.Shard?.Exchange), tensor => parameters[tensor].HasGradient);
    }

    public override double GradientNorm(bool isRelative)
    {
        double norm = _norm.Measure(1, isRelative);
        return double.IsFinite(norm) ? norm : _norm.Measure(_norm.TinyUnit, isRelative);
    }

    public override int FindNonFiniteGradient()
    {
        _sweep.Run(_look);
        _parameters.Shard?.Exchange.Share(_isNotFinite);
        int first = Array.IndexOf(_isNotFinite, true);
        Array.Clear(_isNotFinite);
        return first;
    }

    public override void CopyParameters() => _copy.Run(this, default);

    public override void RestoreParameters() => _restore.Run(this, default);

    public override void DisplaceParameters(double factor, bool isRelative)
    {
        if (isRelative)
        {
            _displaceRelatively.Run(this, new(factor));
        }
        else
        {
            _displace.Run(this, new(factor));
        }
    }

    public override void FollowParameters(double share) => _follow.Run(this, new(share));

    public override void AddGradients() => _gather.Run(this, new(1));

    public override void EmptyIntoGradients(double factor) => _empty.Run(this, new(factor));

    public override void LeadFreely(ParameterVector average, double beta, double share, bool[] moves)
        => _lead.Run(this, new(beta, share), (HostVector<TElement>)average, moves);

    public override void SwapParameters() => _swap.Run(this, default);

    public override void Read(int parameter, long offset, Span<byte> bytes) => _values.Read(0, parameter, offset, bytes);

    public override void Write(int parameter, long offset, ReadOnlySpan<byte> bytes) => _values.Write(0, parameter, offset, bytes);

    public override nint StartOf(int parameter) => (nint)_values[0, parameter];

    public override bool IsZero(int parameter)
    {
        TElement* values = _values[0, parameter];
        (nint index, nint end) = _extents[parameter];
        while (index < end && values[index] == TElement.Zero)
        {
            index++;
        }

        return index == end;
    }

    public override void Dispose() => _values.Dispose();

    private void Look(int chunk)
    {
        foreach (ref readonly Piece piece in _sweep[chunk])
        {
            if (_parameters[piece.Tensor].HasGradient && !_gradients.IsFinite(piece))
            {
                _isNotFinite[piece.Tensor] = true;
            }
        }
    }

    /// <summary>One kind of pass, with what it does to a coordinate this time.</summary>
    private sealed class Pass<TOperation>
        where TOperation : struct, IVectorOperation
    {
        private readonly bool _skipsMissing;
        private readonly Action<int> _work;
        private HostVector<TElement> _vector = null!;
        private HostVector<TElement>? _beside;    // in the place of the gradients
        private bool[]? _moves;
        private TOperation _operation;

        public Pass(bool skipsMissing = false)
        {
            _skipsMissing = skipsMissing;
            _work = Work;
        }

        public void Run(HostVector<TElement> vector, in TOperation operation, HostVector<TElement>? beside = null, bool[]? moves = null)
        {
            (_vector, _operation, _beside, _moves) = (vector, operation, beside, moves);
            vector._sweep.Run(_work);
        }

        private void Work(int chunk)
        {
            foreach (ref readonly Piece piece in _vector._sweep[chunk])
            {
                Parameter parameter = _vector._parameters[piece.Tensor];
                if (_moves?[piece.Tensor] ?? (parameter.HasGradient || !_skipsMissing))
                {
                    TElement* beside = _beside is null ? (TElement*)parameter.GradientStart : _beside._values[0, piece.Tensor];
                    Kernel<TElement>.Apply(_operation, _vector._values[0, piece.Tensor], (TElement*)parameter.ValueStart, beside, piece.Start, piece.End);
                }
            }
        }
    }
}
