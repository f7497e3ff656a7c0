using System.Text.Json;
using Impetus.Lab.Comparisons;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Tests.Distributed;

namespace Impetus.Lab.Tests.Comparisons;

[Collection(NetworkEngine.Collection)]
public sealed class ComparisonExperimentTests : IDisposable
{
    private readonly DirectoryInfo _runs = Directory.CreateTempSubdirectory("impetus-comparison-");

    public void Dispose() => _runs.Delete(recursive: true);

    [Fact]
    public void Two_optimizers_are_tuned_trained_and_ranked()
    {
        RecordingObserver observer = new();

        Comparison result = ComparisonExperiment.Run(Plan("adamw", "sgdm:momentum=0.8"), observer);

        Assert.Equal(RunStatus.Finished, result.Status);
        Assert.Equal((2, 12L, 3L), (result.Seeds, result.Budget.Steps, result.Budget.TuningSteps));
        Assert.Equal(["adamw", "sgdm:momentum=0.8"], result.Rows.Select(row => row.Optimizer).Order());
        Assert.All(result.Rows, row =>
        {
            Assert.Equal(RunStatus.Finished, row.Status);
            Assert.Equal([1, 2], row.Runs.Select(run => run.Seed));
            Assert.InRange(row.Metric.Mean!.Value, 0.5, 1);
            Assert.InRange(row.OptimizerShare!.Value, 0, 1);
            Assert.Equal(result.Tuning.Single(tuning => tuning.Optimizer == row.Optimizer).Chosen, row.LearningRate);
        });
        Assert.True(result.Rows[0].Metric.Mean >= result.Rows[1].Metric.Mean);
        Assert.Null(result.Rows[0].DifferenceToBest);
        Assert.InRange(result.Rows[1].DifferenceToBest!.Mean, -1, 0);

        // Three rates a third, one and three times the default: 1e-3 and 0.1.
        Assert.Equal([1e-3 / 3, 1e-3, 3e-3], result.Tuning[0].Candidates.Select(candidate => candidate.LearningRate), Close);
        Assert.Equal([0.1 / 3, 0.1, 0.3], result.Tuning[1].Candidates.Select(candidate => candidate.LearningRate), Close);

        // Seed by seed, so that a stopped comparison has comparable rows.
        Assert.Equal([1, 1, 2, 2], observer.Started.Where(run => !run.Tuning).Select(run => run.Seed));
        Assert.Equal((10, 66L), (observer.Overview!.Runs, observer.Overview.Steps));
        Assert.Equal(66, observer.Last.StepsOfAll);
        Assert.Equal(TimeSpan.Zero, observer.Last.TimeLeft);
        Assert.Equal(result.Tuning, observer.Tuning);
    }

    [Fact]
    public void Every_optimizer_starts_from_the_same_weights_and_sees_the_same_batches()
    {
        Comparison result = ComparisonExperiment.Run(Plan("adamw", "sgdm") with { Tuning = LearningRateTuning.None }, new RecordingObserver());

        for (int seed = 0; seed < 2; seed++)
        {
            CurvePoint[] starts = [.. result.Rows.Select(row => row.Runs[seed].Curve[0])];
            Assert.Equal(starts[0].ValidationLoss, starts[1].ValidationLoss);

            // One point per step here, and the first batch's loss is taken before anything moved.
            Assert.Equal(result.Rows[0].Runs[seed].Curve[1].TrainLoss, result.Rows[1].Runs[seed].Curve[1].TrainLoss);
        }

        Assert.NotEqual(result.Rows[0].Runs[0].Curve[0].ValidationLoss, result.Rows[0].Runs[1].Curve[0].ValidationLoss);
    }

    [Fact]
    public void Runs_side_by_side_come_to_the_bits_of_runs_one_after_the_other()
    {
        ComparisonPlan plan = Plan("adamw", "tam", "madam");

        Comparison oneByOne = ComparisonExperiment.Run(plan, new RecordingObserver());
        Comparison sideBySide = ComparisonExperiment.Run(plan with { Threads = null }, new RecordingObserver());

        Assert.Equal(WithoutTimes(oneByOne), WithoutTimes(sideBySide));
    }

    [Fact]
    public void The_run_folder_gives_the_result_back()
    {
        Comparison result = ComparisonExperiment.Run(Plan("adamw") with { Seeds = 1, Steps = 4 }, new RecordingObserver());

        Comparison read = RunFolder.Read(result.RunFolder);

        Assert.Equal(4, read.Budget.Steps);
        Assert.Equal(result.Rows[0].Runs[0].Curve, read.Rows[0].Runs[0].Curve);
        Assert.Equal([0, 1, 2, 3, 4], read.Rows[0].Runs[0].Curve.Select(point => point.Step));
        Assert.NotNull(read.Rows[0].Runs[0].Curve[^1].ValidationMetric);
        Assert.True(File.Exists(Path.Combine(result.RunFolder, "configuration.json")));
        Assert.True(File.Exists(Path.Combine(result.RunFolder, "environment.json")));
    }

    [Fact]
    public void A_random_search_trains_what_it_chose_and_goes_on_after_an_interruption()
    {
        ComparisonPlan plan = Plan("adamw", "sam+tam:gamma=0.8") with { Tuning = LearningRateTuning.Random, Draws = 6 };
        Comparison whole = ComparisonExperiment.Run(plan, new RecordingObserver());

        Assert.All(whole.Tuning, row =>
        {
            Assert.Equal(6, row.Candidates.Count);
            Assert.Null(row.Candidates[0].Optimizer);
            TuningCandidate best = row.Candidates.Where(candidate => candidate.ValidationMetric is not null).MaxBy(candidate => candidate.ValidationMetric)!;
            Assert.Equal((best.LearningRate, best.Optimizer), (row.Chosen, row.ChosenOptimizer));
            Assert.Equal((row.Chosen, row.ChosenOptimizer), whole.Rows.Where(own => own.Optimizer == row.Optimizer).Select(own => (own.LearningRate, own.Trained)).Single());
        });
        Assert.Contains(whole.Tuning[1].Candidates, candidate => candidate.Optimizer?.StartsWith("sam(rho=", StringComparison.Ordinal) == true);

        ComparisonPlan parts = plan with { Folder = Path.Combine(_runs.FullName, "parts") };
        RunUntil(run => run is { Tuning: true, Number: 8 }, parts);
        RecordingObserver rest = new();
        Assert.Equal(WithoutTimes(whole), WithoutTimes(ComparisonExperiment.Run(parts, rest)));
        Assert.Equal(7, rest.Kept.Count);
        Assert.Contains("tuning: random:6 there, random:5 here", Assert.Throws<LabException>(() => ComparisonExperiment.Run(parts with { Draws = 5 }, rest)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Halving_gives_the_better_half_twice_the_steps()
    {
        ComparisonPlan plan = Plan("adamw") with { Tuning = LearningRateTuning.Halving, Draws = 6, Seeds = 1, Steps = 48 };
        RecordingObserver observer = new();
        Comparison result = ComparisonExperiment.Run(plan, observer);

        // 6 points with a quarter of 12 steps, 3 with half of them, and the last 2 with all.
        long?[] steps = [.. result.Tuning[0].Candidates.Select(candidate => candidate.Steps)];
        Assert.Equal([3, 3, 3, 3, 3, 3, 6, 6, 6, null, null], steps);
        TuningCandidate[] last = [.. result.Tuning[0].Candidates.TakeLast(2)];
        Assert.Equal(last.MaxBy(candidate => candidate.ValidationMetric)!.LearningRate, result.Tuning[0].Chosen);
        Assert.Equal((12, 6L * 3 + 3 * 6 + 2 * 12 + 48), (observer.Overview!.Runs, observer.Overview.Steps));
        Assert.Equal(observer.Overview.Steps, observer.Last.StepsOfAll);

        ComparisonPlan parts = plan with { Folder = Path.Combine(_runs.FullName, "halves") };
        RunUntil(run => run is { Tuning: true, Number: 9 }, parts);
        Assert.Equal(WithoutTimes(result), WithoutTimes(ComparisonExperiment.Run(parts, new RecordingObserver())));
    }

    [Fact]
    public void Instruments_measure_the_runs_of_the_seeds_and_leave_no_trace_in_them()
    {
        ComparisonPlan plan = Plan("adamw", "tam") with { Tuning = LearningRateTuning.None };
        Comparison without = ComparisonExperiment.Run(plan, new RecordingObserver());
        ComparisonPlan measured = plan with { Instruments = ["distance", "telemetry"], InstrumentEvery = 5 };
        Comparison result = ComparisonExperiment.Run(measured, new RecordingObserver());

        Assert.Equal(
            without.Rows.Select(row => (row.Optimizer, row.Metric, row.TrainLoss)),
            result.Rows.Select(row => (row.Optimizer, row.Metric, row.TrainLoss)));
        Assert.All(result.Rows, row =>
        {
            Assert.All(row.Runs, run =>
            {
                Assert.Equal([0, 5, 10, 12], run.Curve.Where(point => point.Instruments is not null).Select(point => point.Step));
                Assert.Equal(run.Curve[^1].Instruments!["distance/from-start"], run.Instruments!["distance/from-start"]);
            });
            Assert.Equal(row.Runs.Average(run => run.Instruments!["distance/from-start"]), row.Instruments!["distance/from-start"].Mean);
            Assert.True(row.Instruments["telemetry/gradient-norm"].Mean > 0);
        });
        Comparison read = RunFolder.Read(result.RunFolder);
        Assert.Equal(result.Rows[0].Instruments!["distance/from-start"], read.Rows[0].Instruments!["distance/from-start"]);
        Assert.Equal(result.Rows[0].Runs[0].Curve[^1].Instruments, read.Rows[0].Runs[0].Curve[^1].Instruments);

        // Where it starts from is what distance remembers: an interrupted run has to keep it.
        ComparisonPlan parts = measured with { Folder = Path.Combine(_runs.FullName, "parts"), CheckpointPause = TimeSpan.Zero };
        using CancellationTokenSource source = new();
        ComparisonExperiment.Run(parts, new RecordingObserver((run, progress) =>
        {
            if (run.Seed == 2 && progress.Step == 7)
            {
                source.Cancel();
            }
        }), source.Token);
        Comparison resumed = ComparisonExperiment.Run(parts, new RecordingObserver());
        Assert.Equal(WithoutTimes(result), WithoutTimes(resumed));
    }

    [Fact]
    public void Hyper_parameters_follow_schedules_of_their_own()
    {
        ComparisonPlan plan = Plan("tam", "sam+adamw") with { Tuning = LearningRateTuning.None, Seeds = 1 };
        string[] losses = [.. new[] { "cosine", "cosine;momentum=constant", "cosine;momentum=linear" }.Select(schedule => string.Join(' ', ComparisonExperiment.Run(
            plan with { Schedule = LearningRateSchedule.Parse(schedule) }, new RecordingObserver()).Rows.OrderBy(row => row.Optimizer).Select(row => row.TrainLoss.Mean)))];

        Assert.Equal(losses[0], losses[1]);
        Assert.All(losses[0].Split(' ').Zip(losses[2].Split(' ')), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void A_run_whose_loss_explodes_is_ranked_last_and_the_others_go_on()
    {
        Comparison result = ComparisonExperiment.Run(
            Plan("sgd:lr=1e30", "adamw") with { Tuning = LearningRateTuning.None }, new RecordingObserver());

        Assert.Equal(RunStatus.Finished, result.Status);
        Assert.Equal(["adamw", "sgd:lr=1e30"], result.Rows.Select(row => row.Optimizer));
        Assert.Equal(RunStatus.Diverged, result.Rows[1].Status);
        Assert.Null(result.Rows[1].Metric.Mean);
        Assert.Null(result.Rows[1].DifferenceToBest);
        Assert.All(result.Rows[1].Runs, run => Assert.True(run.Status == RunStatus.Diverged && run.Steps < 12));
        Assert.Equal(RunStatus.Finished, result.Rows[0].Status);
    }

    [Fact]
    public void A_cancellation_keeps_what_is_finished()
    {
        using CancellationTokenSource source = new();
        RecordingObserver observer = new((run, progress) =>
        {
            if (run is { Tuning: false, Seed: 2, Optimizer: "adamw" } && progress.Step == 5)
            {
                source.Cancel();
            }
        });

        Comparison result = ComparisonExperiment.Run(Plan("adamw", "sgdm"), observer, source.Token);

        Assert.Equal(RunStatus.Stopped, result.Status);
        Assert.All(result.Rows, row => Assert.Equal(RunStatus.Stopped, row.Status));
        Assert.All(result.Rows, row => Assert.Equal(RunStatus.Finished, row.Runs[0].Status));
        Assert.Equal(5, result.Rows.Single(row => row.Optimizer == "adamw").Runs[1].Steps);
        Assert.Single(result.Rows.Single(row => row.Optimizer == "sgdm").Runs);
        Assert.NotNull(result.Rows[1].DifferenceToBest);
        Assert.Equal(RunStatus.Stopped, RunFolder.Read(result.RunFolder).Status);
    }

    [Fact]
    public void A_cancellation_while_tuning_gives_rows_without_results()
    {
        using CancellationTokenSource source = new();
        RecordingObserver observer = new((_, _) => source.Cancel());

        Comparison result = ComparisonExperiment.Run(Plan("adamw", "sgdm"), observer, source.Token);

        Assert.Equal(RunStatus.Stopped, result.Status);
        Assert.All(result.Rows, row => Assert.Empty(row.Runs));
        Assert.Equal([1e-3, 0.1], result.Rows.Select(row => row.LearningRate).Order());
    }

    [Fact]
    public void An_interrupted_comparison_goes_on_without_its_finished_runs()
    {
        ComparisonPlan parts = Plan("adamw", "sgdm") with { Folder = Path.Combine(_runs.FullName, "parts") };
        string expected = WithoutTimes(ComparisonExperiment.Run(parts with { Folder = Path.Combine(_runs.FullName, "whole") }, new RecordingObserver()));

        Assert.Equal((0, 5), RunUntil(run => run is { Tuning: true, Optimizer: "sgdm", LearningRate: 0.1 }, parts));
        Assert.Equal((4, 5), RunUntil(run => run is { Seed: 2, Optimizer: "adamw" }, parts));
        RecordingObserver observer = new();
        Comparison result = ComparisonExperiment.Run(parts, observer);

        Assert.Equal((8, 2), (observer.Kept.Count, observer.Started.Count));
        Assert.Equal((66L, TimeSpan.Zero), (observer.Last.StepsOfAll, observer.Last.TimeLeft));
        Assert.Equal(expected, WithoutTimes(result));
        Assert.Equal(expected, WithoutTimes(RunFolder.Read(parts.Folder!)));
        RecordingObserver again = new();
        Assert.Equal(expected, WithoutTimes(ComparisonExperiment.Run(parts, again)));
        Assert.Empty(again.Started);
    }

    [Theory]
    [InlineData(LearningRateTuning.Grid)]
    [InlineData(LearningRateTuning.Random)]
    public void Several_processes_have_the_numbers_of_one_and_one_tells_of_all(LearningRateTuning tuning)
    {
        ComparisonPlan plan = Plan("adamw", "sgdm") with { Folder = Path.Combine(_runs.FullName, "parts"), SideBySide = 1, Tuning = tuning, Draws = 3 };
        string expected = WithoutTimes(ComparisonExperiment.Run(plan with { Folder = Path.Combine(_runs.FullName, "whole") }, new RecordingObserver()));
        RecordingObserver observer = new();

        string[] results = ThreadGroup.Run(3, processes =>
        {
            ComparisonPlan own = plan with { Processes = processes };
            if (processes.Rank > 0)
            {
                ComparisonExperiment.Help(own, message => Assert.Fail(message));
                return expected;
            }

            return WithoutTimes(ComparisonExperiment.Run(own, observer));
        });

        Assert.All(results, result => Assert.Equal(expected, result));
        Assert.Equal(10, observer.Finished.Count);
        Assert.Equal(["comparison.json", "configuration.json", "curves", "environment.json", "processes.log", "run.lock"],
            Directory.EnumerateFileSystemEntries(plan.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_with_another_comparison_is_refused_with_what_differs()
    {
        ComparisonPlan plan = Plan("adamw") with { Folder = _runs.FullName, Tuning = LearningRateTuning.None, Seeds = 1 };
        ComparisonExperiment.Run(plan, new RecordingObserver());

        string message = Assert.Throws<LabException>(() => ComparisonExperiment.Run(
            plan with { Optimizers = ["adamw", "tam"], Steps = 5 }, new RecordingObserver())).Message;

        Assert.Contains("(optimizers: adamw there, adamw,tam here; budget/epochs: ", message, StringComparison.Ordinal);
        Assert.Contains("budget/steps: 12 there, 5 here", message, StringComparison.Ordinal);
        Assert.DoesNotContain("seeds", message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_runs.FullName, "configuration.json"), "{\"task\": \"striped-images\", \"optimizer\": \"tam\"}");
        Assert.Contains("something else", Assert.Throws<LabException>(() => ComparisonExperiment.Run(plan, new RecordingObserver())).Message, StringComparison.Ordinal);
    }

    public static TheoryData<ComparisonPlan, string> Refused => new()
    {
        { Bare(""), "optimizer" },
        { Bare(), "at least one" },
        { Bare("adamw", "adamw"), "adamw is named twice" },
        { Bare("adamw") with { Seeds = 0 }, "seeds must be 1 or more, not 0" },
        { Bare("adamw") with { Steps = -1 }, "steps must be 1 or more, not -1" },
        { Bare("adamw") with { Epochs = 0 }, "epochs must be more than 0, not 0" },
        { Bare("adamw") with { Threads = 0 }, "threads must be 1 or more, not 0" },
        { Bare("adamw:clip-norm=1,clip-value=1"), "clip-norm" },
        { Bare("adamw", "sgd") with { Schedule = LearningRateSchedule.Parse("cosine;beta1=linear") }, "sgd: The optimizer has no hyper-parameter 'beta1' that could follow a schedule" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_plan_that_makes_no_sense_is_refused_before_anything_is_written(ComparisonPlan plan, string reason)
    {
        plan = plan with { RunsFolder = _runs.FullName };

        Exception error = Assert.ThrowsAny<Exception>(() => ComparisonExperiment.Run(plan, new RecordingObserver()));

        Assert.True(error is LabException or FormatException, error.ToString());
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Empty(_runs.EnumerateFileSystemInfos());
    }

    // As a killed process leaves it: nothing is written after the moment.
    private static (int Kept, int Started) RunUntil(Predicate<RunLabel> isLast, ComparisonPlan plan)
    {
        RecordingObserver observer = new((run, _) =>
        {
            if (isLast(run))
            {
                throw new InvalidOperationException("killed");
            }
        });
        Assert.Throws<InvalidOperationException>(() => ComparisonExperiment.Run(plan, observer));
        return (observer.Kept.Count, observer.Started.Count);
    }

    private static string WithoutTimes(Comparison comparison) => JsonSerializer.Serialize(comparison with
    {
        RunFolder = "",
        StartedAt = default,
        ElapsedSeconds = 0,
        Rows = [.. comparison.Rows.Select(row => row with
        {
            MsPerStep = null,
            OptimizerShare = null,
            Runs = [.. row.Runs.Select(run => run with { MsPerStep = null, OptimizerShare = null })],
        })],
    }) + string.Concat(comparison.Rows.SelectMany(row => row.Runs).SelectMany(run => run.Curve).Select(point => JsonSerializer.Serialize(point)));

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < 1e-12;

    private static ComparisonPlan Bare(params string[] optimizers) =>
        new() { Task = StripedImages.Task, Scale = Scale.Smoke, Optimizers = optimizers };

    private ComparisonPlan Plan(params string[] optimizers) => Bare(optimizers) with { RunsFolder = _runs.FullName, Threads = 1 };
}
