using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Impetus.Checkpoints;
using Impetus.Lab.Data;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using static TorchSharp.torch;

namespace Impetus.Lab.Training;

/// <summary>
/// Weights that are trained before the runs that begin with them, the same for all of these. They are trained on one thread, once: a
/// file in the data folder keeps them, named by all that they depend on.
/// </summary>
internal sealed record Pretraining
{
    private const int Seed = 1;

    // Weights of one kind are trained by one thread at a time; whoever comes later finds the file.
    private static readonly Lock Gate = new();

    /// <summary>What they are, as part of the file's name.</summary>
    public required string Name { get; init; }

    /// <summary>What they depend on besides the course of training, in words: the data, the network, the batch size.</summary>
    public required string Subject { get; init; }

    /// <summary>What is trained; asked for where there is no file. Whoever makes it disposes of it.</summary>
    public required Func<ILoadedTask> Task { get; init; }

    /// <summary>What the task is judged by.</summary>
    public required Metric Metric { get; init; }

    /// <summary>The optimizer with its learning rate.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The course of the learning rate.</summary>
    public required LearningRateSchedule Schedule { get; init; }

    /// <summary>Steps to take.</summary>
    public required long Steps { get; init; }

    /// <summary>Which of the model's parameters are wanted, by name.</summary>
    public required Func<string, bool> Wants { get; init; }

    /// <summary>Whether a file keeps them; not for what was trained in seconds or on made-up data.</summary>
    public required bool IsKept { get; init; }

    /// <summary>Where files are kept: a folder of their own in the data folder.</summary>
    public string Folder { get; init; } = System.IO.Path.Combine(DataFolder.Current.Path, "trained");

    /// <summary>The file.</summary>
    public string Path => System.IO.Path.Combine(
        Folder, $"{Name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Recipe)))[..16]}.safetensors");

    /// <summary>The weights by name: those of the file, else trained now.</summary>
    /// <exception cref="LabException">Training diverged.</exception>
    public IReadOnlyDictionary<string, float[]> Weights()
    {
        lock (Gate)
        {
            if (IsKept && Kept() is { } kept)
            {
                return kept;
            }

            return Train();
        }
    }

    private string Recipe => string.Create(CultureInfo.InvariantCulture, $"{Subject}, {Steps} steps of {Optimizer}, {Schedule}, seed {Seed}");

    private TrainingSettings Settings => new()
    {
        Task = Task(),
        Metric = Metric,
        Optimizer = Optimizer,
        LearningRate = GivenLearningRate.Of(Optimizer),
        Schedule = Schedule,
        Seed = Seed,
        Steps = Steps,
        Evaluations = 0,
        Losses = 0,
        FinalPart = EvaluationPart.Curve,
        OptimizerThreads = 1,
    };

    private Dictionary<string, float[]>? Kept()
    {
        try
        {
            using SafetensorsFile file = SafetensorsFile.Open(Path);
            return file.Entries.ToDictionary(static entry => entry.Name, entry => file.Read<float>(entry), StringComparer.Ordinal);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private Dictionary<string, float[]> Train()
    {
        int threads = get_num_threads();
        set_num_threads(1);
        try
        {
            using TrainingRun run = new(Settings);
            TrainingOutcome outcome = run.Train(static _ => { }, CancellationToken.None);
            if (outcome.Status != RunStatus.Finished)
            {
                throw new LabException($"The training of {Name}, which comes first, has failed: {outcome.Trouble}");
            }

            Dictionary<string, float[]> weights = new(StringComparer.Ordinal);
            SafetensorsWriter writer = new();
            writer.AddMetadata("recipe", Recipe);
            foreach ((string name, TorchParameter parameter) in run.Model.Module.named_parameters().Where(named => Wants(named.name)))
            {
                weights[name] = TensorValues.ToArray<float>(parameter);
                writer.Add(name, weights[name], parameter.shape);
            }

            if (IsKept)
            {
                Keep(writer);
            }

            return weights;
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    // Where the folder cannot be written to, they are trained again next time.
    private void Keep(SafetensorsWriter writer)
    {
        try
        {
            Directory.CreateDirectory(Folder);
            writer.Write(Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
