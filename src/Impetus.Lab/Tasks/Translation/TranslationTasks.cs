using Impetus.Lab.Data.Sets;
using Impetus.Lab.Data.Text;
using Impetus.Lab.Models.Translation;
using Impetus.Lab.Tasks.Published;

namespace Impetus.Lab.Tasks.Translation;

/// <summary>Machine translation.</summary>
public static class TranslationTasks
{
    // The preparation that goes with the paper's network merges pieces 10,000 times.
    private const int PaperPieces = 10_000;
    private const int CpuPieces = 4_000;
    private const int SmokePieces = 1_000;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TrainingTask> All { get; } =
    [
        new()
        {
            Name = "multi30k-transformer",
            Summary = "encoder and decoder of 3 blocks of 128 (at paper scale 6 of 512) from German to English on Multi30k (29,000 sentences)",
            Source = "Zhu et al. 2021 (MaxVA), section 5.2, Table 2 and Appendix E, there on IWSLT'14",
            Data = [TextSets.Multi30k],
            Metric = new Metric("BLEU", HigherIsBetter: true, Target: 10),
            Budgets = new Dictionary<Scale, ScaleBudget>
            {
                [Scale.Smoke] = new()
                {
                    Steps = 8, Seeds = 1, Evaluations = 1, BatchSize = 16, Schedule = LearningRateSchedule.Parse("tri-stage:warmup=4"),
                    TrainingExamples = 500, ValidationExamples = 20, CurveExamples = 20, TestExamples = 20,
                },
                [Scale.Cpu] = new()
                {
                    Steps = 600, Seeds = 2, Evaluations = 4, BatchSize = 64, Schedule = LearningRateSchedule.Parse("tri-stage:warmup=0.2,hold=0.4,final=0.01"),
                    ValidationExamples = 300, CurveExamples = 100,
                },
                // 60,000 iterations; 4,096 tokens are about 300 of these sentences.
                [Scale.Paper] = new()
                {
                    Steps = 60_000, Seeds = 5, Evaluations = 60, BatchSize = 300, Schedule = LearningRateSchedule.Parse("tri-stage:warmup=4000,hold=32000,final=0.01"),
                    CurveExamples = 500, Published = MaximumVariationPublished.IwsltTransformer,
                },
            },
            Load = request =>
            {
                int pieces = request.Scale switch { Scale.Paper => PaperPieces, Scale.Cpu => CpuPieces, _ => SmokePieces };
                TransformerConfiguration Sizes(int tokens) => request.Scale is Scale.Paper ? TransformerConfiguration.Iwslt(tokens, tokens) : TransformerConfiguration.Small(tokens, request.Budget.Width);
                return new TranslationTask(
                    Multi30k.Load(),
                    text => BytePairVocabulary.Of(text, pieces),
                    request.Budget,
                    tokens => new Transformer(Sizes(tokens)));
            },
        },
    ];
}
