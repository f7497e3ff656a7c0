using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Fetching;

/// <summary>
/// Where a set's files are put together: a folder of its own below the data folder, which nobody reads. Files move from there to
/// their place only when all of them are there and verified. One process at a time.
/// </summary>
internal sealed class StagingFolder : IDisposable
{
    private readonly DataFolder _folder;
    private readonly DataSet _set;
    private readonly FileStream _lock;

    /// <summary>Begins anew; what an earlier process left behind is removed.</summary>
    /// <param name="folder">The data folder; made if it does not exist.</param>
    /// <param name="set">The set.</param>
    /// <exception cref="LabException">Another process is at it, or the data folder cannot be written.</exception>
    public StagingFolder(DataFolder folder, DataSet set)
    {
        (_folder, _set) = (folder, set);
        Path = System.IO.Path.Combine(folder.Path, $".{set.Name}.getting");
        _lock = Lock(folder, set);
        Remove();
        Directory.CreateDirectory(Path);
    }

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>Whether all of the set's files are there.</summary>
    public bool IsComplete => _set.Files.All(IsThere);

    /// <summary>The set's files that are not there.</summary>
    public IEnumerable<string> Missing => _set.Files.Where(file => !IsThere(file)).Select(file => file.Name);

    /// <summary>The file, of the set or of its other form, that goes by a name and is not there yet; null if there is none.</summary>
    public DataFile? Wanted(string name) =>
        _set.Files.Concat(_set.OtherForm?.Files ?? []).FirstOrDefault(file => file.Candidates.Contains(name) && !IsThere(file));

    /// <summary>Takes a file, if it is the published one.</summary>
    /// <param name="file">What it should be.</param>
    /// <param name="content">Its content, plain or gzipped.</param>
    /// <param name="place">What it is called in messages.</param>
    /// <exception cref="LabException">It is damaged or another one; nothing of it is kept.</exception>
    public void Take(DataFile file, Stream content, string place)
    {
        string raw = PathOf(file) + ".raw";
        string inflated = PathOf(file) + ".part";
        // What cannot be compressed becomes a little longer.
        using (BoundedStream bounded = new(content, file.MostBytes + (file.MostBytes >> 8) + 4096, place))
        using (FileStream target = File.Create(raw))
        {
            bounded.CopyTo(target);
        }

        using (FileStream source = File.OpenRead(raw))
        using (Stream bounded = InflatedFile.Open(source, file.MostBytes, place).Content)
        using (FileStream target = new(inflated, FileMode.Create, FileAccess.ReadWrite))
        {
            bounded.CopyTo(target);
            file.Verify(target, place);
        }

        File.Delete(raw);
        File.Move(inflated, PathOf(file));
    }

    /// <summary>Makes the set's files of its other form, if that is what is there.</summary>
    /// <exception cref="LabException">The other form is damaged.</exception>
    public void Convert()
    {
        if (IsComplete || _set.OtherForm is not { } other || !other.Files.All(IsThere))
        {
            return;
        }

        other.Convert(Path);
        foreach (DataFile file in _set.Files)
        {
            using FileStream content = File.OpenRead(PathOf(file));
            file.Verify(content, $"{file.Name}, converted,");
        }
    }

    /// <summary>Moves all files to their place.</summary>
    public void Commit()
    {
        string target = _folder.FolderOf(_set);
        Directory.CreateDirectory(target);
        foreach (DataFile file in _set.Files)
        {
            File.Move(PathOf(file), System.IO.Path.Combine(target, file.Name), overwrite: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Remove();
        _lock.Dispose();
    }

    private static FileStream Lock(DataFolder folder, DataSet set)
    {
        try
        {
            Directory.CreateDirectory(folder.Path);
            return new FileStream(System.IO.Path.Combine(folder.Path, $".{set.Name}.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new LabException($"the data folder {folder.Path} cannot be written: set {DataFolder.Variable} to a folder of your own ({error.Message})", error);
        }
        catch (IOException error) when (Directory.Exists(folder.Path))
        {
            throw new LabException($"another process is getting {set.Name}, or {folder.Path} cannot be written: {error.Message}", error);
        }
        catch (IOException error)
        {
            throw new LabException($"the data folder {folder.Path} cannot be made: {error.Message}", error);
        }
    }

    private string PathOf(DataFile file) => System.IO.Path.Combine(Path, file.Name);

    private bool IsThere(DataFile file) => File.Exists(PathOf(file));

    private void Remove()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
