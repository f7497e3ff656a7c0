using Impetus.Lab.Data;
using Impetus.Lab.Data.Images;
using Impetus.Lab.Data.Text;
using Impetus.Lab.Data.Text.Labelled;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Models.Language;
using Impetus.Lab.Models.Layers;
using Impetus.Lab.Tasks;
using Impetus.Lab.Tasks.Language;
using Impetus.Lab.Tasks.Streams;
using Impetus.Lab.Tasks.Texts;
using Impetus.Lab.Tests.Models.Encoders;
using static TorchSharp.torch;

/// <summary>A small task of every kind whose batches depend on more than their examples, on data that are made up.</summary>
internal static class SmallTasks
{
    private const int Side = 4, Classes = 4;

    // Parts of 2 and 3 examples in two processes, of 1, 2 and 2 in three.
    private static readonly ScaleBudget Budget = new() { Steps = 12, Seeds = 1, Evaluations = 3, BatchSize = 5 };

    /// <summary>All of them.</summary>
    /// <param name="encoder">A folder with an encoder.</param>
    public static IReadOnlyList<TrainingTask> All(string encoder) =>
    [
        Task("texts", budget => Texts(encoder, budget)),
        // Six tokens of a text may be guessed, and often none is.
        Task("masked", budget => new MaskedLanguageTask(new(Words(1, 600), Words(2, 60), Words(3, 60)), "words", PretrainedEncoder.Read(encoder), 8, budget)),
        Task("streams", budget => new RecurrentLanguageTask(
            new(new ByteVocabulary(), Tokens(1, 140), Tokens(2, 70), Tokens(3, 70)),
            budget,
            5,
            TextMeasure.Perplexity,
            static () => new LstmLanguageModel(new() { Vocabulary = 11, EmbeddingSize = 6, HiddenSize = 7 }))),
        Task("flips", static budget => new LabelFlipStream(Images(), budget with { TrainingExamples = 30 }, epochsPerTask: 1, share: 1, static () => nn.Sequential(nn.Flatten(), nn.Linear(3 * Side * Side, Classes)))),
        Task("sets", static budget => new SequenceOfDataSets([Set(budget), Set(budget)], budget.Steps)),
        Task("experiences", static budget => new Experiences(Images(), budget, distillation: 1, Network)),
    ];

    private static TrainingTask Task(string name, Func<ScaleBudget, ILoadedTask> load) => new()
    {
        Name = name,
        Summary = name,
        Metric = new Metric("metric", HigherIsBetter: true),
        Budgets = new Dictionary<Scale, ScaleBudget> { [Scale.Smoke] = Budget },
        Load = request => load(request.Budget),
    };

    private static TextClassification Texts(string encoder, ScaleBudget budget)
    {
        LabelledText[] texts = [.. Enumerable.Range(0, 60).Select(number => new LabelledText(Words((ulong)number, 1 + (number % 11)), null, number % 3 == 0 ? "one" : "other", $"{number}"))];
        return new(LabelledTexts.Split(texts, "texts"), "texts", PretrainedEncoder.Read(encoder), 16, TextMetric.Accuracy, budget);
    }

    private static ImageClassification Set(ScaleBudget budget) => new(ImageParts.Of(Images(), Augmentation.None), budget, Network);

    private static nn.Module<Tensor, Tensor> Network() => nn.Sequential(
        nn.Conv2d(3, 4, 3), new BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Linear(4 * (Side - 2) * (Side - 2), Classes));

    private static ImageClassificationData Images()
    {
        return new(Part(1, 60), Part(2, 12), Part(3, 12));

        static LabelledImages Part(ulong seed, int count)
        {
            DeterministicRandom random = new(seed);
            byte[] pixels = [.. Enumerable.Range(0, count * 3 * Side * Side).Select(_ => (byte)random.Next(256))];
            return new(pixels, (byte[])[.. Enumerable.Range(0, count).Select(image => (byte)(image % Classes))], Side, Side, Classes, channels: 3);
        }
    }

    private static TokenSequence Tokens(ulong seed, int count)
    {
        DeterministicRandom random = new(seed);
        return new((int[])[.. Enumerable.Range(0, count).Select(_ => random.Next(11))], count);
    }

    private static string Words(ulong seed, int count)
    {
        DeterministicRandom random = new(seed);
        return string.Join(' ', Enumerable.Range(0, count).Select(_ => SmallEncoder.Words[random.Next(SmallEncoder.Words.Length)]));
    }
}
