namespace Impetus.Lab.Data.Sets;

/// <summary>A published data set: what it is, and how its files are recognised.</summary>
public sealed record DataSet
{
    /// <summary>Its name on the command line, in kebab-case.</summary>
    public required string Name { get; init; }

    /// <summary>What it holds, in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>What may be done with it, and whose it is.</summary>
    public required string License { get; init; }

    /// <summary>Its files; none for a folder of images.</summary>
    public required IReadOnlyList<DataFile> Files { get; init; }

    /// <summary>The folder of its files in the data folder; its name unless sets share one.</summary>
    public string Folder
    {
        get => field ?? Name;
        init;
    }

    /// <summary>Whether it is a folder of images, which is told by its layout instead of by checksums.</summary>
    public bool IsImageFolder => Files.Count == 0;

    /// <summary>The publisher's page, for people.</summary>
    public required string Page { get; init; }

    /// <summary>The publisher's files; none where people must get them by themselves.</summary>
    public IReadOnlyList<Download> Downloads { get; init; } = [];

    /// <summary>A package that carries the same data; null where none does.</summary>
    public DataPackage? Package { get; init; }

    /// <summary>Another form of the same data; null where there is none.</summary>
    public OtherForm? OtherForm { get; init; }

    /// <summary>Where a system package puts the same files; null where none does.</summary>
    public string? PackageFolder { get; init; }

    /// <summary>Inflated size of all files in bytes, as far as it is known.</summary>
    public long Bytes => Files.Sum(file => file.Bytes ?? 0);

    /// <summary>The file of that name.</summary>
    public DataFile this[string name] => Files.Single(file => file.Name == name);
}
