using Impetus.Lab.Runs;
using Impetus.Lab.Tests.Comparisons;
using Impetus.Lab.Training;
using Impetus.Lab.Training.Logs;

namespace Impetus.Lab.Tests.Training;

/// <summary>Run folders that somebody or something has damaged, before a run goes on or while it does.</summary>
[Collection(NetworkEngine.Collection)]
public sealed class DamagedRunTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("impetus-damaged-");

    public void Dispose() => _parent.Delete(recursive: true);

    /// <summary>Damage that leaves every checksum as it is, or has none.</summary>
    [Theory]
    [InlineData("manifest.json", "\"files\"", "\"fi,es\"", "'fi,es' means nothing here")]
    [InlineData("manifest.json", "\"step\"", "\"Step\"", "'Step' means nothing here")]
    [InlineData("manifest.json", "\"model.safetensors\"", "null", "'files[0].name' is null")]
    [InlineData("manifest.json", "\"model.safetensors\"", "\"../model.safetensors\"", "no file of the checkpoint")]
    [InlineData("manifest.json", "", "{\"format\":\"impetus-checkpoint-1\",\"step\":10,\"validation\":null,\"files\":[null]}", "'files[0]' is null")]
    [InlineData("manifest.json", "", "", "it is empty")]
    public void A_checkpoint_that_cannot_be_read_falls_back(string file, string text, string other, string fault)
    {
        RecordingTrainer whole = Trainer("whole"), parts = Trainer("parts");
        whole.Start();
        string newest = RecordingTrainer.Start(parts.Plan, stopAfter: 10).Checkpoint!;
        string path = Path.Combine(newest, file);
        File.WriteAllText(path, text.Length == 0 ? other : File.ReadAllText(path).Replace(text, other, StringComparison.Ordinal));

        parts.Resume();

        string note = Assert.Single(parts.Notes);
        Assert.Contains("step-000000010 is damaged", note, StringComparison.Ordinal);
        Assert.Contains(fault, note, StringComparison.Ordinal);
        Assert.Equal(8, parts.FirstStep);
        Assert.Equal(Weights(whole), Weights(parts));
    }

    /// <summary>A checkpoint that is intact but belongs to another optimizer.</summary>
    [Fact]
    public void A_checkpoint_whose_content_does_not_fit_falls_back_too()
    {
        RecordingTrainer whole = Trainer("whole"), parts = Trainer("parts");
        whole.Start();
        string newest = RecordingTrainer.Start(parts.Plan, stopAfter: 10).Checkpoint!;
        RecordingTrainer other = Trainer("other");
        string foreign = RecordingTrainer.Start(other.Plan with { Optimizer = "lion" }, stopAfter: 10).Checkpoint!;
        Directory.Delete(newest, recursive: true);
        Directory.Move(foreign, newest);

        parts.Resume();

        Assert.Contains("step-000000010 is damaged", Assert.Single(parts.Notes), StringComparison.Ordinal);
        Assert.Equal(8, parts.FirstStep);
        Assert.Equal(Weights(whole), Weights(parts));
    }

    [Theory]
    [InlineData("flipped", "checksum")]
    [InlineData("cut", "is damaged")]
    [InlineData("deleted", "is missing")]
    [InlineData("result", "'steps' is null")]
    public void A_finished_run_whose_end_is_damaged_makes_it_anew_to_the_same_bits(string damage, string fault)
    {
        RecordingTrainer trainer = Trainer("run");
        TrainingResult expected = trainer.Start();
        string final = Path.Combine(trainer.Plan.Folder, RecordedTraining.FinalFile), json = Path.Combine(trainer.Plan.Folder, TrainingResult.FileName);
        byte[] weights = File.ReadAllBytes(final);
        Damage(damage, final, json, weights);

        TrainingResult result = trainer.Resume();

        string note = Assert.Single(trainer.Notes);
        Assert.Contains(damage == "result" ? json : final, note, StringComparison.Ordinal);
        Assert.Contains(fault, note, StringComparison.Ordinal);
        Assert.Equal(weights, File.ReadAllBytes(final));
        Assert.Equal((RunStatus.Finished, expected.Test, expected.TrainLoss, expected.WeightsSha256), (result.Status, result.Test, result.TrainLoss, result.WeightsSha256));
        trainer.Resume();
        Assert.Contains("has finished", trainer.Notes[^1], StringComparison.Ordinal);

        Directory.Delete(Path.Combine(trainer.Plan.Folder, "checkpoints"), recursive: true);
        Damage(damage, final, json, weights);
        Assert.Contains(damage == "result" ? json : final, Assert.Throws<LabException>(() => trainer.Resume()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"seed\": 3", "\"seed\": null", "'seed' is null")]
    [InlineData("\"seed\": 3", "\"sead\": 3", "'sead' means nothing here (did you mean seed?)")]
    [InlineData("\"seed\": 3", "\"seed\": -3", "seed must be 0 or more")]
    [InlineData("\"instruments\": []", "\"instruments\": [null]", "'instruments[0]' is null")]
    [InlineData("\"budget\": {", "\"budget\": null, \"x\": {", "is null")]
    [InlineData("\"batchSize\": ", "\"batchSize\": -", "'budget.batchSize' is -")]
    [InlineData("\"schedule\": \"cosine\"", "\"schedule\": \"sine\"", "no schedule 'sine'")]
    [InlineData("\"scale\": \"smoke\"", "\"scale\": \"smoky\"", "smoky")]
    public void A_damaged_configuration_is_told_with_the_member_and_the_mend(string text, string other, string fault)
    {
        RecordingTrainer trainer = Trainer("run");
        RecordingTrainer.Start(trainer.Plan, stopAfter: 3);
        string path = Path.Combine(trainer.Plan.Folder, TrainingConfiguration.FileName);
        string json = File.ReadAllText(path);
        Assert.Contains(text, json, StringComparison.Ordinal);
        File.WriteAllText(path, json.Replace(text, other, StringComparison.Ordinal));

        foreach (Action read in new Action[] { () => trainer.Resume(), () => StoredTraining.Read(trainer.Plan.Folder) })
        {
            string message = Assert.Throws<LabException>(read).Message;
            Assert.Contains(path, message, StringComparison.Ordinal);
            Assert.Contains(fault, message, StringComparison.Ordinal);
            Assert.Contains("put back a copy of it", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(".", "configuration.json was written anew; log.jsonl was written anew, with every line; the checkpoints so far are lost")]
    [InlineData("configuration.json", "configuration.json was written anew")]
    [InlineData("log.jsonl", "log.jsonl was written anew, with every line")]
    [InlineData("tensorboard", "tensorboard was written anew")]
    [InlineData("checkpoints", "the checkpoints so far are lost")]
    [InlineData("run.lock", null)]
    [InlineData("environment.json", null)]
    public void What_is_deleted_while_a_run_goes_on_is_noticed_and_written_again(string what, string? note)
    {
        RecordingTrainer whole = Trainer("whole"), parts = Trainer("parts");
        whole.Start();
        string[] expected = Files(whole);

        // Checkpoints are due after steps 4, 8 and 12.
        parts.After(6, () => Delete(Path.Combine(parts.Plan.Folder, what)));

        Assert.Equal(note is null ? [] : [$"somebody has deleted or changed files in {parts.Plan.Folder} while the run goes on: {note}"], parts.Notes);
        Assert.Equal(Weights(whole), Weights(parts));
        Assert.Equal(TrainingLog.Read(whole.Plan.Folder).Select(line => line.Step), TrainingLog.Read(parts.Plan.Folder).Select(line => line.Step));
        Assert.Equal(expected.Where(file => what is not ("." or "checkpoints") || !file.Contains("step-000000004", StringComparison.Ordinal)), Files(parts));
        Assert.Contains("has finished", Resumed(parts), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_again_ends_the_run_and_says_what_is_lost()
    {
        RecordingTrainer trainer = Trainer("run");
        IOException error = Assert.Throws<IOException>(() => trainer.After(6, () =>
        {
            Delete(trainer.Plan.Folder);
            File.WriteAllText(trainer.Plan.Folder, "a file in its place");
        }));

        Assert.Contains("training stopped after step 8", error.Message, StringComparison.Ordinal);
        Assert.Contains("Everything up to there is lost", error.Message, StringComparison.Ordinal);
    }

    private static void Damage(string damage, string final, string json, byte[] weights)
    {
        switch (damage)
        {
            case "flipped":
                byte[] flipped = [.. weights];
                flipped[^5] ^= 0x40;
                File.WriteAllBytes(final, flipped);
                break;
            case "cut":
                File.WriteAllBytes(final, weights[..(weights.Length / 2)]);
                break;
            case "deleted":
                File.Delete(final);
                break;
            default:
                File.WriteAllText(json, File.ReadAllText(json).Replace("\"steps\": 12", "\"steps\": null", StringComparison.Ordinal));
                break;
        }
    }

    private static void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path);
        }
    }

    private static string Resumed(RecordingTrainer trainer)
    {
        trainer.Notes.Clear();
        trainer.Resume();
        return Assert.Single(trainer.Notes);
    }

    private static string[] Files(RecordingTrainer trainer) =>
    [
        .. Directory.EnumerateFiles(trainer.Plan.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(trainer.Plan.Folder, file)).Order(StringComparer.Ordinal),
    ];

    private static byte[] Weights(RecordingTrainer trainer) => File.ReadAllBytes(Path.Combine(trainer.Plan.Folder, RecordedTraining.FinalFile));

    private RecordingTrainer Trainer(string name) => new(StripedImages.Task, Path.Combine(_parent.FullName, name));
}
