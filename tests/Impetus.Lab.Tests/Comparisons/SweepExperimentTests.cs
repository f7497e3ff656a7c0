using System.Text.Json;
using Impetus.Lab.Comparisons;
using Impetus.Lab.Comparisons.Sweeps;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Tests.Comparisons;

[Collection(NetworkEngine.Collection)]
public sealed class SweepExperimentTests : IDisposable
{
    private readonly DirectoryInfo _runs = Directory.CreateTempSubdirectory("impetus-sweep-");

    public void Dispose() => _runs.Delete(recursive: true);

    [Fact]
    public void Points_are_judged_by_the_validation_part_on_seeds_that_no_comparison_has()
    {
        SweepResult sweep = SweepExperiment.Run(Plan("whole"), Points("lr=1e-5,3e-3"), new RecordingObserver());

        Assert.Equal("adamw:lr=3e-3", sweep.Best);
        Assert.Equal(["adamw:lr=3e-3", "adamw:lr=1e-5"], sweep.Rows.Select(row => row.Optimizer));
        SweepRun[] runs = [.. sweep.Rows.SelectMany(row => row.Runs)];
        Assert.Equal([1001, 1002, 1001, 1002], runs.Select(run => run.Seed));

        // A share of 60 images, as the validation part has; the test part has 100.
        Assert.All(runs, run => Assert.Equal(Math.Round(run.Metric!.Value * 60), run.Metric!.Value * 60, 1e-6));
    }

    [Fact]
    public void An_interrupted_sweep_goes_on_to_the_same_result_without_its_finished_runs()
    {
        IReadOnlyList<SweepPoint> points = Points("lr=1e-3,1e30", "beta1=0.5,0.9");
        string expected = WithoutTimes(SweepExperiment.Run(Plan("whole"), points, new RecordingObserver()));
        using CancellationTokenSource source = new();
        RecordingObserver stopping = new((run, progress) =>
        {
            if (run is { Seed: 1002, Optimizer: "adamw:lr=1e-3,beta1=0.9" } && progress.Step == 5)
            {
                source.Cancel();
            }
        });

        Assert.Equal((RunStatus.Stopped, null), Ending(SweepExperiment.Run(Plan("parts"), points, stopping, source.Token)));
        RecordingObserver observer = new();
        SweepResult sweep = SweepExperiment.Run(Plan("parts"), points, observer);

        Assert.Equal((5, 3), (observer.Kept.Count, observer.Started.Count));
        Assert.Equal(expected, WithoutTimes(sweep));
        Assert.Equal(RunStatus.Finished, sweep.Status);
        Assert.Contains(
            "(optimizers: ", Assert.Throws<LabException>(() => SweepExperiment.Run(Plan("parts"), Points("lr=1e-3"), observer)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "tuning: sweep there, none here",
            Assert.Throws<LabException>(() => ComparisonExperiment.Run(Plan("parts") with { Tuning = LearningRateTuning.None }, observer)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tam", "tam:lr=1,gamma=.5 tam:lr=1,gamma=.6 tam:lr=2,gamma=.5 tam:lr=2,gamma=.6")]
    [InlineData("sam(rho=0.05)+tam:momentum=.8", "sam(rho=0.05)+tam:momentum=.8,lr=1,gamma=.5")]
    public void The_grid_is_every_combination_added_to_the_specification(string optimizer, string expected)
        => Assert.StartsWith(
            expected,
            string.Join(' ', SweepPoint.Of(OptimizerSpecification.Parse(optimizer), [SweepAxis.Parse("lr=1,2"), SweepAxis.Parse("gamma = .5, .6")]).Select(point => point.Optimizer)),
            StringComparison.Ordinal);

    [Fact]
    public void Options_of_wrappers_are_swept_and_instruments_measure()
    {
        IReadOnlyList<SweepPoint> points = SweepPoint.Of(OptimizerSpecification.Parse("sam+sgdm"), [SweepAxis.Parse("sam.rho=0.01,0.2"), SweepAxis.Parse("lr=0.05")]);

        SweepResult sweep = SweepExperiment.Run(Plan("wrapped") with { Instruments = ["distance"] }, points, new RecordingObserver());

        Assert.Equal(["sam(rho=0.01)+sgdm:lr=0.05", "sam(rho=0.2)+sgdm:lr=0.05"], sweep.Rows.Select(row => row.Optimizer).Order(StringComparer.Ordinal));
        Assert.Equal([0.01, 0.2], sweep.Rows.Select(row => row.Options["sam.rho"]).Order());
        Assert.All(sweep.Rows, row => Assert.True(row.Instruments!["distance/from-start"].Mean > 0));
        Assert.Equal(2, sweep.Rows.SelectMany(row => row.Runs).Select(run => run.TrainLoss).Distinct().Count() / sweep.Seeds);
    }

    [Fact]
    public void Without_a_grid_the_search_space_is_swept_or_some_of_it()
    {
        OptimizerSpecification optimizer = OptimizerSpecification.Parse("tam:momentum=0.9");

        Assert.Equal(15, SweepPoint.Of(optimizer, SweepPoint.SearchSpace(optimizer)).Count);
        SweepPoint[] some = [.. SweepPoint.Of(optimizer, SweepPoint.SearchSpace(optimizer), draws: 4)];
        Assert.Equal(4, some.Select(point => point.Optimizer).Distinct().Count());
        Assert.Subset(SweepPoint.Of(optimizer, SweepPoint.SearchSpace(optimizer)).Select(point => point.Optimizer).ToHashSet(), some.Select(point => point.Optimizer).ToHashSet());
        Assert.Equal(
            ["tam:momentum=0.9,gamma=0.9,lr=0.01", "tam:momentum=0.9,gamma=0.9,lr=0.02", "tam:momentum=0.9,gamma=0.9,lr=0.04", "tam:momentum=0.9,gamma=0.9,lr=0.06"],
            SweepPoint.Published(TaskRegistry.Find("label-flip")!, "tam").Select(point => point.Optimizer));
    }

    private static (RunStatus, string?) Ending(SweepResult sweep) => (sweep.Status, sweep.Best);

    private static IReadOnlyList<SweepPoint> Points(params string[] grid) =>
        SweepPoint.Of(OptimizerSpecification.Parse("adamw"), [.. grid.Select(SweepAxis.Parse)]);

    private static string WithoutTimes(SweepResult sweep) => JsonSerializer.Serialize(
        sweep with
        {
            RunFolder = "",
            Rows = [.. sweep.Rows.Select(row => row with { MsPerStep = null, Runs = [.. row.Runs.Select(run => run with { MsPerStep = null })] })],
        },
        ResultJson.Format);

    private ComparisonPlan Plan(string folder) =>
        new() { Task = StripedImages.Task, Scale = Scale.Smoke, Threads = 1, Folder = Path.Combine(_runs.FullName, folder) };
}
