using Impetus.Lab.Papers.Tam.Printed;

namespace Impetus.Lab.Tests.Papers.Tam;

public class PrintedScoresTests
{
    [Theory]
    // Figure 10, in percent: higher, and similar (within 1 %) or higher. Where no scores are equal both must come out again.
    [InlineData("BERT-large", 0, 68, 73)]
    [InlineData("BERT-large", 1, 75, 77)]
    [InlineData("BERT-large", 2, 48, 52)]
    [InlineData("DeBERTa-large", 0, 93, 95)]
    [InlineData("DeBERTa-large", 1, 73, 79)]
    [InlineData("DeBERTa-large", 2, 50, 61)]
    [InlineData("RoBERTa-base", 2, 88, 98)]
    public void TheTablesGiveTheSharesInPrint(string model, int epochs, int higher, int similar)
    {
        IReadOnlyList<PrintedScore> rows = PrintedScores.Of(model);

        Assert.Equal(PrintedScores.DataSets, rows.Count);
        Assert.Equal(higher, Math.Round(100 * rows.Average(row => row.AdaTamW[epochs] > row.AdamW[epochs] ? 1.0 : 0.0)));
        Assert.Equal(similar, Math.Round(100 * rows.Average(row => row.IsSimilarOrBetter(epochs, 0.01) ? 1.0 : 0.0)));
    }

    [Fact]
    public void EveryModelHasTheSameDataSets()
    {
        string[] sets = [.. PrintedScores.Of("BERT-base").Select(row => row.DataSet)];

        Assert.Equal(PrintedScores.DataSets, sets.Distinct().Count());
        Assert.All(PrintedScores.Models, model => Assert.Equal(sets.Take(PrintedScores.Of(model).Count), PrintedScores.Of(model).Select(row => row.DataSet)));
    }
}
