using System.Text.Json;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Report;
using Impetus.Tests.Distributed;

namespace Impetus.Lab.Tests.Reproduction;

public sealed class ReproductionRunTests : IDisposable
{
    private static readonly Claim Good = new("It holds", Verdict.Holds, "p = 0.01");

    private readonly string _folder = Directory.CreateTempSubdirectory("impetus-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AnInterruptedRunGoesOnWhereItWas()
    {
        using CancellationTokenSource interruption = new();
        KnownExperiment first = new("a/1", _ => [Good]);
        KnownExperiment second = new("a/2", settings =>
        {
            interruption.Cancel();
            settings.Map(1, _ => 0);
            return [Good];
        });
        KnownExperiment third = new("b/1", _ => [Good]);

        Assert.ThrowsAny<OperationCanceledException>(() => Run([first, second, third], new(Scale.Smoke) { Cancellation = interruption.Token }));
        // What a machine that lost power may leave behind.
        File.WriteAllText(Path.Combine(_folder, "a", "2.json"), "{\"id\": \"a/2\", \"pap");
        (ReproductionOutcome outcome, List<string> events) = Run([first, second, third], new(Scale.Smoke));

        Assert.Equal(["1/3 a/1 skipped", "a/2 finished", "b/1 finished"], events);
        Assert.Equal((1, 2, 1), (first.Runs, second.Runs, third.Runs));
        Assert.Equal(["a/1", "a/2", "b/1"], outcome.Results.Select(result => result.Id));
    }

    [Fact]
    public void WhatIsReadBackIsWhatWasFound()
    {
        (ReproductionOutcome outcome, _) = Run([new KnownExperiment("a/1", _ => [Good, new("Not sure", Verdict.Undecided, "p = 0.4")])], new(Scale.Cpu, Seed: 3));

        ReproducedExperiment read = Assert.Single(ReproductionFolder.Results(_folder));
        Assert.Equal(Json(Assert.Single(outcome.Results)), Json(read));
        Assert.Equal([true, false], read.Claims.Select(claim => claim.Holds));
        Assert.Equal(("undecided: p = 0.4", "p = 0.4"), (read.Claims[1].Evidence, read.Claims[1].Reason));
        Assert.Equal<KeyValuePair<string, object?>>([new("optimizer", "adam"), new("loss", 3.5), new("paperLoss", null), new("steps", 7L), new("best", null)], read.Rows[0]);
        Assert.Contains("<path", File.ReadAllText(Path.Combine(_folder, read.FigureFiles![0].File)), StringComparison.Ordinal);
    }

    [Fact]
    public void AFailureDoesNotStopTheOthers()
    {
        KnownExperiment broken = new("a/1", settings => settings.Map<Claim>(2, _ => throw new LabException("no luck")));
        (ReproductionOutcome outcome, List<string> events) = Run([broken, new KnownExperiment("a/2", _ => [Good])], new(Scale.Smoke));

        Assert.Equal(["a/1 failed: no luck", "a/2 finished"], events);
        Assert.Equal("a/1", Assert.Single(outcome.Failures).Id);
        Assert.Equal(outcome.Failures, ReproductionFolder.Read(_folder).Failures);
    }

    [Fact]
    public void WhatLacksDataIsLeftOutAndSaidAndTheOthersAreMade()
    {
        DataSet nowhere = new() { Name = "nowhere", Summary = "", License = "", Page = "", Files = [new("nothing.bin", 1, (Checksum?)null)] };
        KnownExperiment lacking = new("a/1", _ => [Good]) { Data = [nowhere] };
        (ReproductionOutcome outcome, List<string> events) = Run([lacking, new KnownExperiment("a/2", _ => [Good])], new(Scale.Cpu));

        Assert.Equal("a/1 needs nowhere, which is not at hand: run './impetus data get nowhere' (or --from a folder that has it)", Assert.Single(outcome.LeftOut).Message);
        Assert.Equal(["a/2"], outcome.Results.Select(result => result.Id));
        Assert.Empty(outcome.Failures);
        Assert.Equal("a/2 finished", events[^1]);
        Assert.Equal(0, lacking.Runs);
    }

    [Fact]
    public void ProcessesTakeExperimentsAndTheFirstHasAllResults()
    {
        int runs = 0;
        KnownExperiment[] experiments = [.. Enumerable.Range(1, 12).Select(number => new KnownExperiment($"a/{number}", settings =>
        {
            Interlocked.Increment(ref runs);
            Thread.Sleep(20);
            return number == 5 ? throw new LabException("no luck") : [Good];
        }))];

        ReproductionOutcome[] outcomes = ThreadGroup.Run(3, processes => new ReproductionRun(experiments, new(Scale.Smoke), _folder, "reproduce a") { Processes = processes }
            .Run(ReproductionReport.Draw, new RecordingReproduction()));

        Assert.Equal(12, runs);
        Assert.Equal(Enumerable.Range(1, 12).Where(number => number != 5).Select(number => $"a/{number}"), outcomes[0].Results.Select(result => result.Id));
        Assert.Equal("no luck", Assert.Single(outcomes[0].Failures).Message);
        Assert.Equal(outcomes[0].Failures, ReproductionFolder.Read(_folder).Failures);
        Assert.Equal(11, ReproductionFolder.Results(_folder).Count);
    }

    [Fact]
    public void ResultsOfOtherSettingsAreNotMixedIn()
    {
        Run([new KnownExperiment("a/1", _ => [Good])], new(Scale.Cpu));
        LabException error = Assert.Throws<LabException>(() => Run([new KnownExperiment("a/2", _ => [Good])], new(Scale.Cpu, Seed: 1)));
        Assert.Contains("seed 0", error.Message, StringComparison.Ordinal);
    }

    private static string Json(ReproducedExperiment result) => JsonSerializer.Serialize(result, ResultJson.Format);

    private (ReproductionOutcome Outcome, List<string> Events) Run(IReadOnlyList<IExperiment> experiments, ExperimentSettings settings)
    {
        RecordingReproduction observer = new();
        return (new ReproductionRun(experiments, settings, _folder, "./impetus reproduce").Run(ReproductionReport.Draw, observer), observer.Events);
    }
}
