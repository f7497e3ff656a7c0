using Impetus.Lab.Data;
using Impetus.Lab.Embeddings;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Instruments;

/// <summary>
/// How good the encoder's embeddings are, as they stand, for every set of texts at hand that embeddings are judged by: what a
/// masked-language loss does to them (torque-aware momentum, Tables 11 to 16).
/// </summary>
internal sealed class EmbeddingQuality : IInstrument
{
    private const int LongestText = 128;

    private readonly (EmbeddingTask Task, EmbeddingMaterial Material)[] _tasks = AtHand(DataFolder.Current);

    /// <inheritdoc/>
    public string Name => "embeddings";

    /// <inheritdoc/>
    /// <exception cref="LabException">The task fine-tunes no encoder.</exception>
    public IReadOnlyDictionary<string, double> Measure(InstrumentedRun run)
    {
        if (run.Task is not IEncoderTask encoding)
        {
            throw new LabException("The instrument embeddings measures encoders: leave it out, or choose a task that fine-tunes one.");
        }

        Encoder encoder = encoding.EncoderOf(run.Model);
        encoder.eval();
        TextEmbedder embedder = new(encoder, encoding.Tokenizer, LongestText);
        return _tasks.ToDictionary(static task => task.Task.Name, task => EmbeddingScore.Of(task.Material, embedder.Embed));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static (EmbeddingTask, EmbeddingMaterial)[] AtHand(DataFolder folder)
    {
        EmbeddingTask[] tasks = [.. EmbeddingTask.All.Where(task => folder.Find(task.Set) is not null)];
        return tasks.Length > 0
            ? Array.ConvertAll(tasks, task => (task, task.Read(folder)))
            : throw new LabException($"none of the sets that embeddings are judged by is at hand: bring one, for instance by './impetus data get spam' (they are {string.Join(", ", EmbeddingTask.All.Select(static task => task.Set.Name))}).");
    }
}
