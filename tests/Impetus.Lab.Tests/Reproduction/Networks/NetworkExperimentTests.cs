using System.Text.Json;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Reproduction.Networks;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Report;
using Impetus.Torch;

namespace Impetus.Lab.Tests.Reproduction.Networks;

/// <summary>Experiments with networks, in small: tuning, finals, what is kept, and what every ID comes to.</summary>
[Collection(NetworkEngine.Collection)]
public sealed class NetworkExperimentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("impetus-").FullName;

    public static TheoryData<string> Ids => [.. ExperimentRegistry.Select(ExperimentRegistry.Networks).Select(experiment => experiment.Id)];

    public void Dispose()
    {
        // Other tests expect the engine as it was.
        TorchBackend.Tune();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    [Trait("Category", "Slow")]
    public void EveryIdRunsInSmall(string id) => RunsInSmall(id);

    [Theory]
    [InlineData("tam/fig7")]
    [InlineData("tam/fig5")]
    [InlineData("cm/fig8")]
    [InlineData("tam/table11")]
    public void TheWholeWayWorks(string id) => RunsInSmall(id);

    [Fact]
    public void RunsDoNotDependOnWhatRunsBesideThem()
    {
        Findings one = Tiny().Run(new(Scale.Smoke, Seed: 3) { Threads = 1 }), three = Tiny().Run(new(Scale.Smoke, Seed: 3) { Threads = 3 });

        Assert.Equal(Measured(one), Measured(three));
        Assert.NotEqual(Measured(one), Measured(Tiny().Run(new(Scale.Smoke, Seed: 4))));
    }

    [Fact]
    public void ADerivedArmFollowsTheChoiceAndTuningHasSeedsOfItsOwn()
    {
        Findings findings = Tiny().Run(new(Scale.Smoke) { RunsFolder = _folder });

        string chosen = (string)findings.Rows[1]["optimizer"]!, derived = (string)findings.Rows[2]["optimizer"]!;
        Assert.Contains(chosen, new[] { "sgdm:lr=0.01", "sgdm:lr=0.1" });
        Assert.Equal($"nag:lr={(chosen.EndsWith("0.01", StringComparison.Ordinal) ? "0.02" : "0.2")}", derived);
        NetworkRun[] runs = Kept();
        Assert.Equal((2, 8), (runs.Count(run => run.Configuration.Seed == 1_001), runs.Count(run => run.Configuration.Seed is 1 or 2)));
        Assert.Equal(
            ["sgd:lr=0.1", $"switch(steps=2,first=(sgd:lr=0.1))+adam:lr=0.001"],
            new[] { 0, 3 }.Select(row => (string)findings.Rows[row]["optimizer"]!));
    }

    [Fact]
    public void WhatHadEndedIsNotTrainedAgain()
    {
        using CancellationTokenSource stop = new();
        int ended = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => Tiny().Run(new(Scale.Smoke)
        {
            RunsFolder = _folder,
            Threads = 1,
            Cancellation = stop.Token,
            Progress = progress =>
            {
                if ((ended = progress.Done) == 5)
                {
                    stop.Cancel();
                }
            },
        }));
        Dictionary<string, DateTime> kept = Files().ToDictionary(file => file, File.GetLastWriteTimeUtc);
        Assert.Equal(5, kept.Count);
        // What a machine that lost power may leave behind is made anew.
        string torn = kept.Keys.Order(StringComparer.Ordinal).First();
        File.WriteAllText(torn, "{\"configur");

        Findings resumed = Tiny().Run(new(Scale.Smoke) { RunsFolder = _folder });

        Assert.Equal(Measured(Tiny().Run(new(Scale.Smoke))), Measured(resumed));
        Assert.All(kept.Where(file => file.Key != torn), file => Assert.Equal(file.Value, File.GetLastWriteTimeUtc(file.Key)));
        Assert.Equal(10, Kept().Length);
    }

    private static NetworkExperiment Tiny() => new()
    {
        Id = "tam/tiny",
        Paper = Publications.TorqueAware,
        Title = "Nothing in particular",
        Minutes = 0,
        Smaller = "everything",
        Studies =
        [
            new("", TaskRegistry.Find("fashion-mnist-mlp")!)
            {
                Arms =
                [
                    new("A") { Candidates = ["sgd:lr=0.1"], Paper = 50 },
                    new("B") { Candidates = Grid.Of("sgdm", 0.01, 0.1) },
                    new("C") { Derived = new("B", static (_, rate) => Grid.WithRate("nag", 2 * rate)) },
                    new("D") { Candidates = ["switch(steps={0.3},first=(sgd:lr=0.1))+adam:lr=0.001"] },
                ],
            },
        ],
        Statements = [new("A is better than B", results => results.Better("A", ["B"]))],
    };

    private static void RunsInSmall(string id)
    {
        IExperiment experiment = ExperimentRegistry.Find(id)!;
        ReproducedExperiment result = ReproducedExperiment.Run(experiment, new(Scale.Smoke));

        Assert.Equal(experiment.Claims, result.Claims.Select(claim => claim.Text));
        Assert.All(result.Claims, claim => Assert.NotEmpty(claim.Evidence));
        Assert.All(result.Rows, row => Assert.True(OptimizerSpecification.Parse((string)row["optimizer"]!).Name.Length > 0));
        Assert.Contains(id, ReproductionReport.Render(result), StringComparison.Ordinal);
        Assert.NotNull(experiment.Minutes);
        Assert.NotEmpty(experiment.DataAt(Scale.Cpu));
        if (result.Generated is not null)
        {
            Assert.All(result.Claims, claim => Assert.Equal(Verdict.Undecided, claim.Verdict));
            Assert.Contains("generated", ReproductionReport.Render(result), StringComparison.Ordinal);
        }
    }

    // All but the times.
    private static string Measured(Findings findings) => JsonSerializer.Serialize(
        findings.Rows.Select(row => row.Where(cell => cell.Key != "secondsPerRun").ToDictionary()), ResultJson.Format);

    private string[] Files() => Directory.GetFiles(_folder, "*.json", SearchOption.AllDirectories);

    private NetworkRun[] Kept() => [.. Files().Select(file => ResultJson.Read<NetworkRun>(file, ""))];
}
