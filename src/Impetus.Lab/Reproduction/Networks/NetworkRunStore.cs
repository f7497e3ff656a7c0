using System.Collections.Concurrent;
using System.Text.Json;
using Impetus.Lab.Runs;

namespace Impetus.Lab.Reproduction.Networks;

/// <summary>
/// Runs that have ended, a file for each, in a folder for each task. A file appears whole or not at all, so whatever ends the
/// process, the runs that had ended are there. Files are found by what their run depended on: an experiment that has changed
/// does not take up runs that it no longer means.
/// </summary>
/// <param name="folder">The folder; null keeps them in memory alone.</param>
internal sealed class NetworkRunStore(string? folder)
{
    private readonly ConcurrentDictionary<string, NetworkRun> _runs = new();

    /// <summary>The run of a configuration; null if it has not ended yet, or its file cannot be read.</summary>
    public NetworkRun? Find(RunConfiguration configuration)
    {
        string key = configuration.Key();
        if (_runs.TryGetValue(key, out NetworkRun? known))
        {
            return known;
        }

        if (folder is null || PathOf(configuration, key) is var path && !File.Exists(path))
        {
            return null;
        }

        try
        {
            return _runs[key] = ResultJson.Read<NetworkRun>(path, "delete it");
        }
        catch (LabException)
        {
            return null;
        }
    }

    /// <summary>Keeps a run.</summary>
    public void Add(NetworkRun run)
    {
        string key = run.Configuration.Key();
        _runs[key] = run;
        if (folder is not null)
        {
            string path = PathOf(run.Configuration, key);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            DurableFile.Write(path, JsonSerializer.Serialize(run, ResultJson.Format));
        }
    }

    private string PathOf(RunConfiguration configuration, string key) => Path.Combine(folder!, configuration.Task, $"{key}.json");
}
