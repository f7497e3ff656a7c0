using System.Globalization;

namespace Impetus.Lab.Papers.Tam.Printed;

/// <summary>
/// Tables 11 to 16 of the paper: the scores of six encoders on 56 data sets of MTEB after fine-tuning with AdamW and with AdaTAMW for
/// 3, 5 and 10 epochs. Of Table 16 the first 23 rows: below them the copy at hand cannot be read.
/// </summary>
internal static class PrintedScores
{
    /// <summary>How many data sets the paper has.</summary>
    public const int DataSets = 56;

    /// <summary>The numbers of epochs.</summary>
    public static IReadOnlyList<int> Epochs { get; } = [3, 5, 10];

    /// <summary>All rows that can be read.</summary>
    public static IReadOnlyList<PrintedScore> All { get; } = [.. Read()];

    /// <summary>The encoders, in the order of the tables.</summary>
    public static IReadOnlyList<string> Models { get; } = [.. All.Select(score => score.Model).Distinct()];

    /// <summary>The rows of an encoder.</summary>
    public static IReadOnlyList<PrintedScore> Of(string model) => [.. All.Where(score => score.Model == model)];

    private static IEnumerable<PrintedScore> Read()
    {
        using StreamReader reader = new(typeof(PrintedScores).Assembly.GetManifestResourceStream("mteb.tsv")!);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split('\t');
            double[] scores = [.. cells[3..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            yield return new(cells[0], cells[1], cells[2], scores[..3], scores[3..]);
        }
    }
}

/// <summary>A row of a table.</summary>
/// <param name="Model">The encoder.</param>
/// <param name="DataSet">The data set.</param>
/// <param name="Category">Its category.</param>
/// <param name="AdamW">The scores with AdamW, by number of epochs.</param>
/// <param name="AdaTamW">The scores with AdaTAMW, by number of epochs.</param>
internal sealed record PrintedScore(string Model, string DataSet, string Category, double[] AdamW, double[] AdaTamW)
{
    /// <summary>Whether AdaTAMW is ahead, level, or behind by less than a share of the highest score on the data set.</summary>
    public bool IsSimilarOrBetter(int epochs, double tolerance)
        => AdaTamW[epochs] >= AdamW[epochs] || AdamW[epochs] - AdaTamW[epochs] < tolerance * AdamW.Concat(AdaTamW).Max();
}
