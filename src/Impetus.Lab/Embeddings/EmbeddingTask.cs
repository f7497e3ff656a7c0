using System.Globalization;
using System.Text;
using Impetus.Lab.Data;
using Impetus.Lab.Data.Ratings;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Data.Text.Labelled;
using Impetus.Lab.Tasks.Texts;

namespace Impetus.Lab.Embeddings;

/// <summary>A task that embeddings are judged by, as they are: nothing of the encoder is trained on it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Set">Its data.</param>
/// <param name="Read">Reads them.</param>
internal sealed record EmbeddingTask(string Name, DataSet Set, Func<DataFolder, EmbeddingMaterial> Read)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<EmbeddingTask> All { get; } =
    [
        new("banking77", EmbeddingSets.Banking77, static folder => new EmbeddingMaterial.Classes(Banking(folder, "train.csv"), Banking(folder, "test.csv"))),
        new("trec", EmbeddingSets.Trec, static folder => new EmbeddingMaterial.Classes(LabelFirst(folder, EmbeddingSets.Trec, "TREC.train.all"), LabelFirst(folder, EmbeddingSets.Trec, "TREC.test.all"))),
        new("mr", EmbeddingSets.MovieReviews, static folder => Halves(LabelFirst(folder, EmbeddingSets.MovieReviews, "rt-polarity.all"))),
        new("subj", EmbeddingSets.Subjectivity, static folder => Halves(LabelFirst(folder, EmbeddingSets.Subjectivity, "subj.all"))),
        new("mpqa", EmbeddingSets.Mpqa, static folder => Halves(LabelFirst(folder, EmbeddingSets.Mpqa, "mpqa.all"))),
        new("sst5", EmbeddingSets.Sst5, static folder => new EmbeddingMaterial.Classes(LabelFirst(folder, EmbeddingSets.Sst5, "stsa.fine.train"), LabelFirst(folder, EmbeddingSets.Sst5, "stsa.fine.test"))),
        new("spam", LabelledTextSets.Spam, static folder => Halves([.. SpamPackage.Read(folder).Select(static mail => (mail.Text, mail.Label))])),
        .. EmbeddingSets.SemEval.Select(static set => new EmbeddingTask(set.Name, set, folder => new EmbeddingMaterial.Pairs([.. set.Files.SelectMany(file => ScoredPairs(folder, set, file.Name))]))),
        new("stsb", LabelledTextSets.Stsb, static folder => Scored(GlueTask.All.Single(static task => task.Set == LabelledTextSets.Stsb).Read(folder).Test)),
        new("sick", EmbeddingSets.Sick, static folder => Scored(TextTable.Read(DataFolder.Find(folder.Require(EmbeddingSets.Sick), EmbeddingSets.Sick.Files[0])!, TableLayout.Named("sentence_A", "sentence_B", "relatedness_score")))),
        new("20news", EmbeddingSets.Newsgroups, static folder => new EmbeddingMaterial.Topics([.. TextTable.Read(DataFolder.Find(folder.Require(EmbeddingSets.Newsgroups), EmbeddingSets.Newsgroups.Files[0])!, TableLayout.OfTwoColumns).Select(static text => (text.Text, text.Label))])),
    ];

    private static (string Text, string Label)[] Banking(DataFolder folder, string file) =>
    [
        .. CsvRecords.Read(folder.ReadText(EmbeddingSets.Banking77, file), "text,category", file).Select(static record => (record.Fields[0].Replace('\n', ' ').Trim(), record.Fields[1])),
    ];

    // SentEval's files: the label, a space, the text; in ISO 8859-1. Three texts of MPQA are empty, and left out.
    private static (string Text, string Label)[] LabelFirst(DataFolder folder, DataSet set, string file) =>
    [
        .. Encoding.Latin1.GetString(folder.Read(set, file)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, index) => line.TrimEnd('\r').Split(' ', 2) is [{ Length: > 0 } label, var text]
            ? (Text: text.Trim(), label)
            : throw new LabException($"{file}, line {index + 1}, has no label with a text behind it.")).Where(static text => text.Text.Length > 0),
    ];

    // Scores that nobody gave are left out, as the organisers do.
    private static IEnumerable<(string First, string Second, double Alike)> ScoredPairs(DataFolder folder, DataSet set, string file)
    {
        foreach ((int index, string line) in folder.ReadText(set, file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            string[] cells = line.TrimEnd('\r').Split('\t');
            if (cells.Length < 3)
            {
                throw new LabException($"{file}, line {index + 1}, does not have a score and two texts with tabs between them.");
            }

            if (double.TryParse(cells[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double score))
            {
                yield return (cells[1], cells[2], score);
            }
        }
    }

    private static EmbeddingMaterial.Pairs Scored(IReadOnlyList<LabelledText> texts)
    {
        TextLabels numbers = new([]);
        return new([.. texts.Select(text => (text.Text, text.Second!, numbers.NumberOf(text)))]);
    }

    // Where nobody has said what is for testing: one half, drawn by a fixed seed.
    private static EmbeddingMaterial.Classes Halves((string Text, string Label)[] texts)
    {
        int[] order = new DeterministicRandom(0).Permutation(texts.Length);
        (string, string)[] drawn = Array.ConvertAll(order, position => texts[position]);
        return new(drawn[..(drawn.Length / 2)], drawn[(drawn.Length / 2)..]);
    }
}
