using System.Text.Json.Nodes;
using Impetus.Lab.Comparisons;
using Impetus.Lab.Data;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Tasks.Language;
using Impetus.Lab.Tasks.Vision;
using Impetus.Lab.Tests.Comparisons;
using Impetus.Lab.Tests.Data.Images.Folders;
using Impetus.Lab.Training;

namespace Impetus.Lab.Tests.Training;

/// <summary>Data that the user names by a variable.</summary>
[Collection(NetworkEngine.Collection)]
public sealed class OwnDataTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("impetus-own-");
    private readonly string? _text = Environment.GetEnvironmentVariable(LanguageTasks.TextVariable);
    private readonly string? _images = Environment.GetEnvironmentVariable(Photographs.Variable);

    private static TrainingTask TextTask => TaskRegistry.Find("text-llama")!;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(LanguageTasks.TextVariable, _text);
        Environment.SetEnvironmentVariable(Photographs.Variable, _images);
        _parent.Delete(recursive: true);
    }

    [Fact]
    public void A_run_goes_on_with_the_same_text_elsewhere_to_the_same_bits_and_with_no_other()
    {
        string text = Text("one.txt", seed: 1);
        RecordingTrainer whole = Trainer("whole"), parts = Trainer("parts");
        whole.Start();
        RecordingTrainer.Start(parts.Plan, stopAfter: 5);

        Text("one.txt", seed: 2);
        string message = Assert.Throws<LabException>(() => Trainer("parts").Resume()).Message;
        Assert.Contains("was trained on", message, StringComparison.Ordinal);
        Assert.Contains($"set or unset {LanguageTasks.TextVariable} as it was", message, StringComparison.Ordinal);
        File.Delete(text);
        message = Assert.Throws<LabException>(() => Trainer("parts").Resume()).Message;
        Assert.Contains("not at hand", message, StringComparison.Ordinal);

        Text("moved.txt", seed: 1);
        Assert.Equal(RunStatus.Finished, Trainer("parts").Resume().Status);
        Assert.Equal(Weights("whole"), Weights("parts"));
    }

    [Fact]
    public void A_run_of_a_version_that_did_not_record_its_data_goes_on()
    {
        Text("one.txt", seed: 1);
        RecordingTrainer.Start(Trainer("run").Plan, stopAfter: 5);
        string file = PathOf("run", TrainingConfiguration.FileName);
        JsonObject configuration = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        Assert.True(configuration.Remove("data"));
        File.WriteAllText(file, configuration.ToJsonString());

        Assert.Equal(RunStatus.Finished, Trainer("run").Resume().Status);
    }

    [Fact]
    public void A_comparison_given_again_with_another_text_is_refused()
    {
        ComparisonPlan plan = new()
        {
            Task = TextTask,
            Optimizers = ["adamw"],
            Scale = Scale.Smoke,
            Steps = 2,
            Tuning = LearningRateTuning.None,
            Folder = PathOf("comparison"),
            Threads = 1,
        };
        Text("one.txt", seed: 1);
        ComparisonExperiment.Run(plan, new RecordingObserver());
        Text("two.txt", seed: 2);
        string message = Assert.Throws<LabException>(() => ComparisonExperiment.Run(plan, new RecordingObserver())).Message;
        Assert.Contains("two.txt", message, StringComparison.Ordinal);

        Text("moved.txt", seed: 1);
        Assert.Equal(RunStatus.Finished, ComparisonExperiment.Run(plan, new RecordingObserver()).Status);
    }

    [Fact]
    public void A_folder_of_images_is_told_by_its_files_wherever_it_lies()
    {
        Pictures.WriteClasses(PathOf("one"), 20, "dark", "bright");
        DataIdentity one = Photographs.Load(Scale.Smoke, PathOf("one")).Data!;
        Directory.Move(PathOf("one"), PathOf("two"));
        Assert.Equal(one.Sha256, Photographs.Load(Scale.Smoke, PathOf("two")).Data!.Sha256);

        string image = Directory.EnumerateFiles(PathOf("two", "dark")).First();
        File.Move(image, PathOf("two", "bright", "moved" + Path.GetExtension(image)));
        Assert.NotEqual(one.Sha256, Photographs.Load(Scale.Smoke, PathOf("two")).Data!.Sha256);
    }

    [Fact]
    public void What_cannot_be_used_is_told_with_the_variable_that_names_it()
    {
        string file = PathOf("short.txt");
        File.WriteAllText(file, string.Concat(Enumerable.Repeat("a line of text\n", 10)));
        foreach ((string path, string cause) in new[] { (PathOf("none.txt"), "missing"), (_parent.FullName, "is a folder"), (file, "too short: ") })
        {
            Environment.SetEnvironmentVariable(LanguageTasks.TextVariable, path);
            Refused(TextTask, LanguageTasks.TextVariable, path, cause);
        }

        foreach ((string path, string cause) in new[] { (PathOf("none"), "there is no folder"), (file, "is a file"), (_parent.FullName, "has no folders") })
        {
            Environment.SetEnvironmentVariable(Photographs.Variable, path);
            Refused(TaskRegistry.Find("imagenet-resnet50")!, Photographs.Variable, path, cause);
        }
    }

    private static void Refused(TrainingTask task, string variable, string path, string cause)
    {
        string message = Assert.Throws<LabException>(() => task.Load(new TaskRequest(Scale.Smoke, task.Budgets[Scale.Smoke]))).Message;
        Assert.All([variable, path, cause], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    // Names it in the variable.
    private string Text(string name, ulong seed)
    {
        DeterministicRandom random = new(seed);
        string[] words = ["torque", "moment", "force", "mass", "rest", "arm", "turn"];
        List<string> lines = [];
        for (int line = 0; line < 1_000; line++)
        {
            lines.Add($"{words[random.Next(words.Length)]} {words[random.Next(words.Length)]} {words[random.Next(words.Length)]}");
        }

        string path = PathOf(name);
        File.WriteAllLines(path, lines);
        Environment.SetEnvironmentVariable(LanguageTasks.TextVariable, path);
        return path;
    }

    private RecordingTrainer Trainer(string name) => new(TextTask, PathOf(name));

    private byte[] Weights(string run) => File.ReadAllBytes(PathOf(run, RecordedTraining.FinalFile));

    private string PathOf(params string[] names) => Path.Combine([_parent.FullName, .. names]);
}
