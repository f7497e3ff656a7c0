using System.Text.Json;
using System.Xml.Linq;
using Impetus.Lab;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training;
using Impetus.Lab.Training.Logs;

namespace Impetus.Report.Tests;

public sealed class TrainingReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("impetus-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ARunThatIsGoingOnShowsWhatItHasMeasuredAndHowItGoesOn()
    {
        string run = Path.Combine(_folder, "run");
        Write(run, [Line(0, null), Line(10, new() { ["sharpness/residual"] = 0.1, ["sharpness/largest-eigenvalue"] = null }), Line(20, Slice())]);

        ReportedResults reported = ReportPages.Write([run], _folder);

        string link = PageBody.Read(reported.FrontPage).Descendants("a").Single().Attribute("href")!.Value;
        XDocument page = PageBody.Read(Path.Combine(_folder, link));
        Assert.Equal(
            ["Loss", "Validation accuracy", "Learning rate", "sharpness", "Loss around the weights, step 20"],
            page.Descendants("section").Where(section => section.Descendants("figure").Any()).Select(section => section.Element("h2")!.Value));
        Assert.Contains($"train --resume {run}", page.Descendants("p").Single(p => p.Attribute("class")?.Value == "notice").Value, StringComparison.Ordinal);
        Assert.Contains("20 of 40", page.Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void RunsOfOneTaskAreToldApartAndAFolderCountsOnce()
    {
        string first = Path.Combine(_folder, "first"), second = Path.Combine(_folder, "second");
        Write(first, [Line(0, null)]);
        Write(second, [Line(0, null)]);

        ReportedResults reported = ReportPages.Write([first, second, first + "/"], _folder);

        Assert.Equal([first, second], reported.Trainings);
        string[] rows = [.. PageBody.Read(reported.FrontPage).Descendants("tbody").Single().Elements("tr").Select(row => row.Value)];
        Assert.Contains("first", rows[0], StringComparison.Ordinal);
        Assert.Contains("second", rows[1], StringComparison.Ordinal);
        Assert.DoesNotContain(_folder, rows[0], StringComparison.Ordinal);    // the page may be read on another machine
    }

    [Fact]
    public void AFolderThatDoesNotExistIsCalledThat()
        => Assert.Contains("no folder", Assert.Throws<LabException>(() => ReportPages.Write([Path.Combine(_folder, "nowhere")], _folder)).Message, StringComparison.Ordinal);

    [Fact]
    public void ADamagedConfigurationIsNamed()
    {
        string run = Path.Combine(_folder, "run");
        Write(run, [Line(0, null)]);
        File.WriteAllText(Path.Combine(run, "configuration.json"), "{");

        Assert.Contains("configuration.json", Assert.Throws<LabException>(() => ReportPages.Write([run], _folder)).Message, StringComparison.Ordinal);
    }

    private static LogLine Line(long step, Dictionary<string, double?>? instruments) => new()
    {
        Step = step,
        Epoch = step / 10.0,
        Time = DateTimeOffset.UnixEpoch,
        Seconds = step,
        LearningRate = 0.1,
        TrainLoss = step == 0 ? null : 2.0 / step,
        ValidationLoss = 1.0 / (step + 1),
        ValidationMetric = step / 40.0,
        Instruments = instruments,
    };

    private static Dictionary<string, double?> Slice() => new()
    {
        ["loss-slice/x=-1.00,y=-1.00"] = 3,
        ["loss-slice/x=-1.00,y=1.00"] = 2,
        ["loss-slice/x=1.00,y=-1.00"] = 4,
        ["loss-slice/x=1.00,y=1.00"] = 1,
    };

    private static void Write(string folder, IEnumerable<LogLine> lines)
    {
        Directory.CreateDirectory(folder);
        TrainingConfiguration configuration = TrainingConfiguration.Of(new TrainingPlan
        {
            Task = TaskRegistry.Default,
            Optimizer = "adamw",
            Folder = folder,
            Scale = Scale.Smoke,
            Steps = 40,
            Instruments = ["sharpness", "loss-slice"],
        });
        File.WriteAllText(Path.Combine(folder, TrainingConfiguration.FileName), TrainingJson.Text(configuration, TrainingJson.Default.TrainingConfiguration));
        File.WriteAllLines(Path.Combine(folder, "log.jsonl"), lines.Select(line => JsonSerializer.Serialize(line, TrainingJson.Default.LogLine)));
    }
}
