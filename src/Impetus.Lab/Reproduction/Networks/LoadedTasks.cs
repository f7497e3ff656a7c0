using System.Collections.Concurrent;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Reproduction.Networks;

/// <summary>The tasks of an experiment, each read once and shared by all runs of the same size.</summary>
/// <param name="encoder">The folder of the encoder that is fine-tuned; null for the usual one.</param>
internal sealed class LoadedTasks(string? encoder) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<ILoadedTask>> _tasks = new();

    /// <summary>The task of a run.</summary>
    /// <exception cref="LabException">The data cannot be used.</exception>
    public ILoadedTask Of(PlannedRun run)
    {
        RunConfiguration own = run.Configuration;
        // Whatever a task is cut to; a stream is divided by the steps of the run.
        string key = $"{own.Task}/{own.BatchSize}/{own.Width}/{string.Join('/', own.Examples)}/{own.Steps}/{own.EpochsPerTask}/{own.Dropout}/{own.FrozenLayers}";
        return _tasks.GetOrAdd(key, _ => new(() => run.Study.Task.Load(new TaskRequest(own.Scale, run.Budget, run.Study.Task.TakesEncoder ? new(null, encoder) : null)))).Value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Lazy<ILoadedTask> task in _tasks.Values.Where(static task => task.IsValueCreated))
        {
            task.Value.Dispose();
        }
    }
}
