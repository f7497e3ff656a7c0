using Impetus.Lab.Data;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Data.Text.Labelled;
using Impetus.Lab.Tasks.Published;

namespace Impetus.Lab.Tasks.Texts;

/// <summary>A task of GLUE (Wang et al. 2019), from its official tables.</summary>
/// <param name="Set">The tables.</param>
/// <param name="Title">What is told, for people.</param>
/// <param name="Metric">What MaxVA's Table 3 judges it by.</param>
/// <param name="Target">The value of "steps to target".</param>
/// <param name="Layout">Where the tables have what.</param>
/// <param name="BatchSize">Texts in a batch at paper scale.</param>
/// <param name="PaperSteps">Steps at paper scale.</param>
/// <param name="PaperWarmup">Steps of warm-up among them.</param>
/// <param name="Published">The paper's grids and choices.</param>
internal sealed record GlueTask(
    DataSet Set, string Title, TextMetric Metric, double Target, Func<string[], TableLayout?> Layout, int BatchSize, long PaperSteps, int PaperWarmup, IReadOnlyList<PublishedSetting> Published)
{
    /// <summary>The eight tasks of the paper's table. Batches, steps and warm-ups are those of fairseq's example, which the paper follows.</summary>
    public static IReadOnlyList<GlueTask> All { get; } =
    [
        // No header: where the sentence is from, the label, the author's mark, the sentence.
        new(LabelledTextSets.Cola, "CoLA, whether a sentence is grammatical", TextMetric.Matthews, 0.2,
            static first => first.Length == 4 ? new TableLayout(4, 3, null, 1, HasHeader: false) : null, 16, 5_336, 320, MaximumVariationPublished.Glue(2e-5, 0.1, 6e-5, 0.5)),
        new(LabelledTextSets.Sst2, "SST-2, the mood of phrases from reviews of films", TextMetric.Accuracy, 0.85,
            TableLayout.Named("sentence", null, "label"), 32, 20_935, 1_256, MaximumVariationPublished.Glue(1e-5, 0.1, 4e-5, 0.1)),
        new(LabelledTextSets.Mrpc, "MRPC, whether two sentences say the same", TextMetric.Accuracy, 0.72,
            TableLayout.Named("#1 String", "#2 String", "Quality"), 16, 2_296, 137, MaximumVariationPublished.Glue(1e-5, 0.1, 6e-5, 0.1)),
        new(LabelledTextSets.Stsb, "STS-B, how alike two sentences are", TextMetric.Pearson, 0.8,
            TableLayout.Named("sentence1", "sentence2", "score"), 16, 3_598, 214, MaximumVariationPublished.Glue(2e-5, 0.1, 4e-5, 0.5)),
        new(LabelledTextSets.Rte, "RTE, whether a sentence follows from a text", TextMetric.Accuracy, 0.56,
            TableLayout.Named("sentence1", "sentence2", "label"), 16, 2_036, 122, MaximumVariationPublished.Glue(2e-5, 0.1, 6e-5, 0.1)),
        new(LabelledTextSets.Mnli, "MNLI, whether a sentence follows from another or contradicts it", TextMetric.Accuracy, 0.5,
            TableLayout.Named("sentence1", "sentence2", "gold_label"), 32, 123_873, 7_432, MaximumVariationPublished.Glue(1e-5, 0.1, 4e-5, 0.025)),
        new(LabelledTextSets.Qnli, "QNLI, whether a sentence answers a question", TextMetric.Accuracy, 0.7,
            TableLayout.Named("question", "sentence", "label"), 32, 33_112, 1_986, MaximumVariationPublished.Glue(1e-5, 0.1, 4e-5, 0.05)),
        new(LabelledTextSets.Qqp, "QQP, whether two questions ask the same", TextMetric.Accuracy, 0.7,
            TableLayout.Named("question1", "question2", "is_duplicate"), 32, 113_272, 28_318, MaximumVariationPublished.Glue(1e-5, 0.1, 4e-5, 0.025)),
    ];

    /// <summary>Reads the tables. GLUE keeps the labels of its test parts to itself, so the dev part is what papers judge by, and the test part here.</summary>
    /// <param name="folder">Where data sets lie.</param>
    /// <exception cref="LabException">The set is not at hand, or a file is damaged or another one.</exception>
    public LabelledTexts Read(DataFolder folder)
    {
        IReadOnlyList<LabelledText>[] parts = [.. Set.Files.Select(file =>
        {
            _ = folder.Read(Set, file.Name);
            return TextTable.Read(DataFolder.Find(folder.Require(Set), file)!, Layout);
        })];
        return new(parts[0], parts[1], parts[1]);
    }
}
