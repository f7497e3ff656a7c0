using System.Xml.Linq;
using Impetus.Lab;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Tests.Reproduction;

namespace Impetus.Report.Tests;

public sealed class ReportPagesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("impetus-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TheFrontPageHasEveryClaimWithItsVerdict()
    {
        Fill("first", new KnownExperiment("x/fig1", _ => [new("One & all", Verdict.Holds, "e1"), new("Two", Verdict.Fails, "e2")]));
        Fill("second", new KnownExperiment("y/fig2", _ => [new("Three", Verdict.Undecided, "e3")]), new KnownExperiment("y/fig3", _ => throw new LabException("it broke")));
        string front = ReportPages.Write([Folder("first"), Folder("second")], Folder("pages")).FrontPage;

        XDocument page = PageBody.Read(front);
        (string Claim, string Verdict)[] rows =
        [
            .. page.Descendants("table").Where(table => table.Attribute("class")?.Value == "claims").Descendants("tr")
                .Where(row => row.Elements("td").Any()).Select(row => row.Elements("td").ToArray()).Select(cells => (cells[0].Value, cells[1].Value)),
        ];
        Assert.Equal([("One & all", "holds"), ("Two", "fails"), ("Three", "undecided")], rows);
        Assert.Equal(["1", "1", "1", "0"], page.Descendants("ul").Single(list => list.Attribute("class")?.Value == "counts").Descendants("b").Select(count => count.Value));
        Assert.Contains("y/fig3: it broke", page.Root!.Value, StringComparison.Ordinal);
        foreach (string link in page.Descendants("a").Select(anchor => anchor.Attribute("href")!.Value).Where(link => link.Contains('#', StringComparison.Ordinal)))
        {
            XDocument target = PageBody.Read(Path.Combine(Folder("pages"), link.Split('#')[0]));
            XElement section = target.Descendants().Single(element => element.Attribute("id")?.Value == link.Split('#')[1]);
            if (section.Name.LocalName == "li")
            {
                Assert.Contains(rows, row => section.Value.StartsWith($"{row.Verdict} {row.Claim}e", StringComparison.Ordinal));
                continue;
            }

            Assert.Single(section.Descendants(XName.Get("svg", "http://www.w3.org/2000/svg")), svg => svg.Attribute("class")?.Value == "plot");
        }
    }

    [Fact]
    public void MarkdownKeepsWhatStandsAroundTheClaims()
    {
        Fill("first", new KnownExperiment("x/fig1", _ => [new("a | b", Verdict.Holds, "e1"), new("Two", Verdict.Fails, "e2")]));
        string page = Folder("page.md");
        File.WriteAllText(page, "Before\n\n<!-- claims: written by `impetus report DIR --markdown FILE` -->\nstale\n<!-- /claims -->\n\nAfter\n");

        ReportPages.WriteMarkdown([Folder("first")], page);
        string once = File.ReadAllText(page);
        ReportPages.WriteMarkdown([Folder("first")], page);

        Assert.Equal(once, File.ReadAllText(page));
        Assert.StartsWith("Before\n", once, StringComparison.Ordinal);
        Assert.EndsWith("<!-- /claims -->\n\nAfter\n", once, StringComparison.Ordinal);
        Assert.Contains("| `x/fig1` | 1 | a \\| b | holds |\n|  | 2 | Two | **fails** |\n", once, StringComparison.Ordinal);
        Assert.DoesNotContain("stale", once, StringComparison.Ordinal);
    }

    [Fact]
    public void MarkdownSaysHowOftenOtherSeedsAgree()
    {
        Fill("first", new KnownExperiment("x/fig1", _ => [new("One", Verdict.Holds, "e1"), new("Two", Verdict.Fails, "e2")]));
        Fill("second", new KnownExperiment("x/fig1", _ => [new("One", Verdict.Holds, "e1"), new("Two", Verdict.Undecided, "e2")]));
        string page = Folder("page.md");
        File.WriteAllText(page, "<!-- claims: written by `impetus report DIR --markdown FILE` -->\n<!-- /claims -->\n");

        ReportPages.WriteMarkdown([Folder("first"), Folder("second")], page);

        string table = File.ReadAllText(page);
        Assert.Contains("1 experiments, 2 claims: 1 hold, 1 fail", table, StringComparison.Ordinal);
        Assert.Contains("| `x/fig1` | 1 | One | holds | 1 of 1 |\n|  | 2 | Two | **fails** | 0 of 1 |\n", table, StringComparison.Ordinal);
    }

    [Fact]
    public void ADependingClaimShowsItsReadings()
    {
        Fill("first", new KnownExperiment("x/fig1", _ => Readings.Decide<int>(
            [new("near starts", "the text", 1), new("far | starts", "the code", 2)],
            choice => [new Claim("One", choice == 1 ? Verdict.Holds : Verdict.Fails, $"e{choice}"), new Claim("Two", Verdict.Holds, $"f{choice}")])));
        string page = Folder("page.md");
        File.WriteAllText(page, "<!-- claims: written by `impetus report DIR --markdown FILE` -->\n<!-- /claims -->\n");

        ReportPages.WriteMarkdown([Folder("first")], page);
        string front = ReportPages.Write([Folder("first")], Folder("pages")).FrontPage;

        string table = File.ReadAllText(page);
        Assert.Contains("1 hold, 0 fail, 0 are undecided, 1 depend on the reading", table, StringComparison.Ordinal);
        Assert.Contains("| near starts (default) | holds | holds | the text |\n| far \\| starts | **fails** | holds | the code |\n", table, StringComparison.Ordinal);
        XElement[] rows = [.. PageBody.Read(Path.Combine(Path.GetDirectoryName(front)!, "x.html")).Descendants("details").First().Descendants("tr").Skip(1)];
        Assert.Equal(["near startsdefaultholdsthe texte1", "far | startsfailsthe codee2"], rows.Select(row => row.Value));
    }

    [Fact]
    public void AComparisonGetsItsReportAndALink()
    {
        RunFolder folder = RunFolder.Create(_folder, "sample", DateTimeOffset.UnixEpoch);
        folder.Write(SampleComparison.Of(["adamw", "tam"]) with { RunFolder = folder.Path });

        string front = ReportPages.Write([folder.Path], folder.Path).FrontPage;

        string link = PageBody.Read(front).Descendants("a").Single().Attribute("href")!.Value;
        Assert.True(File.Exists(Path.Combine(folder.Path, link)));
    }

    [Fact]
    public void ComparisonsBecomeTablesOfAPage()
    {
        RunFolder first = RunFolder.Create(_folder, "first", DateTimeOffset.UnixEpoch), second = RunFolder.Create(_folder, "second", DateTimeOffset.UnixEpoch);
        Comparison sample = SampleComparison.Of(["adamw", "tam", "torque-aware*none"]);
        first.Write(sample);
        second.Write(sample with { Task = "other", Rows = [.. sample.Rows.Reverse()] });
        string page = Folder("page.md");
        File.WriteAllText(page, "Before\n<!-- comparisons: written by `impetus report DIR... --markdown FILE` -->\nstale\n<!-- /comparisons -->\nAfter\n");

        ReportPages.WriteMarkdown([first.Path, second.Path], page);

        string[] lines = File.ReadAllLines(page);
        Assert.Contains("| optimizer | `fashion-mnist-cnn` | `other` | mean place |", lines);
        Assert.Equal(3, lines.Count(line => line.EndsWith("| 2.0 |", StringComparison.Ordinal)));
        Assert.Equal(2, lines.Count(line => line.StartsWith("| torque-aware\\*none | ", StringComparison.Ordinal)));
        Assert.Equal(4, lines.Count(line => line.EndsWith("] |", StringComparison.Ordinal) || line.EndsWith("] \\* |", StringComparison.Ordinal)));
        Assert.DoesNotContain("stale", lines);
        Assert.Equal(("Before", "After"), (lines[0], lines[^1]));
        File.WriteAllText(page, "nothing");
        Assert.Contains("where the comparisons belong", Assert.Throws<LabException>(() => ReportPages.WriteMarkdown([first.Path], page)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderWithoutResultsIsNamed()
        => Assert.Contains(_folder, Assert.Throws<LabException>(() => ReportPages.Write([_folder], _folder)).Message, StringComparison.Ordinal);

    private string Folder(string name) => Path.Combine(_folder, name);

    private void Fill(string name, params IReadOnlyList<IExperiment> experiments)
        => new ReproductionRun(experiments, new(Scale.Smoke), Folder(name), "./impetus reproduce").Run(ReproductionReport.Draw, new RecordingReproduction());
}
