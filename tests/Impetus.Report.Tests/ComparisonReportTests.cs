using System.Text.Json;
using System.Text.RegularExpressions;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Report.Comparisons;
using Impetus.Report.Html;

namespace Impetus.Report.Tests;

public sealed partial class ComparisonReportTests
{
    private const string Hostile = "<img src=x onerror=alert(1)>&\"'</script><!--";
    private static readonly string[] Seven = ["sgdm", "tam", "adamw", "adatamw", "am-adamw", "madam", "adam-cm"];

    // Stands for uPlot, which a build may lack.
    private static readonly PlotLibrary Library = new("const uPlot = null;", ".uplot {}", "licence");

    [Fact]
    public void PageAsksForNothingOutsideItself()
    {
        string page = ComparisonReport.Render(SampleComparison.Of(Seven), PlotLibrary.Embedded ?? Library);
        string markup = Script().Replace(page, "");

        Assert.Contains("default-src 'none'", page);
        Assert.DoesNotMatch("""(?i)\s(src|href|srcset|action)\s*=|@import|url\(|<(link|img|iframe|object|embed|base)\b""", markup);
        Assert.DoesNotMatch("""https?://(?!www\.w3\.org/2000/svg)""", markup);
        Assert.DoesNotMatch(@"\b(fetch|XMLHttpRequest|WebSocket|importScripts|EventSource|sendBeacon)\b", page);
    }

    [Fact]
    public void HostileNamesStayText()
    {
        Comparison comparison = SampleComparison.Of([Hostile, "adamw"]) with { Task = Hostile, Description = Hostile, RunFolder = Hostile };

        string page = ComparisonReport.Render(comparison, Library);

        Assert.DoesNotContain("<img", page);
        Assert.Equal(3, Regex.Count(page, "</script>"));
        using JsonDocument charts = JsonDocument.Parse(Data().Match(page).Groups[1].Value);
        Assert.Contains(charts.RootElement[0].GetProperty("series").EnumerateArray(), series => series.GetProperty("name").GetString() == Hostile);
    }

    [Fact]
    public void CurvesStayStaticWithoutThePlotLibrary()
    {
        string page = ComparisonReport.Render(SampleComparison.Of(Seven), library: null);

        Assert.DoesNotContain("<script", page);
        Assert.Equal(4 * Seven.Length, Regex.Count(page, "<path class=\"band "));    // for wide and for narrow screens
    }

    [Fact]
    public void EveryChartHasOneValueForEachStepAndSeries()
    {
        string page = ComparisonReport.Render(SampleComparison.Of(Seven, 3, 2000, 2), Library);

        CurveData[] charts = JsonSerializer.Deserialize(Data().Match(page).Groups[1].Value, CurveDataJson.Default.CurveDataArray)!;
        Assert.Equal(2, charts.Length);
        Assert.All(charts, chart => Assert.Equal(chart.Steps.Distinct().Order(), chart.Steps));
        Assert.All(charts.SelectMany(chart => chart.Series.Select(series => (chart, series))), pair =>
        {
            Assert.Equal(pair.chart.Steps.Length, pair.series.Mean.Length);
            Assert.All(pair.series.Mean.Index().Where(mean => mean.Item is not null), mean =>
                Assert.InRange(mean.Item!.Value, pair.series.Low[mean.Index]!.Value, pair.series.High[mean.Index]!.Value));
        });
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(12, 1)]
    [InlineData(12, 3)]
    public void AnyNumberOfOptimizersAndSeedsCanBeShown(int optimizers, int seeds)
    {
        string[] names = [.. Enumerable.Range(0, optimizers).Select(i => $"optimizer-{i}")];

        string page = ComparisonReport.Render(SampleComparison.Of(names, seeds), Library);
        string allDiverged = ComparisonReport.Render(SampleComparison.Of(names, seeds, 60, [.. Enumerable.Range(0, optimizers)]), Library);

        Assert.DoesNotMatch(@"NaN|Infinity|∞", Script().Replace(page + allDiverged, ""));
        Assert.Contains("diverged</span>", allDiverged);
    }

    [Fact]
    public void ComparisonWithoutCurvesOrFinishedRunsIsStillReported()
    {
        Comparison comparison = SampleComparison.Of(Seven) with { Tuning = [], Status = RunStatus.Stopped };
        ComparisonRow[] rows = [.. comparison.Rows.Select(row => row with
        {
            Metric = new(null, null), TrainLoss = new(null, null), DifferenceToBest = null, Status = RunStatus.Stopped, Runs = [],
        })];

        string page = ComparisonReport.Render(comparison with { Rows = rows }, Library);

        Assert.Contains("stopped before its end", page);
        Assert.Contains("No optimizer finished a run", page);
        Assert.DoesNotContain("<figure", page);
    }

    [Fact]
    public void AMetricThatIsNoAccuracyIsPrintedAsItIs()
    {
        Comparison comparison = SampleComparison.Of(Seven) with { Metric = new Metric("perplexity", HigherIsBetter: false, Target: 0.88) };

        string page = ComparisonReport.Render(comparison, Library);

        Assert.Contains("Validation perplexity", page);
        Assert.Contains("lowest mean test perplexity", page);
        Assert.Contains("Steps to 0.88", page);
        Assert.DoesNotContain("accuracy", Script().Replace(page, ""));
    }

    [Fact]
    public void FileIsReplacedAsAWhole()
    {
        string folder = Directory.CreateTempSubdirectory("impetus-report-").FullName;
        try
        {
            string path = Path.Combine(folder, "report.html");
            File.WriteAllText(path, "old");

            ComparisonReport.Write(SampleComparison.Of(Seven), path);

            Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(path));
            Assert.Equal([path], Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("""<script type="application/json" id="charts">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex Data();
}
