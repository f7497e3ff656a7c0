using System.Text.Json;
using System.Text.Json.Nodes;
using Impetus.Lab.Instruments;
using Impetus.Lab.Models;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Tasks.Streams;
using Impetus.Lab.Tests.Comparisons;
using Impetus.Lab.Training;
using Impetus.Lab.Training.Logs;

namespace Impetus.Lab.Tests.Training;

[Collection(NetworkEngine.Collection)]
public sealed class RecordedTrainingTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("impetus-training-");

    public void Dispose() => _parent.Delete(recursive: true);

    [Theory]
    [InlineData("ema(decay=0.8)+lookahead(k=3)+adam-cm:capacity=3", 5, 6)]
    [InlineData("sam(rho=0.02)+am-adamw", 1, 11)]
    [InlineData("accumulate(batches=3)+madam:amsgrad", 4, 8)]
    [InlineData("tam:non-finite=skip", 0, 7)]
    [InlineData("switch(steps=6)+meg(h=0.01)+aggmo:clip-norm=0.5", 3, 9)]
    public void A_run_that_was_stopped_twice_ends_with_the_same_bits_log_and_result(string optimizer, long first, long second)
    {
        RecordingTrainer whole = Trainer("whole", optimizer, threads: 2), parts = Trainer("parts", optimizer, threads: 2);

        TrainingResult expected = whole.Start();
        Assert.Equal(RunStatus.Stopped, Stop(parts.Plan, first).Status);
        RecordingTrainer again = Trainer("parts", optimizer);
        TrainingResult stopped = again.Resume(second);
        TrainingResult result = Trainer("parts", optimizer).Resume();

        Assert.Equal((Math.Max(1, first), second, second), (again.FirstStep, stopped.Steps, JsonSteps(stopped.Checkpoint!)));
        Assert.Equal(RunStatus.Finished, result.Status);
        Assert.Equal(Weights(whole), Weights(parts));
        Assert.Equal(LogOf(whole), LogOf(parts));
        Assert.Equal(
            (expected.Test, expected.TestLoss, expected.TrainLoss, expected.BestValidation, expected.BestStep, expected.StepsToTarget),
            (result.Test, result.TestLoss, result.TrainLoss, result.BestValidation, result.BestStep, result.StepsToTarget));
    }

    [Theory]
    [InlineData("model.safetensors", "checksum")]
    [InlineData("optimizer.safetensors", "checksum")]
    [InlineData("manifest.json", "is damaged (")]
    [InlineData("progress.json", "is missing")]
    public void A_damaged_checkpoint_is_told_and_the_one_before_it_leads_to_the_same_bits(string file, string fault)
    {
        RecordingTrainer whole = Trainer("whole"), parts = Trainer("parts");
        whole.Start();
        string newest = Stop(parts.Plan, 10).Checkpoint!;
        Damage(Path.Combine(newest, file), remove: fault == "is missing");

        RecordingTrainer again = Trainer("parts");
        again.Resume();

        string note = Assert.Single(again.Notes);
        Assert.Contains("step-000000010 is damaged", note, StringComparison.Ordinal);
        Assert.Contains(fault, note, StringComparison.Ordinal);
        Assert.Contains("going back to step-000000008", note, StringComparison.Ordinal);
        Assert.Equal(8, again.FirstStep);
        Assert.Equal(Weights(whole), Weights(parts));
        Assert.Equal(LogOf(whole), LogOf(parts));
    }

    [Fact]
    public void A_run_whose_checkpoints_are_all_damaged_is_not_begun_anew_by_itself()
    {
        RecordingTrainer trainer = Trainer("run");
        Stop(trainer.Plan, 3);
        foreach (FileInfo file in _parent.EnumerateFiles("model.safetensors", SearchOption.AllDirectories))
        {
            Damage(file.FullName, remove: false);
        }

        Assert.Contains("No checkpoint", Assert.Throws<LabException>(() => Trainer("run").Resume()).Message, StringComparison.Ordinal);
        Assert.NotEmpty(_parent.GetFiles("model.safetensors", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_checkpoint_of_the_engine_before_TorchSharp_is_refused()
    {
        RecordingTrainer trainer = Trainer("run");
        string manifest = Path.Combine(Stop(trainer.Plan, 3).Checkpoint!, "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("impetus-checkpoint-2", "impetus-checkpoint-1", StringComparison.Ordinal));

        Assert.Contains("another network engine", Assert.Throws<LabException>(() => Trainer("run").Resume()).Message, StringComparison.Ordinal);
        Assert.Contains("impetus-checkpoint-1", File.ReadAllText(manifest), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_was_killed_before_its_first_checkpoint_starts_again()
    {
        RecordingTrainer whole = Trainer("whole"), parts = Trainer("parts");
        whole.Start();
        Stop(parts.Plan, 3);
        Directory.Delete(Path.Combine(parts.Plan.Folder, "checkpoints"), recursive: true);

        RecordingTrainer again = Trainer("parts");
        again.Resume();

        Assert.Equal(0, again.FirstStep);
        Assert.Equal(Weights(whole), Weights(parts));
        Assert.Equal(LogOf(whole), LogOf(parts));
    }

    [Fact]
    public void The_folder_describes_the_run_and_refuses_another()
    {
        RecordingTrainer trainer = Trainer("run");
        TrainingResult result = RecordingTrainer.Start(trainer.Plan with { Optimizer = "tam", LearningRate = 0.01, Instruments = ["telemetry"], InstrumentEvery = 6 });

        JsonNode configuration = JsonNode.Parse(File.ReadAllText(Path.Combine(result.RunFolder, "configuration.json")))!;
        Assert.Equal(("striped-images", "tam", 0.01), ((string)configuration["task"]!, (string)configuration["optimizer"]!, (double)configuration["learningRate"]!));
        Assert.True(File.Exists(Path.Combine(result.RunFolder, "environment.json")));
        IReadOnlyList<LogLine> log = TrainingLog.Read(result.RunFolder);
        Assert.Equal([0, 6, 12], log.Where(line => line.Instruments is not null).Select(line => line.Step));
        Assert.Contains("telemetry/cosine", log[^1].Instruments!.Keys);
        Assert.Contains("--resume", Assert.Throws<LabException>(() => RecordingTrainer.Start(trainer.Plan)).Message, StringComparison.Ordinal);
        Assert.Contains("no configuration.json", Assert.Throws<LabException>(() => Trainer("other").Resume()).Message, StringComparison.Ordinal);

        string comparison = Directory.CreateDirectory(Trainer("comparison").Plan.Folder).FullName;
        File.WriteAllText(Path.Combine(comparison, RunFolder.ComparisonFile), "{}");
        Assert.Contains("holds a comparison", Assert.Throws<LabException>(() => Trainer("comparison").Start()).Message, StringComparison.Ordinal);

        string photos = Directory.CreateDirectory(Trainer("photos").Plan.Folder).FullName;
        Directory.CreateDirectory(Path.Combine(photos, "beach"));
        Assert.Contains("such as beach", Assert.Throws<LabException>(() => Trainer("photos").Start()).Message, StringComparison.Ordinal);
        Assert.Equal(["beach"], Directory.EnumerateFileSystemEntries(photos).Select(Path.GetFileName));

        RecordingTrainer again = Trainer("run");
        Assert.Equal(result.Test, again.Resume().Test);
        Assert.Contains("has finished", Assert.Single(again.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_that_was_interrupted_does_not_block_its_folder()
    {
        RecordingTrainer trainer = Trainer("run");
        Directory.CreateDirectory(trainer.Plan.Folder);
        File.WriteAllText(Path.Combine(trainer.Plan.Folder, "run.lock"), "");
        string[] leftovers = [Path.Combine(trainer.Plan.Folder, "configuration.json.17.tmp"), Path.Combine(trainer.Plan.Folder, "final.safetensors.0ab1.tmp")];
        Array.ForEach(leftovers, file => File.WriteAllText(file, "{"));
        string notes = Path.Combine(trainer.Plan.Folder, "notes.tmp");
        File.WriteAllText(notes, "mine");

        Assert.Equal(RunStatus.Finished, trainer.Start().Status);
        Assert.True(File.Exists(notes));
        Assert.All(leftovers, file => Assert.False(File.Exists(file), file));
    }

    [Fact]
    public void The_log_before_the_first_step_has_the_rate_of_that_step()
    {
        RecordingTrainer trainer = Trainer("run");
        RecordingTrainer.Start(trainer.Plan with { LearningRate = 0.1, Schedule = LearningRateSchedule.Parse("constant:warmup=10") });

        LogLine[] log = [.. TrainingLog.Read(trainer.Plan.Folder)];
        Assert.Equal([0.01, 0.01, 0.02], log.Take(3).Select(line => line.LearningRate), (expected, actual) => Math.Abs(expected - actual) < 1e-12);
    }

    [Fact]
    public void Every_instrument_measures_and_leaves_no_trace_in_the_run()
    {
        RecordingTrainer plain = Trainer("plain", "adam-cm:capacity=3"), watched = Trainer("watched", "adam-cm:capacity=3");
        plain.Start();
        // Embeddings are those of encoders, and of sets of their own.
        string[] instruments = [.. InstrumentRegistry.All.Select(instrument => instrument.Name).Where(static name => !name.StartsWith("embeddings", StringComparison.Ordinal))];
        RecordingTrainer.Start(watched.Plan with { Instruments = instruments, InstrumentEvery = 12 });

        Assert.Equal(Weights(plain), Weights(watched));
        LogLine[] log = [.. TrainingLog.Read(watched.Plan.Folder).Where(line => line.Instruments is not null)];
        Assert.Equal([0, 12], log.Select(line => line.Step));
        Assert.All(instruments, name => Assert.Contains(log[1].Instruments!, value => value.Key.StartsWith($"{name}/", StringComparison.Ordinal) && value.Value is not null));
        Assert.Equal(0, log[0].Instruments!["distance/from-start"]);
        Assert.True(log[^1].Instruments!["distance/from-start"] > 0);
        Assert.True(log[0].Instruments!["loss-barrier/height"] > 0);
        Assert.Equal(0, log[^1].Instruments!["loss-barrier/height"]!.Value, 6);
    }

    [Fact]
    public void A_run_in_bfloat16_goes_on_in_it_to_the_same_bits()
    {
        RecordingTrainer exact = Trainer("exact"), whole = InBFloat16("whole"), parts = InBFloat16("parts");
        TrainingResult single = exact.Start(), expected = whole.Start();
        Stop(parts.Plan, 6);

        TrainingResult result = Trainer("parts").Resume();

        Assert.Equal((Precision.BFloat16, expected.Test, expected.TrainLoss), (result.Precision, result.Test, result.TrainLoss));
        Assert.Equal(Weights(whole), Weights(parts));
        Assert.NotEqual(Weights(exact), Weights(whole));
        Assert.Equal(single.TrainLoss!.Value, expected.TrainLoss!.Value, 0.05);

        RecordingTrainer InBFloat16(string name)
        {
            RecordingTrainer trainer = Trainer(name);
            return new RecordingTrainer(StripedImages.Task, trainer.Plan.Folder) { Plan = trainer.Plan with { Precision = Precision.BFloat16 } };
        }
    }

    [Fact]
    public void A_stream_of_tasks_goes_on_with_what_it_has_counted()
    {
        TrainingTask stream = StripedImages.Task with
        {
            Load = request => new LabelFlipStream(
                StripedImages.Data(), request.Budget with { TrainingExamples = 64 }, epochsPerTask: 1, share: 0.5, () => SmallConvolutionalNetwork.Create(classes: 4)),
        };
        RecordingTrainer whole = Trainer("whole", task: stream), parts = Trainer("parts", task: stream);
        TrainingResult expected = whole.Start();
        Stop(parts.Plan, 6);

        TrainingResult result = Trainer("parts", task: stream).Resume();

        Assert.Equal((expected.Test, expected.TestLoss), (result.Test, result.TestLoss));
        Assert.Equal(Weights(whole), Weights(parts));
        Assert.Equal(LogOf(whole), LogOf(parts));
    }

    [Theory]
    [InlineData(NonFinitePolicy.Throw, RunStatus.Diverged, 6, 0)]
    [InlineData(NonFinitePolicy.Skip, RunStatus.Finished, 12, 1)]
    public void A_batch_whose_loss_is_not_finite_ends_the_run_or_is_skipped_and_counted(NonFinitePolicy policy, RunStatus status, long steps, long skipped)
    {
        TrainingTask poisoned = StripedImages.Task with { Load = request => new PoisonedTask(StripedImages.Task.Load(request), batch: 6) };

        TrainingResult result = RecordingTrainer.Start(Trainer("run", task: poisoned).Plan with { NonFinite = policy });

        Assert.Equal((status, steps, skipped), (result.Status, result.Steps, result.SkippedSteps));
        Assert.Equal(status == RunStatus.Diverged, result.Trouble?.Contains("step 7 is not finite", StringComparison.Ordinal) ?? false);
        Assert.EndsWith(status == RunStatus.Diverged ? "step-000000004" : "step-000000012", result.Checkpoint, StringComparison.Ordinal);
        Assert.Equal(status == RunStatus.Finished, double.IsFinite(result.TestLoss ?? double.NaN));
    }

    [Fact]
    public void Only_one_process_at_a_time_trains_in_a_folder()
    {
        RecordingTrainer trainer = Trainer("run");
        Stop(trainer.Plan, 3);
        using (RunLock.Take(trainer.Plan.Folder))
        {
            Assert.Contains("Another process", Assert.Throws<LabException>(() => Trainer("run").Resume()).Message, StringComparison.Ordinal);
        }

        Assert.Equal(RunStatus.Finished, Trainer("run").Resume().Status);
    }

    private static TrainingResult Stop(TrainingPlan plan, long after)
    {
        // Before the first step there is nothing to hear of: a token that is cancelled stops there.
        TrainingResult result = RecordingTrainer.Start(plan, after);
        Assert.Equal(Math.Max(1, after), result.Steps);
        return result;
    }

    private RecordingTrainer Trainer(string name, string optimizer = "adamw", TrainingTask? task = null, int threads = 1)
    {
        string folder = Path.Combine(_parent.FullName, name);
        task ??= StripedImages.Task;
        TrainingPlan plan = new RecordingTrainer(task, folder).Plan;
        return new RecordingTrainer(task, folder) { Plan = plan with { Optimizer = optimizer, Threads = threads } };
    }

    private static byte[] Weights(RecordingTrainer trainer) => File.ReadAllBytes(Path.Combine(trainer.Plan.Folder, RecordedTraining.FinalFile));

    private static long JsonSteps(string checkpoint) => (long)JsonNode.Parse(File.ReadAllText(Path.Combine(checkpoint, "manifest.json")))!["step"]!;

    private static string[] LogOf(RecordingTrainer trainer) =>
    [
        .. TrainingLog.Read(trainer.Plan.Folder).Select(line => JsonSerializer.Serialize(line with { Time = default, Seconds = 0 })),
    ];

    private static void Damage(string path, bool remove)
    {
        if (remove)
        {
            File.Delete(path);
            return;
        }

        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 0x10;
        File.WriteAllBytes(path, bytes);
    }
}
