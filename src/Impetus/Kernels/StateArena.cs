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
    private readonly nint[] _offsets;
    private readonly nint _stride;

    public StateArena(ReadOnlySpan<nint> tensorLengths, int arrayCount)
    {
        nint line = CacheLine / sizeof(TElement);
        _offsets = new nint[tensorLengths.Length];
        nint total = 0;
        for (int tensor = 0; tensor < tensorLengths.Length; tensor++)
        {
            _offsets[tensor] = total;
            total += RoundUp(tensorLengths[tensor], line);
        }

        _stride = RoundUp(total, PageBytes / sizeof(TElement)) + StaggerBytes / sizeof(TElement);
        _buffer = new NativeBuffer<TElement>(_stride * arrayCount, stagger: 2);
        ArrayCount = arrayCount;
    }

    /// <summary>How many arrays there are.</summary>
    public int ArrayCount { get; }

    /// <summary>The part of an array that belongs to a tensor.</summary>
    public TElement* this[int array, int tensor] => _buffer.Start + array * _stride + _offsets[tensor];

    public void Dispose() => _buffer.Dispose();

    private static nint RoundUp(nint value, nint multiple) => (value + multiple - 1) / multiple * multiple;
}
