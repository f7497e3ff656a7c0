using Impetus.Lab.Data;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Data.Text;
using Impetus.Lab.Data.Text.Labelled;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Tasks.Published;

namespace Impetus.Lab.Tasks.Texts;

/// <summary>Fine-tuning an encoder on labelled texts.</summary>
public static class TextTasks
{
    // AdamW then has 1e-4, where rates for encoders of this size end.
    private const double RateShare = 0.1;

    private const int CpuTokens = 64, PaperTokens = 512;

    // No paper has these texts: a recipe for texts by the thousand.
    private const int OwnSteps = 3_000, OwnWarmup = 180, OwnBatch = 16;

    private const string GlueSource = "Zhu et al. 2021 (MaxVA), section 5.4, Table 3 and Appendix F, there with RoBERTa-base";

    /// <summary>The task on a table of the user's own.</summary>
    public const string OwnTexts = "text-classification";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TrainingTask> All { get; } =
    [
        new()
        {
            Name = OwnTexts,
            Summary = "an encoder (MiniLM, or that of --encoder) fine-tuned on the texts of --data: a table of text and label, or a folder with train.tsv and dev.tsv",
            Metric = Metric.Accuracy(0.8),
            Budgets = Budgets(OwnSteps, OwnWarmup, OwnBatch, []),
            TakesData = true,
            TakesEncoder = true,
            RateShare = RateShare,
            Load = request =>
            {
                string path = request.Files?.Data ?? throw new LabException($"{OwnTexts} trains on texts of your own: name their file with --data FILE, one text and its label a line with a tab between them.");
                return Load(request, LabelledTexts.Read(path), path, TextMetric.Accuracy);
            },
        },
        new()
        {
            Name = "spam",
            Summary = "an encoder (MiniLM, or that of --encoder) fine-tuned to tell spam among 5,915 e-mails of SpamAssassin's",
            Data = [LabelledTextSets.Spam],
            Metric = Metric.Accuracy(0.95),
            Budgets = Budgets(OwnSteps, OwnWarmup, OwnBatch, []),
            TakesEncoder = true,
            RateShare = RateShare,
            Load = request => Load(request, LabelledTexts.Split(SpamPackage.Read(DataFolder.Current), LabelledTextSets.Spam.Name), LabelledTextSets.Spam.Name, TextMetric.Accuracy),
        },
        .. GlueTask.All.Select(Glue),
        MaskedWikiText2,
    ];

    private static TrainingTask MaskedWikiText2 => new()
    {
        Name = "mlm-wikitext2",
        Summary = "an encoder (MiniLM, or that of --encoder) fine-tuned to guess masked tokens of WikiText-2",
        Source = "Malviya et al. 2024 (TAM), section 4.2, there with BERT, RoBERTa and DeBERTa",
        Data = [TextSets.WikiText2],
        Metric = new("perplexity", HigherIsBetter: false, Target: 100),
        Budgets = new Dictionary<Scale, ScaleBudget>
        {
            [Scale.Smoke] = new()
            {
                Steps = 2,
                Seeds = 1,
                Evaluations = 1,
                BatchSize = 4,
                Schedule = LearningRateSchedule.Parse("linear:warmup=0.1"),
                TrainingExamples = 16,
                ValidationExamples = 8,
                CurveExamples = 8,
                TestExamples = 8,
            },
            [Scale.Cpu] = new()
            {
                Steps = 300,
                Seeds = 2,
                Evaluations = 4,
                BatchSize = 16,
                Schedule = LearningRateSchedule.Parse("linear:warmup=0.1"),
                ValidationExamples = 400,
                CurveExamples = 200,
                TestExamples = 800,
            },
            // Three epochs, and the defaults of Hugging Face's script: windows of 512, batches of 8, a straight line down to 0.
            [Scale.Paper] = new()
            {
                Steps = 1_800,
                Seeds = 1,
                Evaluations = 10,
                BatchSize = 8,
                Schedule = LearningRateSchedule.Parse("linear"),
                CurveExamples = int.MaxValue,
                Published = TorqueAwarePublished.MaskedWikiText,
            },
        },
        TakesEncoder = true,
        RateShare = RateShare,
        Load = request => WithEncoder(request, encoder =>
        {
            TextParts text = WikiText2.Load();
            return new MaskedLanguageTask(text, TextSets.WikiText2.Name, encoder, TokensOf(request), request.Budget)
            {
                Data = TextIdentity.Of(TextSets.WikiText2.Name, "", encoder, VariableOf(request)),
                Head = MaskedTokenHeadTraining.Of(text, TextSets.WikiText2.Name, encoder, TokensOf(request), request.Scale)?.Weights(),
            };
        }),
    };

    private static TrainingTask Glue(GlueTask task) => new()
    {
        Name = task.Set.Name,
        Summary = $"an encoder (MiniLM, or that of --encoder) fine-tuned on {task.Title}",
        Source = GlueSource,
        Data = [task.Set],
        Metric = task.Metric.With(task.Target),
        Budgets = Budgets(task.PaperSteps, task.PaperWarmup, task.BatchSize, task.Published),
        TakesEncoder = true,
        RateShare = RateShare,
        Load = request => Load(request, task.Read(DataFolder.Current), task.Set.Name, task.Metric),
    };

    private static TextClassification Load(TaskRequest request, LabelledTexts texts, string source, TextMetric metric) => WithEncoder(request, encoder =>
        new TextClassification(texts, source, encoder, TokensOf(request), metric, request.Budget)
        {
            Data = TextIdentity.Of(source, texts.Sha256(), encoder, VariableOf(request)),
        });

    private static TTask WithEncoder<TTask>(TaskRequest request, Func<PretrainedEncoder, TTask> load)
    {
        PretrainedEncoder encoder = PretrainedEncoder.Open(request.Files?.Encoder);
        try
        {
            return load(encoder);
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    private static int TokensOf(TaskRequest request) => request.Scale == Scale.Paper ? PaperTokens : CpuTokens;

    private static string? VariableOf(TaskRequest request) => request.Files?.Encoder is null ? PretrainedEncoder.Variable : null;

    private static Dictionary<Scale, ScaleBudget> Budgets(long paperSteps, int paperWarmup, int paperBatch, IReadOnlyList<PublishedSetting> published) => new()
    {
        [Scale.Smoke] = new()
        {
            Steps = 4,
            Seeds = 1,
            Evaluations = 1,
            BatchSize = 8,
            Schedule = LearningRateSchedule.Parse("linear:warmup=0.1"),
            TrainingExamples = 64,
            ValidationExamples = 16,
            CurveExamples = 16,
            TestExamples = 16,
        },
        [Scale.Cpu] = new()
        {
            Steps = 300,
            Seeds = 3,
            Evaluations = 6,
            BatchSize = 16,
            Schedule = LearningRateSchedule.Parse("linear:warmup=0.1"),
            ValidationExamples = 500,
            CurveExamples = 300,
            TestExamples = 1_500,
        },
        [Scale.Paper] = new()
        {
            Steps = paperSteps,
            Seeds = 4,
            Evaluations = 10,
            BatchSize = paperBatch,
            Schedule = LearningRateSchedule.Parse($"linear:warmup={paperWarmup}"),
            CurveExamples = int.MaxValue,
            Published = published,
        },
    };
}
