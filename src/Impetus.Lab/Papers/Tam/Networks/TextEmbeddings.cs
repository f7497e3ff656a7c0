using Impetus.Lab.Embeddings;
using Impetus.Lab.Instruments;
using Impetus.Lab.Papers.Tam.Printed;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Reproduction.Networks;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Papers.Tam.Networks;

/// <summary>Section 4.2 and Table 11: an encoder fine-tuned to guess masked tokens, judged by its embeddings.</summary>
internal static class TextEmbeddings
{
    private const string AdamW = "AdamW", AdaTamW = "AdaTAMW", PrintedEncoder = "BERT-base";
    private const double Tolerance = 0.002;
    private const int PaperStepsPerEpoch = 600;

    // Steps at cpu scale stand for the paper's epochs.
    private static readonly (int Epochs, long Steps)[] Budgets = [(3, 90), (5, 150), (10, 300)];

    private static readonly Reading<bool>[] Tests =
    [
        new("Wilcoxon's signed-rank test", "counts the sizes of the differences; the paper has no test", true),
        new("sign test", "counts data sets, as Figure 4 does; the paper has no test", false),
    ];

    private static readonly JudgingSet[] Sets = [.. EmbeddingCategory.All.SelectMany(static category => category.Sets)];

    /// <summary>Table 11.</summary>
    public static NetworkExperiment Table11 { get; } = new()
    {
        Id = "tam/table11",
        Paper = Publications.TorqueAware,
        Title = "Embeddings after fine-tuning on masked tokens with AdamW and AdaTAMW for 3, 5 and 10 epochs",
        Minutes = 40,
        Seeds = 3,
        PaperSeeds = 1,
        TuningShare = 0.5,
        Judged = static _ => new("mean score", HigherIsBetter: true, static run => Sets.Average(set => set.Of(run))),
        TunedBy = Quantity.Final,
        Columns = [new("perplexity", HigherIsBetter: false, static run => run.Metric ?? double.NaN)],
        Studies = [.. Budgets.Select(Epochs)],
        Statements =
        [
            new("AdaTAMW is similar or better on most data sets, whatever the number of epochs (similar: within 0.2 % of the higher score)", results => results.Everywhere(study =>
                Decision.MoreOftenThanNot(study.Study.Name, [.. Sets.Select(set => IsSimilarOrBetter(set.Of(study[AdaTamW]), set.Of(study[AdamW])))], "data sets"))),
            new("AdaTAMW scores higher than AdamW after 3, 5 and 10 epochs", results => Readings.Decide(Tests, isRanked =>
                Decision.All("", Decision.Family([.. results.Studies.Select(study => Ahead(study, study.Study.Name, Sets, isRanked))])))),
            new("It does so in each category", results => Readings.Decide(Tests, isRanked => Decision.All("", Decision.Family(
                [.. from category in EmbeddingCategory.All from study in results.Studies select Ahead(study, $"{category.Name}, {study.Study.Name}", category.Sets, isRanked)])))),
            new("Ours: AdaTAMW ends with a lower loss on masked tokens", results => results.Better(AdaTamW, [AdamW], Quantity.Loss)),
        ],
        Details = static results => from study in results.Studies from category in EmbeddingCategory.All from set in category.Sets select Row(study, category.Name, set),
        Smaller = "MiniLM (6 layers of 384, 22.7 million weights), which was trained for embeddings before, instead of BERT-base (12 of 768, 110 million) as it comes from its pretraining: its scores begin higher, and masked tokens can make them worse. Its embeddings and three lower layers stay as they are, without dropout; 90, 150 and 300 steps of 8 windows of 64 tokens stand for 3, 5 and 10 epochs of WikiText; 13 sets of three categories instead of 56 of seven, of each about 200 texts cut after 64 tokens; three rates each, AdamW's from 0.0001 to 0.001 and AdaTAMW's, whose momentum is a sum, from 0.00001 to 0.0001, tuned for half the steps, instead of one grid for both; three seeds. A set's score is the mean over seeds.",
        Remarks =
        [
            "MiniLM comes without a head for masked tokens. One is trained first, for 400 steps on the encoder as it stands, tied to its table of tokens: all runs begin with the same.",
            "The paper's numbers are those of BERT-base: beside the arms their means over all 56 sets, beside a set that of the set. Its checkpoints were chosen by perplexity along the way, ours is that of the last step.",
            "Tests are over data sets, which share encoders and tuning: they say whether scores differ by more than the sign of chance, not whether another run of the tuning would do the same. With one set of clustering no test can decide that category.",
            "At paper scale the encoder is that of IMPETUS_ENCODER, and scores are of all texts of each set.",
        ],
    };

    private static Study Epochs((int Epochs, long Steps) own, int index) => new($"{own.Epochs} epochs", TaskRegistry.Find("mlm-wikitext2")!)
    {
        Arms =
        [
            Tuned(AdamW, "adamw", [1e-4, 3e-4, 1e-3], PrintedScores.Of(PrintedEncoder).Average(score => score.AdamW[index])),
            Tuned(AdaTamW, "adatamw", [1e-5, 3e-5, 1e-4], PrintedScores.Of(PrintedEncoder).Average(score => score.AdaTamW[index])),
        ],
        Data = [.. EmbeddingTask.All.Where(static task => Sets.Any(set => set.Name == task.Name)).Select(static task => task.Set)],
        Instruments = [EmbeddingQuality.Sample],
        PaperInstruments = ["embeddings"],
        Measurements = 1,
        Cpu = budget => budget with
        {
            Steps = own.Steps,
            BatchSize = 8,
            Evaluations = 1,
            ValidationExamples = 100,
            CurveExamples = 50,
            TestExamples = 200,
            Dropout = 0,
            FrozenLayers = 3,
        },
        Paper = budget => budget with { Steps = own.Epochs * PaperStepsPerEpoch },
    };

    private static Arm Tuned(string name, string optimizer, double[] rates, double paper) => new(name)
    {
        Candidates = Grid.Of(optimizer, rates),
        Printed = Grid.Of(optimizer, 5e-6, 1e-5, 5e-5),
        Paper = paper,
    };

    private static bool IsSimilarOrBetter(double score, double other) => score >= other || other - score < Tolerance * other;

    private static Claim Ahead(StudyResult study, string text, IReadOnlyList<JudgingSet> sets, bool isRanked)
    {
        (double AdamW, double AdaTamW)[] scores = [.. sets.Select(set => (set.Of(study[AdamW]), set.Of(study[AdaTamW])))];
        return isRanked
            ? Decision.TendsToBeLarger(text, [.. scores.Select(static score => score.AdaTamW)], [.. scores.Select(static score => score.AdamW)], "data sets")
            : Decision.MoreOftenThanNot(text, [.. scores.Where(static score => score.AdamW != score.AdaTamW).Select(static score => score.AdaTamW > score.AdamW)], "data sets");
    }

    private static Dictionary<string, object?> Row(StudyResult study, string category, JudgingSet set)
    {
        PrintedScore? printed = set.PrintedFor(PrintedEncoder);
        int index = Array.FindIndex(Budgets, budget => study.Study.Name == $"{budget.Epochs} epochs");
        return new()
        {
            ["optimizer"] = "adatamw",
            ["part"] = study.Study.Name,
            ["category"] = category,
            ["dataSet"] = set.Name,
            ["scoreBefore"] = set.Before(study[AdamW]),
            ["score"] = set.Of(study[AdaTamW]),
            ["paperScore"] = printed?.AdaTamW[index],
            ["scoreOfAdamW"] = set.Of(study[AdamW]),
            ["paperScoreOfAdamW"] = printed?.AdamW[index],
        };
    }
}
