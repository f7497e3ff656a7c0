using System.Numerics;

namespace Impetus.Kernels;

/// <summary>
/// Arrays in one buffer of the host's memory. One array covers all tensors, each at its own place, so that a slot of the
/// whole model is one vector.
/// </summary>
internal sealed unsafe class HostArrays<TElement> : StateArrays
    where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
{
    private const int PageBytes = 4096;
    private const int CacheLine = 64;
    private const int StaggerBytes = 9 * CacheLine;

    private readonly NativeBuffer<TElement> _buffer;
    private readonly TElement*[] _starts;    // by array, then by tensor: where the tensor's first coordinate would lie
    private readonly Extent[] _extents;

    /// <summary>Arrays of zeros.</summary>
    /// <param name="extents">Which coordinates of every tensor the arrays hold.</param>
    /// <param name="arrayCount">How many arrays there are.</param>
    public HostArrays(ReadOnlySpan<Extent> extents, int arrayCount)
    {
        nint line = CacheLine / sizeof(TElement);
        nint[] offsets = new nint[extents.Length];
        nint total = 0;
        for (int tensor = 0; tensor < extents.Length; tensor++)
        {
            offsets[tensor] = total - extents[tensor].Start;
            total += RoundUp(extents[tensor].Length, line);
        }

        nint stride = RoundUp(total, PageBytes / sizeof(TElement)) + StaggerBytes / sizeof(TElement);
        _buffer = new NativeBuffer<TElement>(stride * arrayCount, stagger: 2);
        _extents = extents.ToArray();
        _starts = new TElement*[arrayCount * offsets.Length];
        for (int place = 0; place < _starts.Length; place++)
        {
            _starts[place] = _buffer.Start + place / offsets.Length * stride + offsets[place % offsets.Length];
        }
    }

    /// <summary>The part of an array that belongs to a tensor.</summary>
    public TElement* this[int array, int tensor] => _starts[array * _extents.Length + tensor];

    public override void Exchange(int one, int other, int tensor)
    {
        ref TElement* first = ref _starts[one * _extents.Length + tensor], second = ref _starts[other * _extents.Length + tensor];
        TElement* kept = first;
        first = second;
        second = kept;
    }

    public override void Copy(int source, int target, int tensor)
    {
        (nint start, nint bytes) = (_extents[tensor].Start, _extents[tensor].Length * sizeof(TElement));
        Buffer.MemoryCopy(this[source, tensor] + start, this[target, tensor] + start, bytes, bytes);
    }

    public override void AddDifference(int target, int added, int removed, int tensor)
    {
        TElement* sum = this[target, tensor], more = this[added, tensor], less = this[removed, tensor];
        for (nint index = _extents[tensor].Start; index < _extents[tensor].End; index++)
        {
            sum[index] += more[index] - less[index];
        }
    }

    public override void Sum(int target, int first, int count, int tensor)
    {
        TElement* sum = this[target, tensor];
        for (nint index = _extents[tensor].Start; index < _extents[tensor].End; index++)
        {
            TElement total = TElement.Zero;
            for (int array = first; array < first + count; array++)
            {
                total += this[array, tensor][index];
            }

            sum[index] = total;
        }
    }

    public override void Read(int array, int tensor, long offset, Span<byte> bytes)
    {
        if (Held(tensor, offset, bytes.Length) is ( > 0 and int length, long start))
        {
            new ReadOnlySpan<byte>((byte*)this[array, tensor] + start, length).CopyTo(bytes[(int)(start - offset)..]);
        }
    }

    public override void Write(int array, int tensor, long offset, ReadOnlySpan<byte> bytes)
    {
        if (Held(tensor, offset, bytes.Length) is ( > 0 and int length, long start))
        {
            bytes.Slice((int)(start - offset), length).CopyTo(new Span<byte>((byte*)this[array, tensor] + start, length));
        }
    }

    public override void Dispose() => _buffer.Dispose();

    /// <summary>Which of some bytes of a tensor's array are here.</summary>
    private (int Length, long Start) Held(int tensor, long offset, int length)
    {
        long start = Math.Max(offset, _extents[tensor].Start * (long)sizeof(TElement));
        long end = Math.Min(offset + length, _extents[tensor].End * (long)sizeof(TElement));
        return ((int)Math.Max(0, end - start), start);
    }

    private static nint RoundUp(nint value, nint multiple) => (value + multiple - 1) / multiple * multiple;
}
