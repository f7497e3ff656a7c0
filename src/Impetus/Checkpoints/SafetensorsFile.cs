using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Impetus.Checkpoints;

/// <summary>A safetensors file that was opened for reading. The header is checked as a whole before anything is read.</summary>
public sealed class SafetensorsFile : IDisposable
{
    private const int LengthBytes = 8;
    private const int ChunkLength = 1 << 20;    // a span of bytes holds 2 GiB at most
    private const long HeaderLimit = 100 << 20;

    private readonly SafeFileHandle _handle;
    private readonly string _path;
    private readonly long _dataStart;
    private readonly Dictionary<string, SafetensorsEntry> _entries;
    private FileStream? _copy;

    private SafetensorsFile(string path, SafeFileHandle handle)
    {
        _path = path;
        _handle = handle;
        long length = RandomAccess.GetLength(handle);
        Span<byte> prefix = stackalloc byte[LengthBytes];
        if (length < LengthBytes || RandomAccess.Read(handle, prefix, 0) != LengthBytes)
        {
            throw new InvalidDataException("it is too short");
        }

        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > HeaderLimit || (long)headerLength > length - LengthBytes)
        {
            throw new InvalidDataException($"its header is said to have {headerLength} bytes, but the file has {length}");
        }

        byte[] header = new byte[headerLength];
        ReadExactly(header, LengthBytes);
        _dataStart = LengthBytes + (long)headerLength;
        (_entries, Dictionary<string, string> metadata) = SafetensorsHeader.Read(header, length - _dataStart);
        Metadata = metadata;
    }

    /// <summary>Where the file is.</summary>
    public string Path => _path;

    /// <summary>What the file says of itself.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensors, in the order of the header.</summary>
    public IReadOnlyCollection<SafetensorsEntry> Entries => _entries.Values;

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is not a safetensors file, or it is damaged; the message says how.</exception>
    public static SafetensorsFile Open(string path)
    {
        SafeFileHandle handle = File.OpenHandle(path);
        try
        {
            return new SafetensorsFile(path, handle);
        }
        catch (InvalidDataException fault)
        {
            handle.Dispose();
            throw new InvalidDataException($"'{path}' is not a safetensors file: {fault.Message}.", fault);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Reads a stream to its end, into a file that lives as long as this, and checks the header.</summary>
    /// <exception cref="InvalidDataException">The stream holds no safetensors file, or a damaged one; the message says how.</exception>
    public static SafetensorsFile Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"impetus-{Guid.NewGuid():n}.safetensors");
        FileStream copy = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        try
        {
            stream.CopyTo(copy);
            return new SafetensorsFile("stream", copy.SafeFileHandle) { _copy = copy };
        }
        catch (InvalidDataException fault)
        {
            copy.Dispose();
            throw new InvalidDataException($"The stream holds no safetensors file: {fault.Message}.", fault);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>The tensor of that name, or null.</summary>
    public SafetensorsEntry? Find(string name) => _entries.GetValueOrDefault(name);

    /// <summary>Reads single or double precision numbers, converted to the element type that is asked for.</summary>
    /// <typeparam name="TElement"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="InvalidDataException">The tensor holds neither.</exception>
    public TElement[] Read<TElement>(SafetensorsEntry entry)
        where TElement : unmanaged, System.Numerics.INumber<TElement>
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Type switch
        {
            "F32" => Convert<float, TElement>(Raw<float>(entry)),
            "F64" => Convert<double, TElement>(Raw<double>(entry)),
            _ => throw new InvalidDataException($"'{_path}' holds '{entry.Name}' as {entry.Type}; expected F32 or F64."),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _handle.Dispose();
        _copy?.Dispose();
    }

    /// <summary>Reads a tensor's bytes as they are.</summary>
    internal void ReadBytes(SafetensorsEntry entry, Span<byte> destination) => ReadExactly(destination, _dataStart + entry.Start);

    private TElement[] Raw<TElement>(SafetensorsEntry entry)
        where TElement : unmanaged
    {
        TElement[] values = new TElement[entry.Count];
        for (int start = 0; start < values.Length; start += ChunkLength)
        {
            int count = Math.Min(ChunkLength, values.Length - start);
            ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(start, count)), _dataStart + entry.Start + start * (long)Unsafe.SizeOf<TElement>());
        }

        return values;
    }

    private static TTarget[] Convert<TSource, TTarget>(TSource[] values)
        where TSource : unmanaged, System.Numerics.INumber<TSource>
        where TTarget : unmanaged, System.Numerics.INumber<TTarget>
        => values as TTarget[] ?? Array.ConvertAll(values, TTarget.CreateTruncating);

    private void ReadExactly(Span<byte> destination, long offset)
    {
        while (destination.Length > 0)
        {
            int count = RandomAccess.Read(_handle, destination, offset);
            if (count == 0)
            {
                throw new InvalidDataException("it ends too early");
            }

            destination = destination[count..];
            offset += count;
        }
    }
}
