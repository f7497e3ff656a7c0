namespace Impetus.Lab.Data.Sets;

/// <summary>A file to download: one of a set's files, plain or gzipped, or an archive of them.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="MostBytes">More bytes than this are not taken.</param>
public sealed record Download(Uri Address, long MostBytes)
{
    // Enough for every file of a set by itself.
    private const long Usual = 64L << 20;

    /// <summary>A download of usual size.</summary>
    /// <param name="address">Where it is.</param>
    public Download(string address)
        : this(new Uri(address), Usual)
    {
    }

    /// <summary>The checksum of the download itself, as it comes; null where only that of its content is known.</summary>
    public Checksum? Checksum { get; init; }

    /// <summary>The last part of the address.</summary>
    public string FileName => Path.GetFileName(Address.LocalPath);
}
