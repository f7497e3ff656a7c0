using System.Diagnostics;
using Impetus.Lab.Runs;
using Impetus.Lab.Training.Checkpoints;

namespace Impetus.Lab.Training;

// The folder while the run goes on: its checkpoints, what somebody else may do to it, and what is said when it cannot be written.
internal sealed partial class RecordedRun
{
    // Whoever tidies up may take a folder that is in use for one that is not.
    private void KeepFolder()
    {
        List<string> anew = [];
        Directory.CreateDirectory(_folder);
        _lock!.Keep();
        if (!File.Exists(Path.Combine(_folder, TrainingConfiguration.FileName)))
        {
            _configuration.Write(_folder);
            anew.Add($"{TrainingConfiguration.FileName} was written anew");
        }

        if (!File.Exists(Path.Combine(_folder, StoredTraining.EnvironmentFile)))
        {
            WriteEnvironment();
        }

        if (_log!.Keep() is { } log)
        {
            anew.Add(log);
        }

        if (_hadCheckpoint && _store.Newest is null)
        {
            anew.Add("the checkpoints so far are lost");
        }

        if (anew.Count > 0)
        {
            _observer.Noted($"somebody has deleted or changed files in {_folder} while the run goes on: {string.Join("; ", anew)}");
        }
    }

    private void WriteEnvironment() => DurableFile.Write(
        Path.Combine(_folder, StoredTraining.EnvironmentFile), System.Text.Json.JsonSerializer.Serialize(_environment, RunJson.Indented.RunEnvironment) + "\n");

    private void WriteCheckpoint(double? validation)
    {
        _checkpointStep = Progress.Step;
        _run.Model.Parallel?.RequireSame(_run.Model.Arena);
        if (!_writes)
        {
            TrainingCheckpoint.HandOver(_run.Model, _states, _configuration.Shards);
            _lastCheckpoint = Stopwatch.GetTimestamp();
            return;
        }

        KeepFolder();
        _log!.Sync();
        SavedProgress progress = new(Progress, _log.Position, Seconds);
        _store.Write(Progress.Step, validation, Progress.BestStep, folder => TrainingCheckpoint.Write(folder, _run.Model, _states, progress));
        _lastCheckpoint = Stopwatch.GetTimestamp();
        _hadCheckpoint = true;
    }

    /// <summary>Says of a file that cannot be written what is safe and how to go on.</summary>
    private TResult Guarded<TResult>(Func<TResult> train)
    {
        try
        {
            return train();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException || IsFileTooLong(error))
        {
            bool isThere = File.Exists(Path.Combine(_folder, TrainingConfiguration.FileName));
            string safe = _store.Newest is { } newest ? $"Nothing is lost: the checkpoint of step {newest.Step} is safe in {newest.Path}."
                : _hadCheckpoint ? $"Everything up to there is lost: somebody has deleted the checkpoints in {_folder}."
                : "There was no checkpoint yet.";
            string remedy = isThere ? $"go on with './impetus train --resume {_folder}'" : "begin the run anew";
            throw new IOException(
                $"training stopped after step {Progress.Step}, because a file could not be written ({error.Message.TrimEnd('.')}). "
                + $"{safe} Make room or fix permissions, and {remedy}.",
                error);
        }
    }

    // What the runtime makes of a write beyond the limit on the size of files.
    private static bool IsFileTooLong(Exception error) =>
        error is ArgumentOutOfRangeException { ParamName: "value" } && error.Source == typeof(FileStream).Assembly.GetName().Name;
}
