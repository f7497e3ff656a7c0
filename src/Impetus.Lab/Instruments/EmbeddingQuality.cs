using System.Runtime.CompilerServices;
using Impetus.Lab.Data;
using Impetus.Lab.Embeddings;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Instruments;

/// <summary>
/// How good the encoder's embeddings are, as they stand, for every set of texts at hand that embeddings are judged by: what a
/// masked-language loss does to them (torque-aware momentum, Tables 11 to 16).
/// </summary>
/// <param name="isSample">Whether a part of each set has to do.</param>
internal sealed class EmbeddingQuality(bool isSample) : IInstrument
{
    /// <summary>The name of the instrument that takes a part of each set.</summary>
    public const string Sample = "embeddings-sample";

    private const int LongestText = 128, LongestOfSample = 64, TextsOfSample = 200, OfClass = 16;

    // All runs of a task begin with the same encoder, so what is measured before the first step is measured once.
    private static readonly ConditionalWeakTable<ILoadedTask, Lazy<IReadOnlyDictionary<string, double>>> Starts = [];

    private readonly (EmbeddingTask Task, EmbeddingMaterial Material)[] _tasks = AtHand(DataFolder.Current, isSample);

    /// <inheritdoc/>
    public string Name => isSample ? Sample : "embeddings";

    /// <inheritdoc/>
    /// <exception cref="LabException">The task fine-tunes no encoder.</exception>
    public IReadOnlyDictionary<string, double> Measure(InstrumentedRun run)
    {
        if (run.Task is not IEncoderTask encoding)
        {
            throw new LabException($"The instrument {Name} measures encoders: leave it out, or choose a task that fine-tunes one.");
        }

        return isSample && run.Step == 0 ? Starts.GetValue(run.Task, _ => new(() => Scores(run, encoding))).Value : Scores(run, encoding);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private Dictionary<string, double> Scores(InstrumentedRun run, IEncoderTask encoding)
    {
        Encoder encoder = encoding.EncoderOf(run.Model);
        encoder.eval();
        TextEmbedder embedder = new(encoder, encoding.Tokenizer, isSample ? LongestOfSample : LongestText);
        return _tasks.ToDictionary(static task => task.Task.Name, task => EmbeddingScore.Of(task.Material, embedder.Embed));
    }

    private static (EmbeddingTask, EmbeddingMaterial)[] AtHand(DataFolder folder, bool isSample)
    {
        EmbeddingTask[] tasks = [.. EmbeddingTask.All.Where(task => folder.Find(task.Set) is not null)];
        return tasks.Length > 0
            ? Array.ConvertAll(tasks, task => (task, isSample ? task.Read(folder).Part(TextsOfSample, OfClass) : task.Read(folder)))
            : throw new LabException($"none of the sets that embeddings are judged by is at hand: bring one, for instance by './impetus data get spam' (they are {string.Join(", ", EmbeddingTask.All.Select(static task => task.Set.Name))}).");
    }
}
