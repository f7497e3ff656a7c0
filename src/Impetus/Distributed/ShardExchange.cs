using Impetus.Algebra;
using Impetus.Kernels;

namespace Impetus.Distributed;

/// <summary>What processes tell each other in a step that they share out: each has a range of the blocks.</summary>
internal abstract class ShardExchange : IShardExchange
{
    private readonly IProcessGroup _processes;
    private readonly int[] _sumCounts;
    private readonly Dictionary<Parameter, long[]> _borders;    // in bytes, of every process, and the end

    private protected ShardExchange(ParameterSet parameters, IProcessGroup processes, Range[] parts)
    {
        _processes = processes;
        _sumCounts = [.. parts.Select(part => (part.End.Value - part.Start.Value) * Sums<int>.Limit)];
        nint[] lengths = [.. parameters.Select(parameter => parameter.Length)];
        Extent[][] extents = [.. parts.Select(part => Partition.ExtentsOf(lengths, part))];
        _borders = parameters.Select((parameter, tensor) => (parameter, tensor)).ToDictionary(
            each => each.parameter,
            each => (long[])[.. extents.Select(extent => extent[each.tensor].Start * (long)each.parameter.ElementType.Size), each.parameter.Length * (long)each.parameter.ElementType.Size]);
    }

    /// <summary>The part of this process, of a set that is complete.</summary>
    public static Shard Divide(ParameterSet parameters, IProcessGroup processes)
    {
        Range[] parts = Partition.Divide([.. parameters.Select(parameter => parameter.Length)], processes.Size);
        return new(parts[processes.Rank], parameters.ElementType == ElementType.Float64
            ? new ShardExchange<double>(parameters, processes, parts)
            : new ShardExchange<float>(parameters, processes, parts));
    }

    /// <inheritdoc/>
    public void Share(Span<double> blocks) => _processes.AllGather(blocks, _sumCounts);

    /// <inheritdoc/>
    public void Share(Span<bool> flags) => _processes.Any(flags);

    /// <inheritdoc/>
    public abstract void ShareValues();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <inheritdoc/>
    public void ShareState(Parameter parameter, long offset, Span<byte> bytes)
    {
        long[] borders = _borders[parameter];
        long end = offset + bytes.Length;
        int[] counts = new int[borders.Length - 1];
        for (int process = 0; process < counts.Length; process++)
        {
            counts[process] = (int)(Math.Clamp(borders[process + 1], offset, end) - Math.Clamp(borders[process], offset, end));
        }

        _processes.AllGather(bytes, counts);
    }
}

/// <inheritdoc/>
internal sealed unsafe class ShardExchange<TElement> : ShardExchange
    where TElement : unmanaged
{
    private readonly IProcessGroup _processes;
    private readonly PartedVector<TElement> _values;

    public ShardExchange(ParameterSet parameters, IProcessGroup processes, Range[] parts)
        : base(parameters, processes, parts)
    {
        _processes = processes;
        _values = new PartedVector<TElement>(parameters, parts, parameters.Flat?.Values, static parameter => (nint)parameter.ValueStart);
    }

    public override void ShareValues()
    {
        TElement* values = _values.Open();
        _processes.AllGather(new Span<TElement>(values, _values.Length), _values.Counts);
        _values.Close(0, _values.Length);
    }

    public override void Dispose() => _values.Dispose();
}
