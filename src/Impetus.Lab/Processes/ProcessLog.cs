using System.Globalization;
using System.Runtime.InteropServices;
using Impetus.Distributed;

namespace Impetus.Lab.Processes;

/// <summary>
/// The processes that work in a folder. Each is there by a file of its own, which says what it does; what happens to them stands in
/// <c>processes.log</c>. When a launcher ends all because one has died, those that are left say which.
/// </summary>
internal sealed class ProcessLog : IDisposable
{
    /// <summary>The log in the folder.</summary>
    public const string FileName = "processes.log";

    private const string Presence = ".process-";
    private const string Cause = ".process-cause";

    private readonly string _folder;
    private readonly IProcessGroup _processes;
    private readonly Action<string> _tell;
    private readonly PosixSignalRegistration _registration;
    private readonly List<string> _atWork = [];

    private ProcessLog(string folder, IProcessGroup processes, Action<string> tell)
    {
        (_folder, _processes, _tell) = (folder, processes, tell);
        ShowPresence();
        Write($"begins, {Identity}");
        _registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Explain());
    }

    private static string Identity => $"pid {Environment.ProcessId} on {Environment.MachineName}";

    /// <summary>Takes away what an earlier job has left. The first process does it before the others enter.</summary>
    public static void Clear(string folder) => Array.ForEach(Directory.GetFiles(folder, Presence + "*"), File.Delete);

    /// <summary>Enters a folder that is there.</summary>
    /// <param name="folder">The folder, which all processes share.</param>
    /// <param name="processes">The processes; null where this one is alone, and needs no log.</param>
    /// <param name="tell">Is told, on any thread, why all processes end.</param>
    public static ProcessLog? Enter(string folder, IProcessGroup? processes, Action<string> tell) =>
        processes is { Size: > 1 } ? new(folder, processes, tell) : null;

    /// <summary>Says what this process does, for the case that it dies over it.</summary>
    public void Begins(string what)
    {
        lock (_atWork)
        {
            _atWork.Add(what);
            ShowPresence();
        }
    }

    /// <summary>Says that it does so no longer.</summary>
    public void Ends(string what)
    {
        lock (_atWork)
        {
            _atWork.Remove(what);
            ShowPresence();
        }
    }

    /// <summary>Adds a line.</summary>
    public void Write(string what)
    {
        lock (_atWork)
        {
            File.AppendAllText(
                Path.Combine(_folder, FileName),
                string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.Now:yyyy-MM-dd HH:mm:ss} process {_processes.Rank} of {_processes.Size}: {what.ReplaceLineEndings(" ")}\n"));
        }
    }

    /// <summary>Leaves the folder.</summary>
    public void Dispose()
    {
        _registration.Dispose();
        File.Delete(PresenceOf(_processes.Rank));
    }

    private void ShowPresence() => File.WriteAllText(
        PresenceOf(_processes.Rank), $"{Environment.ProcessId}\t{Environment.MachineName}\t{(_atWork.Count > 0 ? string.Join(" and ", _atWork) : "between two runs")}");

    private string PresenceOf(int rank) => Path.Combine(_folder, Presence + rank.ToString(CultureInfo.InvariantCulture));

    // The launcher leaves a second for it.
    private void Explain()
    {
        string[] gone = [.. Enumerable.Range(0, _processes.Size).Select(Gone).OfType<string>()];
        if (gone.Length == 0)
        {
            Write("is told to stop");
            return;
        }

        try
        {
            File.Open(Path.Combine(_folder, Cause), FileMode.CreateNew).Dispose();
        }
        catch (IOException)
        {
            return;    // another process has told
        }

        string message = $"{string.Join(", ", gone)}: killed or crashed, and so all are ended";
        Write(message);
        _tell(message);
    }

    // Of a process on another machine nothing can be known here.
    private string? Gone(int rank)
    {
        try
        {
            return File.ReadAllText(PresenceOf(rank)).Split('\t') is [string process, string machine, string what]
                && machine == Environment.MachineName && rank != _processes.Rank && !DurableFile.IsAlive(process)
                ? $"process {rank} of {_processes.Size} (pid {process}, {what}) is gone"
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
