using Impetus.Cli.Shared.Errors;

namespace Impetus.Cli.Shared.Output;

/// <summary>Standard output, opened when something is written. Where that cannot be, the failure says so by its type.</summary>
internal sealed class StandardOutput : Stream
{
    private readonly Lazy<Stream> _stream = new(Console.OpenStandardOutput);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Makes it what <see cref="Console.Out"/> writes to.</summary>
    public static void Install() => Console.SetOut(new StreamWriter(new StandardOutput(), Console.OutputEncoding) { AutoFlush = true });

    /// <exception cref="StandardOutputException">Standard output takes nothing.</exception>
    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            _stream.Value.Write(buffer, offset, count);
        }
        catch (UnauthorizedAccessException error)
        {
            // Of a file the runtime would say this as well; here it means a stream that is closed, or open for reading alone.
            throw new StandardOutputException("it is closed; send it to a file, or to /dev/null", error);
        }
        catch (IOException error)
        {
            throw new StandardOutputException(error.Message, error);
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
