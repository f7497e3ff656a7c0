using Impetus.Checkpoints;
using Impetus.Lab.Models;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training.Checkpoints;

namespace Impetus.Lab.Training;

// What the run leaves behind: its result, its weights, and a model for others where the task has one.
internal sealed partial class RecordedRun
{
    private TrainingResult End(TrainingOutcome outcome)
    {
        if (_writes)
        {
            KeepFolder();
            _log!.Sync();
        }

        // One that somebody has deleted is written again, where no other process has to know.
        long? newest = _processes is null ? _store.Newest?.Step : _checkpointStep;
        if (outcome.Status == RunStatus.Stopped && newest != Progress.Step)
        {
            WriteCheckpoint(validation: null);
        }

        string? weights = null, model = null;
        if (outcome.Status == RunStatus.Finished)
        {
            weights = Path.Combine(_folder, RecordedTraining.FinalFile);
            WriteWeights(weights);
            model = WriteModel();
        }

        TrainingResult result = new()
        {
            Task = _definition.Name,
            Scale = _configuration.Scale,
            Parameters = _run.Model.Module.ParameterCount(),
            Optimizer = _configuration.Optimizer,
            LearningRate = _configuration.LearningRate,
            Seed = _configuration.Seed,
            Precision = _configuration.Precision,
            Status = outcome.Status,
            Trouble = outcome.Trouble,
            Steps = outcome.Steps,
            SkippedSteps = _run.Model.Optimizer.SkippedStepCount,
            Metric = _definition.Metric,
            Test = outcome.Final?.Metric,
            TestOthers = outcome.Final?.Others,
            TestLoss = outcome.Final?.Loss,
            TrainLoss = outcome.TrainLoss,
            BestValidation = Progress.BestMetric,
            BestStep = Progress.BestStep,
            StepsToTarget = outcome.StepsToTarget,
            MsPerStep = outcome.MsPerStep,
            OptimizerShare = outcome.OptimizerShare,
            Seconds = Math.Round(Seconds, 3),
            RunFolder = _folder,
            Weights = weights,
            Model = model,
            WeightsSha256 = weights is null || !_writes ? null : CheckpointFile.Of(weights).Sha256,
            Checkpoint = _store.Newest?.Path,
            Environment = _environment,
        };
        if (_writes)
        {
            DurableFile.Write(Path.Combine(_folder, TrainingResult.FileName), TrainingJson.Text(result, TrainingJson.Default.TrainingResult));
        }

        return result;
    }

    // What the run was judged by: with ema around the optimizer, the average.
    private void WriteWeights(string path) => _run.Model.WithAverage(() =>
    {
        if (!_writes)
        {
            return path;
        }

        SafetensorsWriter writer = new();
        writer.AddMetadata("task", _configuration.Task);
        writer.AddMetadata("optimizer", _configuration.Optimizer);
        writer.AddMetadata("seed", $"{_configuration.Seed}");
        writer.AddMetadata("steps", $"{Progress.Step}");
        ModuleCheckpoint.AddTo(writer, _run.Model.Module);
        writer.Write(path);
        return path;
    });

    // Appears whole or not at all, as checkpoints do.
    private string? WriteModel()
    {
        if (_task is not IModelFolder writer)
        {
            return null;
        }

        if (!_writes)
        {
            return _run.Model.WithAverage<string?>(static () => null);
        }

        string target = Path.Combine(_folder, RecordedTraining.ModelFolder), writing = Path.Combine(_folder, $".writing-{RecordedTraining.ModelFolder}");
        foreach (string old in (string[])[writing, target])
        {
            if (Directory.Exists(old))
            {
                Directory.Delete(old, recursive: true);
            }
        }

        Directory.CreateDirectory(writing);
        _run.Model.WithAverage(() =>
        {
            writer.Write(_run.Model.Module, writing);
            return writing;
        });
        Directory.Move(writing, target);
        DurableFile.SyncFolder(_folder);
        return target;
    }
}
