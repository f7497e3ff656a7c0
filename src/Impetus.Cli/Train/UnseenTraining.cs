using Impetus.Cli.Shared.Processes;
using Impetus.Lab.Runs;
using Impetus.Lab.Training;

namespace Impetus.Cli.Train;

/// <summary>Watches a run in a process beside the first, which tells how it goes: hands on messages alone.</summary>
internal sealed class UnseenTraining : ITrainingObserver
{
    /// <inheritdoc/>
    public void Started(TrainingConfiguration configuration, long step, long parameters, RunEnvironment environment)
    {
    }

    /// <inheritdoc/>
    public void Stepped(long step, double loss, double? metric)
    {
    }

    /// <inheritdoc/>
    public void Noted(string message) => LaunchedProcesses.Tell(message);
}
