using System.Numerics;
using Impetus.Kernels;

namespace Impetus.Distributed;

/// <summary>
/// Makes of the gradients of all processes one, the same everywhere: every process receives its part of all of them, adds it up in the
/// order of the processes, and the sums are gathered. That takes as many bytes as an all-reduce, and gives the same bits every time.
/// Where steps are divided among the processes, each keeps its own part of the sums and nothing is gathered.
/// </summary>
internal abstract class GradientAverage : IDisposable
{
    /// <summary>Averages the gradients of a set that is complete; all processes have the same.</summary>
    /// <exception cref="NotSupportedException">The parameters are stored in bfloat16, or lie on a device.</exception>
    /// <exception cref="InvalidOperationException">The processes have different parameters.</exception>
    public static GradientAverage Of(ParameterSet parameters, IProcessGroup processes)
    {
        ArgumentNullException.ThrowIfNull(processes);
        if (parameters.Device is not null || parameters.ElementType == ElementType.BFloat16)
        {
            throw new NotSupportedException("Gradients are averaged in single or double precision, and in the memory of the process: use such parameters.");
        }

        double[] coordinates = processes.Gather(parameters.CoordinateCount), tensors = processes.Gather(parameters.Count);
        if (coordinates.Any(count => count != parameters.CoordinateCount) || tensors.Any(count => count != parameters.Count))
        {
            throw new InvalidOperationException(
                $"The processes train different models, of {string.Join(", ", coordinates)} coordinates in {string.Join(", ", tensors)} parameters: make the same one in all of them.");
        }

        return parameters.ElementType == ElementType.Float64
            ? new GradientAverage<double>(parameters, processes)
            : new GradientAverage<float>(parameters, processes);
    }

    /// <summary>g ← Σ share · g over all processes. A gradient that is missing in some counts as zero there.</summary>
    /// <param name="share">How much the gradient of this process counts; the shares of all processes make 1.</param>
    public abstract void Run(double share);

    /// <summary>After the step: what had no gradient here is without one again, until the caller says otherwise.</summary>
    public abstract void PutBackMissing();

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <inheritdoc/>
internal sealed unsafe class GradientAverage<TElement> : GradientAverage
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    // What is received at a time is added up while it is in the cache.
    private const int Received = 1 << 20, ShortestBucket = 1 << 14;
    private const int ChunkLength = 4096;

    private readonly ParameterSet _parameters;
    private readonly IProcessGroup _processes;
    private readonly PartedVector<TElement> _gradients;
    private readonly NativeBuffer<TElement> _received;
    private readonly NativeBuffer<TElement> _sum = new(ChunkLength);
    private readonly Stretch[] _sendParts, _receiveParts;
    private readonly bool[] _exists;
    private readonly bool[] _wasMissing;
    private readonly int _bucket;

    public GradientAverage(ParameterSet parameters, IProcessGroup processes)
    {
        (_parameters, _processes) = (parameters, processes);
        parameters.Bind();
        Range[] parts = Partition.Divide([.. parameters.Select(parameter => parameter.Length)], processes.Size);
        _gradients = new PartedVector<TElement>(parameters, parts, parameters.Flat?.Gradients, static parameter => (nint)parameter.GradientStart);
        _bucket = Math.Max(ShortestBucket, Received / processes.Size);
        _received = new NativeBuffer<TElement>(_bucket * (nint)processes.Size);
        (_sendParts, _receiveParts) = (new Stretch[processes.Size], new Stretch[processes.Size]);
        _exists = new bool[parameters.Count];
        _wasMissing = new bool[parameters.Count];
    }

    /// <inheritdoc/>
    public override void Run(double share)
    {
        double[] shares = _processes.Gather(share);
        AgreeOnMissing();
        int rank = _processes.Rank, own = _gradients.Counts[rank];
        TElement* gradients = _gradients.Open();
        Span<TElement> all = new(gradients, _gradients.Length);
        for (int start = 0; start < _gradients.Counts.Max(); start += _bucket)
        {
            int length = Math.Clamp(own - start, 0, _bucket);
            for (int process = 0; process < shares.Length; process++)
            {
                // What stays here is not sent.
                int begin = Math.Min(start, _gradients.Counts[process]);
                _sendParts[process] = process == rank ? default : new(_gradients.Borders[process] + begin, Math.Min(_gradients.Counts[process] - begin, _bucket));
                _receiveParts[process] = process == rank ? default : new(process * _bucket, length);
            }

            _processes.AllToAll<TElement>(all, _sendParts, _received.Span, _receiveParts);
            Add(gradients + _gradients.Borders[rank] + start, length, shares);
        }

        bool isDivided = _parameters.Shard is not null;
        if (!isDivided)
        {
            _processes.AllGather<TElement>(all, _gradients.Counts);
        }

        _gradients.Close(isDivided ? _gradients.Borders[rank] : 0, isDivided ? _gradients.Borders[rank + 1] : _gradients.Length);
    }

    /// <inheritdoc/>
    public override void PutBackMissing()
    {
        for (int tensor = 0; tensor < _wasMissing.Length; tensor++)
        {
            _parameters[tensor].HasGradient &= !_wasMissing[tensor];
            _wasMissing[tensor] = false;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _gradients.Dispose();
        _received.Dispose();
        _sum.Dispose();
    }

    private void Add(TElement* own, int length, double[] shares)
    {
        for (int start = 0; start < length; start += ChunkLength)
        {
            int count = Math.Min(ChunkLength, length - start);
            for (int process = 0; process < shares.Length; process++)
            {
                TElement* source = process == _processes.Rank ? own + start : _received.Start + (nint)process * _bucket + start;
                if (process == 0)
                {
                    Kernel<TElement>.Apply(new TakeShare(shares[process]), _sum.Start, null, source, 0, count);
                }
                else
                {
                    Kernel<TElement>.Apply(new AddShare(shares[process]), _sum.Start, null, source, 0, count);
                }
            }

            new ReadOnlySpan<TElement>(_sum.Start, count).CopyTo(new Span<TElement>(own + start, count));
        }
    }

    private void AgreeOnMissing()
    {
        for (int tensor = 0; tensor < _exists.Length; tensor++)
        {
            _exists[tensor] = _parameters[tensor].HasGradient;
        }

        _processes.Any(_exists);
        for (int tensor = 0; tensor < _exists.Length; tensor++)
        {
            Parameter parameter = _parameters[tensor];
            if (_exists[tensor] && !parameter.HasGradient)
            {
                if (parameter.GradientStart is null && parameter.Length > 0)
                {
                    throw new InvalidOperationException(
                        $"'{parameter.Name}' has a gradient in another process and none in process {_processes.Rank}: see to it that every process computes it.");
                }

                parameter.HasGradient = _wasMissing[tensor] = true;
                new Span<TElement>(parameter.GradientStart, (int)parameter.Length).Clear();
            }
        }
    }
}
