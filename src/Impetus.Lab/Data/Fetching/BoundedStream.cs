namespace Impetus.Lab.Data.Fetching;

/// <summary>A stream of which only so many bytes may be read: what comes from outside can inflate to any size.</summary>
/// <param name="inner">The stream; disposed with this one.</param>
/// <param name="mostBytes">Reading more is an error.</param>
/// <param name="source">What the stream is called in the message.</param>
internal sealed class BoundedStream(Stream inner, long mostBytes, string source) : ReadOnlyStream(inner)
{
    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int count = base.Read(buffer);
        return Position <= mostBytes ? count : throw Inflation.TooLong(source, mostBytes);
    }
}
