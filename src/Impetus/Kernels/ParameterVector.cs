using System.Numerics;

namespace Impetus.Kernels;

/// <summary>
/// All parameters of a set as one vector of single or double precision numbers, x, for what wrappers do with it between
/// steps: copy, displace, blend. Each is a pass on as many threads and lanes as a step has, and allocates nothing. Where processes
/// share a step out among each other, each keeps its part of x and passes over its part of the parameters; whoever needs the others'
/// parts afterwards calls <see cref="ParameterSet.ShareValues"/>.
/// </summary>
internal abstract class ParameterVector : IDisposable
{
    /// <summary>A vector with the shape of the set, all zero.</summary>
    /// <param name="parameters">The set.</param>
    /// <param name="threads">How many threads passes may use; 0 for one on each core.</param>
    public static ParameterVector Like(ParameterSet parameters, int threads)
        => parameters.Device is not null ? throw new NotSupportedException("What keeps copies of the weights needs parameters in the memory of the process, not on a device.")
            : parameters.ElementType == ElementType.Float64 ? new ParameterVector<double>(parameters, threads)
            : new ParameterVector<float>(parameters, threads);

    /// <summary>‖g‖ of all gradients; if <paramref name="isRelative"/>, ‖θg‖. A missing gradient counts as zero.</summary>
    public abstract double GradientNorm(bool isRelative);

    /// <summary>The first parameter whose gradient is there and not finite; −1 if there is none.</summary>
    public abstract int FindNonFiniteGradient();

    /// <summary>x ← θ.</summary>
    public abstract void CopyParameters();

    /// <summary>θ ← x.</summary>
    public abstract void RestoreParameters();

    /// <summary>θ ← θ + factor · g; if <paramref name="isRelative"/>, θ + factor · θ²g.</summary>
    public abstract void DisplaceParameters(double factor, bool isRelative);

    /// <summary>x ← x + share · (θ − x).</summary>
    public abstract void FollowParameters(double share);

    /// <summary>x ← x + g.</summary>
    public abstract void AddGradients();

    /// <summary>x ← x + (θ − y) with y = (1 − β)x + βa; a ← a + share · (x − a); θ ← (1 − β)x + βa.</summary>
    /// <param name="average">a, of the same set.</param>
    /// <param name="beta">β.</param>
    /// <param name="share">How far a follows.</param>
    /// <param name="moves">For which parameters.</param>
    public abstract void LeadFreely(ParameterVector average, double beta, double share, bool[] moves);

    /// <summary>g ← factor · x; x ← 0.</summary>
    public abstract void EmptyIntoGradients(double factor);

    /// <summary>Exchanges x and θ.</summary>
    public abstract void SwapParameters();

    /// <summary>Reads bytes of the values that belong to a parameter, as <see cref="StateArrays.Read"/>.</summary>
    public abstract void Read(int parameter, long offset, Span<byte> bytes);

    /// <summary>Writes bytes of the values that belong to a parameter, as <see cref="StateArrays.Write"/>.</summary>
    public abstract void Write(int parameter, long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Where the values that belong to a parameter lie.</summary>
    public abstract nint StartOf(int parameter);

    /// <summary>Whether all values that belong to a parameter are zero, as far as they are this process's.</summary>
    public abstract bool IsZero(int parameter);

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <inheritdoc/>
internal sealed unsafe class ParameterVector<TElement> : ParameterVector
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
    private readonly Pass<KeepParameter> _copy;
    private readonly Pass<RestoreParameter> _restore;
    private readonly Pass<SwapParameter> _swap;
    private readonly Pass<FollowParameter> _follow;
    private readonly Pass<DisplaceParameter> _displace;
    private readonly Pass<DisplaceParameterRelatively> _displaceRelatively;
    private readonly Pass<GatherGradient> _gather;
    private readonly Pass<EmptyIntoGradient> _empty;
    private readonly Pass<LeadAverage> _lead;

    public ParameterVector(ParameterSet parameters, int threads)
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
        _copy = new(this);
        _restore = new(this);
        _swap = new(this);
        _follow = new(this);
        _displace = new(this, skipsMissing: true);
        _displaceRelatively = new(this, skipsMissing: true);
        _gather = new(this, skipsMissing: true);
        _empty = new(this);
        _lead = new(this);
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

    public override void CopyParameters() => _copy.Run(default);

    public override void RestoreParameters() => _restore.Run(default);

    public override void DisplaceParameters(double factor, bool isRelative)
    {
        if (isRelative)
        {
            _displaceRelatively.Run(new(factor));
        }
        else
        {
            _displace.Run(new(factor));
        }
    }

    public override void FollowParameters(double share) => _follow.Run(new(share));

    public override void AddGradients() => _gather.Run(default);

    public override void EmptyIntoGradients(double factor) => _empty.Run(new(factor));

    public override void LeadFreely(ParameterVector average, double beta, double share, bool[] moves)
        => _lead.Run(new(beta, share), (ParameterVector<TElement>)average, moves);

    public override void SwapParameters() => _swap.Run(default);

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
        private readonly ParameterVector<TElement> _vector;
        private readonly bool _skipsMissing;
        private readonly Action<int> _work;
        private TOperation _operation;
        private ParameterVector<TElement>? _beside;    // in the place of the gradients
        private bool[]? _moves;

        public Pass(ParameterVector<TElement> vector, bool skipsMissing = false)
        {
            _vector = vector;
            _skipsMissing = skipsMissing;
            _work = Work;
        }

        public void Run(in TOperation operation, ParameterVector<TElement>? beside = null, bool[]? moves = null)
        {
            (_operation, _beside, _moves) = (operation, beside, moves);
            _vector._sweep.Run(_work);
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
