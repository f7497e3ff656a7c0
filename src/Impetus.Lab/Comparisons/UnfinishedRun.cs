using System.Diagnostics;
using System.Text.Json;
using Impetus.Lab.Json;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training;
using Impetus.Lab.Training.Checkpoints;

namespace Impetus.Lab.Comparisons;

/// <summary>
/// Checkpoints of a run that has not finished: whatever ends the process, the run goes on from the newest, in this process or another, to the
/// same bits. They are gone when it has finished.
/// </summary>
internal sealed class UnfinishedRun
{
    private const string FolderName = "unfinished";
    private const string CurveFile = "curve.jsonl";

    private readonly string _folder;
    private readonly TrainingRun _run;
    private readonly List<CurvePoint> _curve;
    private readonly TimeSpan _pause;
    private readonly CheckpointStore _store;
    private readonly IReadOnlyDictionary<string, IRunState> _states;
    private long _last = Stopwatch.GetTimestamp();

    /// <summary>A run before its first step.</summary>
    /// <param name="folder">The run folder of the plan.</param>
    /// <param name="name">The run's name in it.</param>
    /// <param name="run">The run.</param>
    /// <param name="panel">The instruments that measure it.</param>
    /// <param name="curve">Its curve so far; takes in what an earlier process has left.</param>
    /// <param name="pause">The time between two checkpoints.</param>
    public UnfinishedRun(string folder, string name, TrainingRun run, InstrumentPanel panel, List<CurvePoint> curve, TimeSpan pause)
    {
        (_folder, _run, _curve, _pause) = (Path.Combine(folder, FolderName, name), run, curve, pause);
        _store = new CheckpointStore(_folder, keep: 1);
        Dictionary<string, IRunState> states = new(panel.States, StringComparer.Ordinal);
        if (run.Model.Batches is IRunState batches)
        {
            states.Add("batches", batches);
        }

        _states = states;
    }

    /// <summary>Goes back to the newest checkpoint, if there is one.</summary>
    public void Restore()
    {
        if (_store.ReadNewest(static _ => { }, Read) is { } progress)
        {
            _run.Progress = progress.Training;
        }
    }

    /// <summary>After a step: writes a checkpoint where one is due.</summary>
    public void Stepped()
    {
        if (Stopwatch.GetElapsedTime(_last) >= _pause)
        {
            Write();
        }
    }

    /// <summary>After the last step.</summary>
    public void End(RunStatus status)
    {
        if (status == RunStatus.Stopped && _run.Progress.Step > 0)
        {
            Write();
        }
        else if (status != RunStatus.Stopped && Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Takes the folder of all of them away.</summary>
    public static void RemoveAll(string folder)
    {
        string all = Path.Combine(folder, FolderName);
        if (Directory.Exists(all))
        {
            Directory.Delete(all, recursive: true);
        }
    }

    private void Write()
    {
        _store.Write(_run.Progress.Step, validation: null, best: null, folder =>
        {
            TrainingCheckpoint.Write(folder, _run.Model, _states, new(_run.Progress, 0, 0));
            DurableFile.Write(Path.Combine(folder, CurveFile), string.Concat(_curve.Select(static point => JsonSerializer.Serialize(point, RunJson.Lines.CurvePoint) + "\n")));
        });
        _last = Stopwatch.GetTimestamp();
    }

    private SavedProgress Read(string folder)
    {
        SavedProgress progress = TrainingCheckpoint.Read(folder, _run.Model, _states);
        CurvePoint[] points = [.. File.ReadLines(Path.Combine(folder, CurveFile)).Select(static line => JsonFile.Parse(line, RunJson.Lines.CurvePoint))];
        _curve.Clear();
        _curve.AddRange(points);
        return progress;
    }
}
