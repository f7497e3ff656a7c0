using System.Globalization;

namespace Impetus.Lab.Training.Checkpoints;

/// <summary>
/// The checkpoints of a run: folders <c>step-N</c> that appear whole or not at all. Everything is written into a hidden folder,
/// brought to the disk, and renamed; what is to go is renamed first. So a process may be killed at any moment.
/// </summary>
/// <param name="folder">The folder of all checkpoints; made when the first is written.</param>
/// <param name="keep">How many of the newest are kept, at least 1; the best is kept besides.</param>
internal sealed class CheckpointStore(string folder, int keep)
{
    private const string Prefix = "step-";
    private const string DamagedPrefix = "damaged-";
    private const string WritingPrefix = ".writing-";
    private const string RemovedPrefix = ".removed-";

    /// <summary>The checkpoints with their steps, the newest first.</summary>
    public IReadOnlyList<(long Step, string Path)> All => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateDirectories(folder, Prefix + "*")
            .Select(path => (Step: StepOf(path), Path: path))
            .Where(checkpoint => checkpoint.Step is not null)
            .Select(checkpoint => (checkpoint.Step!.Value, checkpoint.Path))
            .OrderByDescending(checkpoint => checkpoint.Value),
    ];

    /// <summary>The newest checkpoint; null if there is none.</summary>
    public (long Step, string Path)? Newest => All is [var newest, ..] ? newest : null;

    /// <summary>Writes a checkpoint and removes those that are not to be kept.</summary>
    /// <param name="step">Steps taken.</param>
    /// <param name="validation">The metric after this very step; null where it was not evaluated.</param>
    /// <param name="best">The step of the best checkpoint so far; null for none.</param>
    /// <param name="fill">Writes the files of the checkpoint into a folder.</param>
    /// <exception cref="IOException">It cannot be written; those before it are as they were.</exception>
    public void Write(long step, double? validation, long? best, Action<string> fill)
    {
        string name = Prefix + step.ToString("D9", CultureInfo.InvariantCulture);
        string writing = Path.Combine(folder, WritingPrefix + name), target = Path.Combine(folder, name);
        Directory.CreateDirectory(folder);
        Remove(writing);
        try
        {
            Directory.CreateDirectory(writing);
            fill(writing);
            DurableFile.Write(
                Path.Combine(writing, CheckpointManifest.FileName),
                TrainingJson.Text(CheckpointManifest.Of(writing, step, validation), TrainingJson.Default.CheckpointManifest));
            DurableFile.SyncFolder(writing);
            Remove(target);
            Directory.Move(writing, target);
            DurableFile.SyncFolder(folder);
        }
        catch
        {
            Remove(writing);
            throw;
        }

        Prune(best);
    }

    /// <summary>
    /// Reads the newest checkpoint that is intact and can be read, or gives null if there is none at all. Others are put aside
    /// as damaged, whatever is wrong with them.
    /// </summary>
    /// <param name="note">Is told of each damaged one.</param>
    /// <param name="read">Reads a checkpoint. What it throws makes the checkpoint a damaged one, and the next is read over it.</param>
    /// <exception cref="LabException">There are checkpoints, but none can be read.</exception>
    public TSaved? ReadNewest<TSaved>(Action<string> note, Func<string, TSaved> read)
        where TSaved : class
    {
        RemoveLeftovers();
        IReadOnlyList<(long Step, string Path)> all = All;
        List<(string Path, string Fault)> damaged = [];
        (string? intact, TSaved? saved) = (null, null);
        foreach ((_, string path) in all)
        {
            try
            {
                _ = CheckpointManifest.Verify(path);
                (saved, intact) = (read(path), path);
                break;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                damaged.Add((path, error.Message.TrimEnd('.')));
            }
        }

        if (intact is null && all.Count > 0)
        {
            throw new LabException(
                $"No checkpoint in {folder} is intact: {string.Join("; ", damaged.Select(item => $"{Path.GetFileName(item.Path)}: {item.Fault}"))}. "
                + "Put back a copy of one, or delete the folder to train anew from the first step.");
        }

        foreach ((string path, string fault) in damaged)
        {
            string aside = Path.Combine(folder, DamagedPrefix + Path.GetFileName(path));
            Remove(aside);
            Directory.Move(path, aside);
            note($"the checkpoint {Path.GetFileName(path)} is damaged ({fault}): going back to {Path.GetFileName(intact)}; it was put aside as {Path.GetFileName(aside)}");
        }

        return saved;
    }

    private void Prune(long? best)
    {
        foreach ((long step, string path) in All.Skip(keep))
        {
            if (step != best)
            {
                Remove(path);
            }
        }
    }

    private void RemoveLeftovers()
    {
        if (Directory.Exists(folder))
        {
            string[] leftovers = [.. Directory.GetDirectories(folder, WritingPrefix + "*"), .. Directory.GetDirectories(folder, RemovedPrefix + "*")];
            Array.ForEach(leftovers, path => Directory.Delete(path, recursive: true));
        }
    }

    // A folder that is half deleted must not look like a checkpoint.
    private void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            string removed = Path.Combine(folder, RemovedPrefix + Guid.NewGuid().ToString("n"));
            Directory.Move(path, removed);
            Directory.Delete(removed, recursive: true);
        }
    }

    private static long? StepOf(string path) =>
        long.TryParse(Path.GetFileName(path.AsSpan())[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out long step) ? step : null;
}
