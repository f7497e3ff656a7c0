namespace Impetus.Lab.Processes;

/// <summary>
/// Runs that several processes share out among each other through the folder of their plan. Whoever is free claims the next run by making a
/// file that only one can make, and leaves its result in another: nobody waits for a process that is deep in a run, and what has finished is
/// there whatever happens to the others.
/// </summary>
/// <param name="folder">The folder of the plan.</param>
/// <param name="extension">That of results.</param>
internal sealed class SharedRuns(string folder, string extension = ".json")
{
    private const string FolderName = "shared";
    private const string Claimed = ".claim";

    private readonly string _folder = Path.Combine(folder, FolderName);

    /// <summary>Makes ready. The first process does it, before the others begin: claims of an earlier job mean nothing, its results stay.</summary>
    /// <returns>The runs that the earlier job had begun and not finished.</returns>
    public string[] Begin()
    {
        Directory.CreateDirectory(_folder);
        string[] claims = Directory.GetFiles(_folder, "*" + Claimed);
        Array.ForEach(claims, File.Delete);
        return [.. claims.Select(claim => Path.GetFileNameWithoutExtension(claim)).Where(run => ResultOf(run) is null)];
    }

    /// <summary>Whether a run is this process's from now on.</summary>
    public bool TryClaim(string run)
    {
        string claim = Path.Combine(_folder, run + Claimed);
        try
        {
            File.Open(claim, FileMode.CreateNew).Dispose();
            return true;
        }
        catch (IOException) when (File.Exists(claim))
        {
            return false;
        }
    }

    /// <summary>Leaves the result of a run for all.</summary>
    public void Publish(string run, string result) => DurableFile.Write(Path.Combine(_folder, run + extension), result);

    /// <summary>The file with the result of a run; null if there is none yet.</summary>
    public string? ResultOf(string run) => Path.Combine(_folder, run + extension) is string file && File.Exists(file) ? file : null;

    /// <summary>Takes everything away, once the results are elsewhere.</summary>
    public void Remove()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
