using Impetus.Kernels;

namespace Impetus.Distributed;

/// <summary>
/// The values or the gradients of all parameters as one vector, in as many parts as there are processes: in place where they lie one behind
/// the other, through a copy where they do not. Parts end where blocks do.
/// </summary>
internal sealed unsafe class PartedVector<TElement> : IDisposable
    where TElement : unmanaged
{
    private readonly ParameterSet _parameters;
    private readonly Func<Parameter, nint> _startOf;
    private readonly int[] _offsets;    // of every tensor, in the vector
    private readonly NativeBuffer<TElement>? _copy;
    private readonly TElement* _start;

    /// <summary>A view of a set.</summary>
    /// <param name="parameters">The set.</param>
    /// <param name="parts">The blocks of every process.</param>
    /// <param name="flat">Where all of it lies in a row; null if it does not.</param>
    /// <param name="startOf">Where that of a parameter lies; 0 if it has no place yet.</param>
    public PartedVector(ParameterSet parameters, Range[] parts, nint? flat, Func<Parameter, nint> startOf)
    {
        (_parameters, _startOf) = (parameters, startOf);
        _offsets = new int[parameters.Count];
        long length = 0;
        for (int tensor = 0; tensor < _offsets.Length; tensor++)
        {
            long offset = flat is { } start ? (startOf(parameters[tensor]) - start) / sizeof(TElement) : length;
            length = parameters[tensor].Length == 0 ? length : offset + parameters[tensor].Length;
            _offsets[tensor] = length <= int.MaxValue ? (int)offset
                : throw new NotSupportedException($"Processes exchange vectors of up to {int.MaxValue:N0} coordinates, and these parameters have more.");
        }

        Length = (int)length;
        _copy = flat is null ? new NativeBuffer<TElement>(Length) : null;
        _start = _copy is null ? (TElement*)flat!.Value : _copy.Start;
        Borders = [.. parts.Select(part => PlaceOf(part.Start.Value)), Length];
        Borders[0] = 0;
        Counts = [.. parts.Select((_, part) => Borders[part + 1] - Borders[part])];
    }

    /// <summary>Elements in all.</summary>
    public int Length { get; }

    /// <summary>Where the part of every process begins, and the end.</summary>
    public int[] Borders { get; }

    /// <summary>How long the part of every process is.</summary>
    public int[] Counts { get; }

    /// <summary>The vector. Valid until <see cref="Close"/>.</summary>
    public TElement* Open()
    {
        for (int tensor = 0; tensor < _offsets.Length && _copy is not null; tensor++)
        {
            Span<TElement> target = new(_start + _offsets[tensor], checked((int)_parameters[tensor].Length));
            if (_startOf(_parameters[tensor]) is not 0 and nint source)
            {
                new ReadOnlySpan<TElement>((TElement*)source, target.Length).CopyTo(target);
            }
            else
            {
                target.Clear();
            }
        }

        return _start;
    }

    /// <summary>Puts what was changed between two places in its place.</summary>
    public void Close(int from, int to)
    {
        for (int tensor = 0; tensor < _offsets.Length && _copy is not null; tensor++)
        {
            int start = Math.Max(from, _offsets[tensor]), end = Math.Min(to, _offsets[tensor] + (int)_parameters[tensor].Length);
            if (start < end && _startOf(_parameters[tensor]) is not 0 and nint target)
            {
                new ReadOnlySpan<TElement>(_start + start, end - start).CopyTo(new Span<TElement>((TElement*)target + start - _offsets[tensor], end - start));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _copy?.Dispose();

    private int PlaceOf(int block)
    {
        int[] starts = Partition.BlockStartsOf([.. _parameters.Select(parameter => parameter.Length)]);
        int tensor = Array.FindIndex(starts, 1, next => block < next) - 1;
        return tensor < 0 ? Length : _offsets[tensor] + ((block - starts[tensor]) * RowSums.BlockLength);
    }
}
