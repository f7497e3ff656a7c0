using Impetus.Checkpoints;
using Impetus.Lab.Models;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Training.Checkpoints;

/// <summary>The files of one checkpoint: weights and buffers, the optimizer with its wrappers, numbers, and what others remember.</summary>
internal static class TrainingCheckpoint
{
    private const string ModelFile = "model.safetensors";
    private const string OptimizerFile = "optimizer.safetensors";
    private const string StatesFile = "states.safetensors";
    private const string ProgressFile = "progress.json";

    /// <summary>Writes the files into a folder.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="model">What is trained.</param>
    /// <param name="states">Who else has something to remember, by name.</param>
    /// <param name="progress">What the run has come to.</param>
    public static void Write(string folder, TrainingModel model, IReadOnlyDictionary<string, IRunState> states, SavedProgress progress)
    {
        ModuleCheckpoint.Save(model.Module, Path.Combine(folder, ModelFile));
        model.Optimizer.Save(Path.Combine(folder, OptimizerFile));
        if (states.Count > 0)
        {
            SafetensorsWriter writer = new();
            foreach ((string owner, IRunState state) in states)
            {
                foreach ((string key, double[] values) in state.Save())
                {
                    writer.Add($"{owner}/{key}", values, values.Length);
                }
            }

            writer.Write(Path.Combine(folder, StatesFile));
        }

        DurableFile.Write(Path.Combine(folder, ProgressFile), TrainingJson.Text(progress, TrainingJson.Default.SavedProgress));
    }

    /// <summary>In a process beside the one that writes: hands over the part that is here of what is divided.</summary>
    /// <param name="model">What is trained.</param>
    /// <param name="states">Who else has something to remember.</param>
    /// <param name="shards">Whether the optimizer's state is divided.</param>
    public static void HandOver(TrainingModel model, IReadOnlyDictionary<string, IRunState> states, bool shards)
    {
        if (shards)
        {
            model.Optimizer.Save(Stream.Null);
        }

        foreach (IRunState state in states.Values)
        {
            _ = state.Save();
        }
    }

    /// <summary>Brings a run to where it was.</summary>
    /// <param name="folder">A checkpoint that was verified.</param>
    /// <param name="model">The model before its first step; takes over weights, buffers and the optimizer's state.</param>
    /// <param name="states">Who else had something to remember.</param>
    /// <returns>What the run had come to.</returns>
    /// <exception cref="InvalidDataException">The checkpoint does not fit the model or the optimizer.</exception>
    public static SavedProgress Read(string folder, TrainingModel model, IReadOnlyDictionary<string, IRunState> states)
    {
        ModuleCheckpoint.Load(model.Module, Path.Combine(folder, ModelFile));
        model.Optimizer.Load(Path.Combine(folder, OptimizerFile));
        if (states.Count > 0)
        {
            using SafetensorsFile file = SafetensorsFile.Open(Path.Combine(folder, StatesFile));
            foreach ((string owner, IRunState state) in states)
            {
                string prefix = owner + "/";
                state.Restore(file.Entries
                    .Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal))
                    .ToDictionary(entry => entry.Name[prefix.Length..], file.Read<double>));
            }
        }

        return TrainingJson.Read<SavedProgress>(Path.Combine(folder, ProgressFile), "an older checkpoint will do");
    }
}
