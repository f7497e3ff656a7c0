using System.Formats.Tar;
using System.IO.Compression;

namespace Impetus.Lab.Data.Fetching;

/// <summary>
/// The files inside an archive (zip, tar, gzipped tar), or the one inside a gzipped or plain file. The names in an archive
/// never become paths: whoever reads compares them with names that are known. Links, devices, and names that lead out of
/// the archive are passed over.
/// </summary>
internal static class ArchiveFiles
{
    /// <summary>Calls <paramref name="visit"/> for every regular file.</summary>
    /// <param name="path">The archive, told by its content.</param>
    /// <param name="mostBytes">The most bytes that everything in it may inflate to.</param>
    /// <param name="visit">Receives the last part of a file's name, and its content, which need not be read.</param>
    /// <exception cref="LabException">The archive is damaged or too large.</exception>
    public static void Visit(string path, long mostBytes, Action<string, Stream> visit) =>
        VisitPaths(path, mostBytes, (name, content) => visit(Path.GetFileName(name), content));

    /// <summary>The same with whole names, which stay inside the archive: relative, without <c>..</c>.</summary>
    /// <param name="path">The archive, told by its content.</param>
    /// <param name="mostBytes">The most bytes that a file of a zip archive, or all of a tar archive, may inflate to.</param>
    /// <param name="visit">Receives a file's name with its folders, and its content.</param>
    /// <exception cref="LabException">The archive is damaged, too large, or packed with a program that is not known here.</exception>
    public static void VisitPaths(string path, long mostBytes, Action<string, Stream> visit)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] start = ReadStart(file);
            if (start is [(byte)'P', (byte)'K', 3, 4, ..])
            {
                VisitZip(file, mostBytes, path, visit);
                return;
            }

            if (UnknownPacking(start) is { } program)
            {
                throw new LabException($"{path} is packed with {program}, which cannot be read here: unpack it with '{program} -d', and name what comes out");
            }

            file.Position = 0;
            bool isGzip = start is [0x1F, 0x8B, ..];
            bool isTar = IsTar(isGzip ? ReadStart(new GZipStream(file, CompressionMode.Decompress, leaveOpen: true)) : start);
            file.Position = 0;
            if (isTar)
            {
                VisitTar(isGzip ? new GZipStream(file, CompressionMode.Decompress) : file, mostBytes, path, visit);
            }
            else
            {
                visit(Path.GetFileName(path), file);
            }
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException or IOException { Source: "System.IO.Compression" })
        {
            throw Damaged(path, error.Message, error);
        }
    }

    private static void VisitZip(FileStream file, long mostBytes, string path, Action<string, Stream> visit)
    {
        using ZipArchive archive = new(file, ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            // The upper half holds a Unix mode; 0xA000 is a symbolic link.
            bool isLink = ((entry.ExternalAttributes >> 16) & 0xF000) == 0xA000;
            if (!isLink && StaysInside(entry.FullName))
            {
                using BoundedStream content = new(entry.Open(), mostBytes, $"{entry.FullName} in {path}");
                visit(entry.FullName, content);
            }
        }
    }

    private static void VisitTar(Stream stream, long mostBytes, string path, Action<string, Stream> visit)
    {
        using TarReader archive = new(new TarHeaders(new BoundedStream(stream, mostBytes, $"The archive {path}"), path));
        HashSet<string> names = new(StringComparer.Ordinal);
        while (Next(archive, path) is { } entry)
        {
            if (IsSparse(entry))
            {
                throw new LabException($"The archive {path} is refused: {entry.Name} is stored without its zeros (a sparse file), which is not read; pack it anew without --sparse.");
            }

            bool isFile = entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile;
            if (isFile && StaysInside(entry.Name) && entry.DataStream is { } content)
            {
                if (!names.Add(entry.Name))
                {
                    throw Damaged(path, $"it holds {entry.Name} twice");
                }

                visit(entry.Name, new WholeEntry(content, entry.Length, entry.Name));
            }
        }
    }

    // Numbers, names and records of a header come from outside, and the reader has an exception of its own for each way to be wrong.
    private static TarEntry? Next(TarReader archive, string path)
    {
        try
        {
            return archive.GetNextEntry();
        }
        catch (NotSupportedException error)
        {
            throw new LabException($"The archive {path} is refused: {error.Message.TrimEnd('.')} (sparse files are not read: pack them anew without --sparse).", error);
        }
        catch (Exception error) when (error is ArgumentException or ArithmeticException or InvalidOperationException or FormatException or InvalidDataException or EndOfStreamException or IndexOutOfRangeException or IOException { Source: "System.IO.Compression" })
        {
            throw Damaged(path, error.Message, error);
        }
    }

    private static bool IsSparse(TarEntry entry) =>
        entry.EntryType == TarEntryType.SparseFile
        || (entry is PaxTarEntry { ExtendedAttributes: { } attributes } && attributes.Keys.Any(static key => key.StartsWith("GNU.sparse.", StringComparison.Ordinal)));

    /// <summary>The content of an entry, which never ends before the length that its header says.</summary>
    private sealed class WholeEntry(Stream inner, long length, string name) : ReadOnlyStream(inner)
    {
        public override int Read(Span<byte> buffer)
        {
            int count = base.Read(buffer);
            return count > 0 || buffer.IsEmpty || Position == length ? count : throw new InvalidDataException($"it ends inside {name}");
        }
    }

    private static LabException Damaged(string path, string what, Exception? cause = null) =>
        new($"The archive {path} is truncated or damaged: {what.TrimEnd('.')}.", cause);

    private static bool StaysInside(string name) =>
        name.Length > 0 && name[^1] != '/' && !name.Contains('\0') && !Path.IsPathRooted(name) && !name.Split('/', '\\').Contains("..");

    // The magic word of tar stands behind the first header's names and numbers.
    private static bool IsTar(byte[] start) => start.Length >= 262 && start.AsSpan(257, 5).SequenceEqual("ustar"u8);

    private static string? UnknownPacking(byte[] start) => start switch
    {
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => "xz",
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, 0x59, ..] => "bzip2",
        [0x28, 0xB5, 0x2F, 0xFD, ..] => "zstd",
        _ => null,
    };

    private static byte[] ReadStart(Stream stream)
    {
        byte[] start = new byte[512];
        int count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start[..count];
    }
}
