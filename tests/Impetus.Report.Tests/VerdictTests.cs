using Impetus.Lab.Runs;
using Impetus.Report.Comparisons;

namespace Impetus.Report.Tests;

public sealed class VerdictTests
{
    [Fact]
    public void NoiseIsCalledNoise()
    {
        Comparison comparison = SampleComparison.Of(["best", "close", "far", "lone", "wild"], 3, 60, 4);
        ComparisonRow[] rows =
        [
            comparison.Rows[0],
            comparison.Rows[1] with { DifferenceToBest = new(-0.002, -0.005, 0.001, 0.95) },
            comparison.Rows[2] with { DifferenceToBest = new(-0.004, -0.006, -0.002, 0.95) },
            comparison.Rows[3] with { DifferenceToBest = new(-0.004, null, null, 0.95) },
            comparison.Rows[4],
        ];

        string[] sentences = [.. Verdict.Sentences(comparison with { Rows = rows }).Select(sentence => sentence.ToString())];

        Assert.Equal(5, sentences.Length);
        Assert.Contains("best", sentences[0]);
        Assert.StartsWith("<b>Not distinguishable</b>", sentences[1]);
        Assert.Contains("close", sentences[1]);
        Assert.StartsWith("<b>Different</b>", sentences[2]);
        Assert.Contains("far", sentences[2]);
        Assert.StartsWith("<b>Not judged</b>", sentences[3]);
        Assert.Contains("lone", sentences[3]);
        Assert.StartsWith("<b>Diverged</b>", sentences[4]);
        Assert.Contains("wild", sentences[4]);
    }

    [Fact]
    public void TheSmokeScaleRanksNothing()
    {
        Comparison comparison = SampleComparison.Of(["adamw", "tam"]) with { Scale = "smoke" };
        Assert.StartsWith("<b>Too small to rank optimizers</b>: the smoke scale, 4,220 steps of 64 examples", Verdict.Sentences(comparison)[0].ToString(), StringComparison.Ordinal);
    }

    /// <summary>Two pages can be compared: a colour stands for an optimizer, whatever its rank and whoever is beside it.</summary>
    [Fact]
    public void AnOptimizerLooksTheSameOnEveryPage()
    {
        Comparison many = SampleComparison.Of(["sgdm", "tam", "adamw", "adatamw", "adam-cm", "lion"]), few = SampleComparison.Of(["lion", "adamw:lr=1", "tam"]);
        OptimizerStyles one = OptimizerStyles.Of(many), reversed = OptimizerStyles.Of(many with { Rows = [.. many.Rows.Reverse()] }), other = OptimizerStyles.Of(few);

        Assert.Equal(many.Rows.Count, many.Rows.Select(row => one[row.Optimizer]).Distinct().Count());
        Assert.All(many.Rows, row => Assert.Equal(one[row.Optimizer], reversed[row.Optimizer]));
        Assert.Equal((one["lion"], one["tam"], one["adamw"]), (other["lion"], other["tam"], other["adamw:lr=1"]));
    }

    [Fact]
    public void BandEndsWhereTheFirstSeedDiverges()
    {
        Comparison comparison = SampleComparison.Of(["wild"], 3, 50, 0);
        ComparisonRow row = comparison.Rows[0];

        SeedBand band = SeedBand.Of(row.Runs, point => point.TrainLoss);

        double lastOfDiverged = row.Runs.Single(run => run.Status == RunStatus.Diverged).Curve.Last(point => point.TrainLoss is not null).Step;
        Assert.Equal(lastOfDiverged, band.Steps[^1]);
        Assert.True(lastOfDiverged < comparison.Budget.Steps);
    }

    [Theory]
    [InlineData(0.001, "0.001")]
    [InlineData(0.1 / 3, "0.0333")]
    [InlineData(3e-5, "3×10⁻⁵")]
    [InlineData(1e-5 / 3, "3.33×10⁻⁶")]
    [InlineData(10, "10")]
    public void LearningRatesReadNaturally(double rate, string expected) => Assert.Equal(expected, Numbers.LearningRate(rate));
}
