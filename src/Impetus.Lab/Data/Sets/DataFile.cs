namespace Impetus.Lab.Data.Sets;

/// <summary>A file of a data set. Size and checksum are those of its inflated content.</summary>
/// <param name="Name">The file's name in the data folder; <c>.gz</c> behind it is accepted.</param>
/// <param name="Bytes">Its size, or null where the publisher does not say.</param>
/// <param name="Checksum">Its checksum, or null where none is known.</param>
public sealed record DataFile(string Name, long? Bytes, Checksum? Checksum)
{
    // For files of unknown size.
    private const long LargestUnknown = 1L << 30;

    /// <summary>A file with a known checksum.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="checksum">MD5 or SHA-256, in hexadecimal.</param>
    public DataFile(string name, long? bytes, string checksum)
        : this(name, bytes, new Checksum(checksum))
    {
    }

    /// <summary>Other names that the same file goes by, in archives and in other people's folders.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>More bytes than this are never read.</summary>
    public long MostBytes => Bytes ?? LargestUnknown;

    /// <summary>Names under which it may be found, the plain ones before the compressed ones.</summary>
    public IEnumerable<string> Candidates => [Name, .. OtherNames, Name + ".gz", .. OtherNames.Select(name => name + ".gz")];

    /// <summary>Tells whether content is that of this file.</summary>
    /// <param name="content">The inflated content, a stream that can seek.</param>
    /// <param name="place">What to call it in the message.</param>
    /// <exception cref="LabException">It has another size or checksum; the message has both.</exception>
    public void Verify(Stream content, string place)
    {
        if (Bytes is { } expected && content.Length != expected)
        {
            throw new LabException($"{place} is not the published file {Name}: it has {content.Length:N0} bytes inflated, expected {expected:N0}{(content.Length < expected ? "; it is truncated" : "")}.");
        }

        content.Position = 0;
        if (Checksum is { } published && published.Of(content) is var found && found != published)
        {
            throw new LabException($"{place} is not the published file {Name}, or damaged: its inflated content has the {found}, expected {published.Hexadecimal}.");
        }
    }
}
