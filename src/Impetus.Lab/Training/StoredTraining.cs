using Impetus.Lab.Runs;
using Impetus.Lab.Training.Logs;

namespace Impetus.Lab.Training;

/// <summary>A training run as its folder tells it; it may have been interrupted, or still be going on.</summary>
/// <param name="Folder">The run folder.</param>
/// <param name="Configuration">Everything that was settled when it began.</param>
/// <param name="Environment">The machine and the software that it last ran on; null if it was interrupted before it wrote that.</param>
/// <param name="Lines">Its log, in the order of the steps.</param>
/// <param name="Result">How it ended; null if it has not.</param>
public sealed record StoredTraining(
    string Folder, TrainingConfiguration Configuration, RunEnvironment? Environment, IReadOnlyList<LogLine> Lines, TrainingResult? Result)
{
    /// <summary>The file with <see cref="Environment"/>.</summary>
    internal const string EnvironmentFile = "environment.json";

    /// <summary>The newest line of the log; null if there is none yet.</summary>
    public LogLine? Last => Lines is [.., LogLine last] ? last : null;

    /// <summary>Whether a folder is that of a training run.</summary>
    public static bool IsAt(string folder) => File.Exists(Path.Combine(folder, TrainingLog.FileName));

    /// <summary>Reads a run folder.</summary>
    /// <exception cref="LabException">A file of it is missing or damaged.</exception>
    public static StoredTraining Read(string folder)
    {
        string environment = Path.Combine(folder, EnvironmentFile), result = Path.Combine(folder, TrainingResult.FileName);
        return new(
            folder,
            TrainingConfiguration.Read(folder),
            File.Exists(environment) ? TrainingJson.Read<RunEnvironment>(environment, "delete it: it only describes the machine") : null,
            TrainingLog.Read(folder),
            File.Exists(result) ? TrainingResult.Read(folder) : null);
    }
}
