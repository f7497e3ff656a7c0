using Impetus.Lab.Data;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Data.Text;
using Impetus.Lab.Models.Language;
using Impetus.Lab.Tasks.Published;

namespace Impetus.Lab.Tasks.Language;

/// <summary>Language models on text.</summary>
public static class LanguageTasks
{
    /// <summary>The variable that names the text file of <c>text-llama</c>; without it that is Tiny Shakespeare.</summary>
    public const string TextVariable = "IMPETUS_TEXT";

    // Not printed in the paper: the usual recipe for this text.
    private const int LstmStreams = 20;
    private const int LstmLength = 35;
    private const int LstmStepsPerEpoch = 1_327;

    private const int CpuPieces = 2_000;

    private const string LlamaSource = "Adaptive memory momentum (AM), section 4.3 and Appendix E.3, there on C4";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TrainingTask> All { get; } =
    [
        PennTreebankLstm,
        Llama(
            "ptb-llama", "20M", "the Penn Treebank, 10,000 words", TextSets.PennTreebank, TextMeasure.Perplexity, target: 500,
            _ => PennTreebank.Load().Tokenize(text => WordVocabulary.Of(text))),
        .. LlamaSizes.Paper.Keys.Select(OnWikiText2),
        Llama(
            "text-llama", "20M", $"the text file that {TextVariable} names, or Tiny Shakespeare, {CpuPieces:N0} pieces of words (at paper scale {LlamaSizes.PaperVocabulary:N0})",
            set: null, TextMeasure.BitsPerByte, target: 2.8,
            scale => OwnText(scale)),
    ];

    private static TrainingTask PennTreebankLstm => new()
    {
        Name = "ptb-lstm",
        Summary = "long short-term memory of 50, 1,030,400 parameters, on the Penn Treebank, 10,000 words",
        Source = "Malviya et al. 2023 (CM), section 5.1 and Tables 2, 8, 9",
        Data = [TextSets.PennTreebank],
        Metric = TextMeasure.Perplexity.Metric(target: 450),
        Budgets = new Dictionary<Scale, ScaleBudget>
        {
            [Scale.Smoke] = new()
            {
                Steps = 8,
                Seeds = 1,
                Evaluations = 2,
                BatchSize = LstmStreams,
                TrainingExamples = 400,
                ValidationExamples = 50,
                CurveExamples = 50,
                TestExamples = 50,
            },
            [Scale.Cpu] = new()
            {
                Steps = LstmStepsPerEpoch,
                Seeds = 3,
                Evaluations = 8,
                BatchSize = LstmStreams,
                ValidationExamples = 1_000,
                CurveExamples = 500,
            },
            // 50 epochs, the rate divided by 10 after 25.
            [Scale.Paper] = new()
            {
                Steps = 50 * LstmStepsPerEpoch,
                Seeds = 5,
                Evaluations = 50,
                BatchSize = LstmStreams,
                Schedule = LearningRateSchedule.Parse("step:milestones=0.5,factor=0.1"),
                Published = CriticalMomentaPublished.PennTreebankLstm,
            },
        },
        Load = request =>
        {
            TokenizedText text = PennTreebank.Load().Tokenize(words => WordVocabulary.Of(words));
            return new RecurrentLanguageTask(
                text, request.Budget, LstmLength, TextMeasure.Perplexity,
                () => new LstmLanguageModel(LstmConfiguration.Paper(text.Vocabulary.Count)));
        },
    };

    // The paper's smallest has no size in its name.
    private static TrainingTask OnWikiText2(string size) => Llama(
        size == "20M" ? "wikitext2-llama" : $"wikitext2-llama-{size.ToLowerInvariant()}",
        size,
        $"WikiText-2, {CpuPieces:N0} pieces of words (at paper scale {LlamaSizes.PaperVocabulary:N0})",
        TextSets.WikiText2,
        TextMeasure.BitsPerByte,
        target: 2.6,
        scale => WikiText2.Load().Tokenize(text => Pieces(text, scale)));

    private static TrainingTask Llama(string name, string size, string title, DataSet? set, TextMeasure measure, double target, Func<Scale, TokenizedText> load) => new()
    {
        Name = name,
        Summary = $"LLaMA with 4 layers of 128 (at paper scale {LlamaSizes.Paper[size].Layers} of {LlamaSizes.Paper[size].HiddenSize:N0}) on {title}",
        Source = LlamaSource,
        Data = set is null ? [] : [set],
        Metric = measure.Metric(target),
        Budgets = new Dictionary<Scale, ScaleBudget>
        {
            [Scale.Smoke] = new()
            {
                Steps = 8,
                Seeds = 1,
                Evaluations = 2,
                BatchSize = 4,
                TrainingExamples = 200,
                ValidationExamples = 8,
                CurveExamples = 8,
                TestExamples = 8,
            },
            [Scale.Cpu] = new()
            {
                Steps = 300,
                Seeds = 3,
                Evaluations = 6,
                BatchSize = 8,
                ClipNorm = 1,
                Schedule = LearningRateSchedule.Parse("cosine:warmup=0.1"),
                ValidationExamples = 200,
                CurveExamples = 100,
                TestExamples = 400,
            },
            [Scale.Paper] = new()
            {
                Steps = 1_000,
                Seeds = 3,
                Evaluations = 20,
                BatchSize = 1_024,
                ClipNorm = 1,
                Schedule = LearningRateSchedule.Parse("cosine:warmup=100"),
                CurveExamples = 500,
                Published = AdaptiveMemoryPublished.Llama,
            },
        },
        Load = request =>
        {
            TokenizedText text = load(request.Scale);
            (LlamaConfiguration sizes, int length) = request.Scale switch
            {
                Scale.Smoke => (LlamaSizes.Tiny(text.Vocabulary.Count), 64),
                Scale.Cpu => (LlamaSizes.Small(text.Vocabulary.Count, request.Budget.Width), 128),
                _ => (LlamaSizes.Paper[size] with { Vocabulary = text.Vocabulary.Count }, 256),
            };
            return new WindowedLanguageTask(text, request.Budget, length, measure, () => new Llama(sizes));
        },
    };

    // A text that is too short for the paper's pieces has fewer of them.
    private static IVocabulary Pieces(string text, Scale scale) => scale switch
    {
        Scale.Smoke => new ByteVocabulary(),
        Scale.Cpu => BytePairVocabulary.Of(text, CpuPieces),
        _ => BytePairVocabulary.Of(text, LlamaSizes.PaperVocabulary),
    };

    private static TokenizedText OwnText(Scale scale)
    {
        (string name, TextParts text) = Environment.GetEnvironmentVariable(TextVariable) is { Length: > 0 } path
            ? (Path.GetFullPath(path), Load(path))
            : (TextSets.TinyShakespeare.Name, PlainText.TinyShakespeare());
        return text.Tokenize(training => Pieces(training, scale)) with { Data = DataIdentity.Of(name, text, TextVariable) };
    }

    private static TextParts Load(string path)
    {
        try
        {
            return Directory.Exists(path) ? throw new LabException($"{path} is a folder: name a text file.") : PlainText.Load(path);
        }
        catch (LabException error)
        {
            throw new LabException($"{TextVariable}={path}: {error.Message}", error);
        }
    }
}
