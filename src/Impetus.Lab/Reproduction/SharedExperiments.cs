using System.Text.Json;
using Impetus.Distributed;
using Impetus.Lab.Processes;
using Impetus.Lab.Runs;

namespace Impetus.Lab.Reproduction;

/// <summary>Experiments that several processes share out: each takes whole ones, and leaves results in the folder that all see.</summary>
internal sealed class SharedExperiments : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly IProcessGroup _processes;
    private readonly SharedRuns _runs;
    private readonly ProcessLog? _log;

    /// <summary>Enters a folder that the first process has made ready.</summary>
    /// <param name="folder">The folder of results.</param>
    /// <param name="processes">The processes.</param>
    /// <param name="tell">Is told why all processes end, where one has died.</param>
    public SharedExperiments(string folder, IProcessGroup processes, Action<string> tell)
    {
        _processes = processes;
        _runs = new SharedRuns(folder, ".failure");
        _ = processes.FromFirst(() =>
        {
            ProcessLog.Clear(folder);
            _runs.Remove();    // failures are tried again
            _runs.Begin();
            return folder;
        });
        _log = ProcessLog.Enter(folder, processes, tell);
    }

    /// <summary>Whether an experiment is this process's.</summary>
    public bool TryTake(string id)
    {
        bool isOwn = _runs.TryClaim(NameOf(id));
        if (isOwn)
        {
            _log?.Begins(id);
        }

        return isOwn;
    }

    /// <summary>An experiment of this process has ended, its result being in the folder.</summary>
    public void Ended(string id) => _log?.Ends(id);

    /// <summary>An experiment of this process has failed.</summary>
    public void Failed(FailedExperiment failure)
    {
        _log?.Write($"{failure.Id} has failed: {failure.Message}");
        _runs.Publish(NameOf(failure.Id), JsonSerializer.Serialize(failure, ResultJson.Format));
    }

    /// <summary>In the first process: how an experiment of another has ended, once it has.</summary>
    /// <param name="id">The experiment.</param>
    /// <param name="find">Finds its result.</param>
    /// <param name="cancellation">Waits no longer.</param>
    /// <returns>The result, or the failure; neither in other processes, which need not know.</returns>
    public (ReproducedExperiment? Result, FailedExperiment? Failure) Await(string id, Func<ReproducedExperiment?> find, CancellationToken cancellation)
    {
        while (_processes.Rank == 0)
        {
            cancellation.ThrowIfCancellationRequested();
            if (find() is { } result)
            {
                return (result, null);
            }

            if (_runs.ResultOf(NameOf(id)) is { } file)
            {
                return (null, ResultJson.Read<FailedExperiment>(file, "delete it"));
            }

            cancellation.WaitHandle.WaitOne(Pause);
        }

        return default;
    }

    /// <summary>When all have ended, takes away what they shared.</summary>
    public void End()
    {
        _processes.Barrier();
        if (_processes.Rank == 0)
        {
            _runs.Remove();
        }
    }

    /// <summary>Leaves the folder.</summary>
    public void Dispose() => _log?.Dispose();

    private static string NameOf(string id) => id.Replace('/', '-');
}
