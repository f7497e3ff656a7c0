namespace Impetus.Kernels;

/// <summary>
/// All arrays of an optimizer's state in one buffer. One array covers all tensors, each at its own place, so that a slot
/// of the whole model is one vector.
/// </summary>
internal sealed unsafe class StateArena<TElement> : IDisposable
    where TElement : unmanaged
{
    private const int PageBytes = 4096;
    private const int CacheLine = 64;
    private const int StaggerBytes = 9 * CacheLine;

    private readonly NativeBuffer<TElement> _buffer;
    private readonly TElement*[] _starts;    // by array, then by tensor
    private readonly int _tensorCount;

    public StateArena(ReadOnlySpan<nint> tensorLengths, int arrayCount)
    {
        nint line = CacheLine / sizeof(TElement);
        nint[] offsets = new nint[tensorLengths.Length];
        nint total = 0;
        for (int tensor = 0; tensor < tensorLengths.Length; tensor++)
        {
            offsets[tensor] = total;
            total += RoundUp(tensorLengths[tensor], line);
        }

        nint stride = RoundUp(total, PageBytes / sizeof(TElement)) + StaggerBytes / sizeof(TElement);
        _buffer = new NativeBuffer<TElement>(stride * arrayCount, stagger: 2);
        ArrayCount = arrayCount;
        _tensorCount = offsets.Length;
        _starts = new TElement*[arrayCount * offsets.Length];
        for (int place = 0; place < _starts.Length; place++)
        {
            _starts[place] = _buffer.Start + place / offsets.Length * stride + offsets[place % offsets.Length];
        }
    }

    /// <summary>How many arrays there are.</summary>
    public int ArrayCount { get; }

    /// <summary>The part of an array that belongs to a tensor.</summary>
    public TElement* this[int array, int tensor] => _starts[array * _tensorCount + tensor];

    /// <summary>Has two arrays of a tensor exchange their names, which costs less than exchanging what they hold.</summary>
    public void Exchange(int one, int other, int tensor)
    {
        ref TElement* first = ref _starts[one * _tensorCount + tensor], second = ref _starts[other * _tensorCount + tensor];
        TElement* kept = first;
        first = second;
        second = kept;
    }

    public void Dispose() => _buffer.Dispose();

    private static nint RoundUp(nint value, nint multiple) => (value + multiple - 1) / multiple * multiple;
}
