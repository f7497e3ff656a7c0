using System.Globalization;
using System.Text;

namespace Impetus.Lab.Data.Generated;

/// <summary>Texts of numbered words whose label shows in the words, in the tables of the published sets.</summary>
internal static class GeneratedLabelledTexts
{
    private const int Words = 200, MostWords = 12, TrainingTexts = 200, OtherTexts = 120, Intents = 7;

    /// <summary>The words of all generated texts, those of <see cref="GeneratedText"/> too.</summary>
    public static IEnumerable<string> Vocabulary => Enumerable.Range(0, Words).Select(static word => $"w{word}");

    /// <summary>A table of GLUE.</summary>
    /// <param name="set">The set's name.</param>
    /// <param name="file">Its name says which part.</param>
    public static byte[] Glue(string set, string file)
    {
        (string Header, Func<int, string, string, string> Row) table = set switch
        {
            "glue-cola" => ("", static (label, one, _) => $"gj04\t{label}\t\t{one}"),
            "glue-sst2" => ("sentence\tlabel\n", static (label, one, _) => $"{one}\t{label}"),
            "glue-mrpc" => ("Quality\t#1 ID\t#2 ID\t#1 String\t#2 String\n", static (label, one, other) => $"{label}\t1\t2\t{one}\t{other}"),
            "glue-stsb" => ("index\tsentence1\tsentence2\tscore\n", static (label, one, other) => $"0\t{one}\t{other}\t{5 * label}.0"),
            "glue-rte" => ("index\tsentence1\tsentence2\tlabel\n", static (label, one, other) => $"0\t{one}\t{other}\t{(label == 1 ? "entailment" : "not_entailment")}"),
            _ => throw new LabException($"nothing is generated for the data set {set}."),
        };
        return Table(table.Header, file, classes: 2, table.Row);
    }

    /// <summary>A file of a set that embeddings are judged by.</summary>
    /// <param name="set">The set's name.</param>
    /// <param name="file">Its name says which part.</param>
    public static byte[] Judging(string set, string file) => set switch
    {
        "banking77" => Table("text,category\n", file, Intents, static (label, one, _) => $"{one},intent{label}"),
        "20news" => Table("text\tlabel\n", file, Intents, static (label, one, _) => $"{one}\tgroup{label}"),
        "trec" or "mr" or "subj" or "mpqa" or "sst5" => Table("", file, classes: 2, static (label, one, _) => $"{label} {one}"),
        "sick" => Table("pair_ID\tsentence_A\tsentence_B\trelatedness_score\n", file, classes: 5, static (label, one, other) => $"1\t{one}\t{other}\t{label + 1}.0"),
        _ => Table("", file, classes: 5, static (label, one, other) => string.Create(CultureInfo.InvariantCulture, $"{label}\t{one}\t{other}")),
    };

    private static byte[] Table(string header, string file, int classes, Func<int, string, string, string> row)
    {
        DeterministicRandom random = new((ulong)file.Sum(static letter => letter));
        StringBuilder table = new(header);
        for (int text = 0; text < (file.Contains("train", StringComparison.Ordinal) ? TrainingTexts : OtherTexts); text++)
        {
            int label = text % classes;
            string one = Text(label, classes, ref random);
            table.Append(row(label, one, Text(random.Next(classes), classes, ref random))).Append('\n');
        }

        return Encoding.UTF8.GetBytes(table.ToString());
    }

    // Words of the label's part of the vocabulary.
    private static string Text(int label, int classes, ref DeterministicRandom random)
    {
        int part = Words / classes;
        string[] words = new string[2 + random.Next(MostWords)];
        for (int k = 0; k < words.Length; k++)
        {
            words[k] = $"w{(label * part) + random.Next(part)}";
        }

        return string.Join(' ', words);
    }
}
