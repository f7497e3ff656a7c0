using System.Text.Json;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private static readonly DateTimeOffset Moment = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("impetus-runs-");

    public void Dispose() => _parent.Delete(recursive: true);

    [Fact]
    public void Two_runs_of_one_second_get_two_folders()
    {
        string first = RunFolder.Create(_parent.FullName, "task", Moment).Path;
        string second = RunFolder.Create(_parent.FullName, "task", Moment).Path;

        Assert.Equal("20260102-030405-task", Path.GetFileName(first));
        Assert.Equal("20260102-030405-task-2", Path.GetFileName(second));
    }

    [Fact]
    public void A_parent_that_is_a_file_is_told_before_anything_else()
    {
        string file = Path.Combine(_parent.FullName, "runs");
        File.WriteAllText(file, "");

        Assert.Contains(file, Assert.Throws<LabException>(() => RunFolder.Create(file, "task", Moment)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_is_read_back_with_its_curves_and_no_temporary_file_stays()
    {
        RunFolder folder = RunFolder.Create(_parent.FullName, "task", Moment);
        CurvePoint[] curve = [new(0, 0, null, 0.1, 2.3, 0), new(5, 0.5, 1.25, null, null, 1e-3)];
        Comparison written = Sample(folder, folder.WriteCurve("adamw-seed1", curve));
        folder.Write(written);

        Comparison read = RunFolder.Read(folder.Path);

        Assert.Equal(curve, read.Rows[0].Runs[0].Curve);
        Assert.Equal(JsonSerializer.Serialize(written, RunJson.Indented.Comparison), JsonSerializer.Serialize(read, RunJson.Indented.Comparison));
        Assert.Empty(_parent.EnumerateFiles("*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_a_killed_process_left_goes_when_the_folder_is_used_again()
    {
        string path = Directory.CreateDirectory(Path.Combine(_parent.FullName, "run", "curves")).Parent!.FullName;
        string[] dead = [Path.Combine(path, $"comparison.json.{int.MaxValue}.tmp"), Path.Combine(path, "curves", "a.jsonl.4194399.tmp")];
        string[] alive = [Path.Combine(path, $"comparison.json.{Environment.ProcessId}.tmp"), Path.Combine(path, "notes.tmp")];
        Array.ForEach([.. dead, .. alive], file => File.WriteAllText(file, "{"));

        RunFolder.Make(path);

        Assert.All(dead, file => Assert.False(File.Exists(file), file));
        Assert.All(alive, file => Assert.True(File.Exists(file), file));
    }

    [Theory]
    [InlineData("\"seeds\": 1", "\"seeds\": null", "'seeds' is null instead of a whole number")]
    [InlineData("\"seeds\": 1", "\"seeds\": 0", "'seeds' is 0, and must be 1 or more")]
    [InlineData("\"runs\": [", "\"runs\": [null, ", "'rows[0].runs[0]' is null")]
    [InlineData("\"rows\": [", "\"rows\": null, \"raws\": [", "'rows' is null")]
    [InlineData("\"curveFile\": \"", "\"curveFile\": \"../../", "lies outside the folder")]
    [InlineData("\"status\": \"diverged\"", "\"status\": \"divorced\"", "status' is \"divorced\" instead of one of")]
    public void A_damaged_comparison_is_told_with_member_and_mend(string text, string other, string fault)
    {
        RunFolder folder = RunFolder.Create(_parent.FullName, "task", Moment);
        folder.Write(Sample(folder, folder.WriteCurve("adamw-seed1", [new(0, 0, null, 0.1, 2.3, 0)])));
        string path = Path.Combine(folder.Path, RunFolder.ComparisonFile), json = File.ReadAllText(path);
        Assert.Contains(text, json, StringComparison.Ordinal);
        File.WriteAllText(path, json.Replace(text, other, StringComparison.Ordinal));

        string message = Assert.Throws<LabException>(() => RunFolder.Read(folder.Path)).Message;

        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
        Assert.Contains("put back a copy of it", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_curve_is_told_with_its_line()
    {
        RunFolder folder = RunFolder.Create(_parent.FullName, "task", Moment);
        folder.Write(Sample(folder, folder.WriteCurve("adamw-seed1", [new(0, 0, null, 0.1, 2.3, 0)])));
        string curve = Directory.GetFiles(Path.Combine(folder.Path, "curves")).Single();
        File.AppendAllText(curve, "{\"step\":null}\n");

        string message = Assert.Throws<LabException>(() => RunFolder.Read(folder.Path)).Message;

        Assert.Contains($"{curve} is damaged: in line 2, 'step' is null", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_names_that_scripts_rely_on()
    {
        RunFolder folder = RunFolder.Create(_parent.FullName, "task", Moment);
        using JsonDocument json = JsonDocument.Parse(JsonSerializer.Serialize(Sample(folder, "curves/x.jsonl"), RunJson.Indented.Comparison));
        JsonElement root = json.RootElement;
        JsonElement row = root.GetProperty("rows")[0];

        Assert.Superset(new HashSet<string> { "task", "scale", "seeds", "metric", "rows", "report", "environment" }, Names(root));
        Assert.Superset(new HashSet<string> { "optimizer", "learningRate", "metric", "testAccuracy", "trainLoss", "stepsToTarget", "msPerStep", "optimizerShare", "status" }, Names(row));
        Assert.Equal(new HashSet<string> { "mean", "std" }, Names(row.GetProperty("testAccuracy")));
        Assert.Equal(new HashSet<string> { "mean", "std" }, Names(row.GetProperty("trainLoss")));
        Assert.Equal(new HashSet<string> { "mean", "std" }, Names(row.GetProperty("metric")));
        Assert.Equal(("accuracy", true), (root.GetProperty("metric").GetProperty("name").GetString(), root.GetProperty("metric").GetProperty("higherIsBetter").GetBoolean()));
        Assert.Equal("diverged", row.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, row.GetProperty("testAccuracy").GetProperty("mean").ValueKind);
    }

    [Fact]
    public void Reading_another_folder_is_refused_with_its_path()
    {
        Assert.Contains(_parent.FullName, Assert.Throws<LabException>(() => RunFolder.Read(_parent.FullName)).Message, StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(_parent.FullName, RunFolder.ComparisonFile), "{ \"task\": 3");
        Assert.Contains("damaged", Assert.Throws<LabException>(() => RunFolder.Read(_parent.FullName)).Message, StringComparison.Ordinal);
    }

    private static HashSet<string> Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    private static Comparison Sample(RunFolder folder, string curveFile) => new()
    {
        Task = "task",
        Description = "a task",
        Scale = "smoke",
        Seeds = 1,
        Budget = new TrainingBudget
        {
            Epochs = 1,
            Steps = 10,
            TuningSteps = 2,
            BatchSize = 4,
            TrainingExamples = 40,
            ValidationExamples = 8,
            TestExamples = 8,
            Schedule = "cosine to 0",
        },
        Metric = Metric.Accuracy(target: 0.9),
        Rows =
        [
            new ComparisonRow
            {
                Optimizer = "adamw",
                LearningRate = 1e-3,
                Metric = new MeanAndDeviation(null, null),
                TestAccuracy = new MeanAndDeviation(null, null),
                TrainLoss = new MeanAndDeviation(null, null),
                Status = RunStatus.Diverged,
                Runs = [new ComparisonRun { Seed = 1, Status = RunStatus.Diverged, Steps = 3, CurveFile = curveFile }],
            },
        ],
        Tuning = [new TuningRow { Optimizer = "adamw", Chosen = 1e-3, Candidates = [new(1e-3, 0.5, RunStatus.Finished)] }],
        RunFolder = folder.Path,
        Environment = new RunEnvironment
        {
            Cpu = "a",
            Cores = 2,
            Threads = 2,
            OptimizerThreads = 1,
            Blas = "b",
            Torch = "1",
            Dotnet = "10",
            Os = "d",
            ImpetusVersion = "0",
        },
        StartedAt = Moment,
        ElapsedSeconds = 1.5,
        Status = RunStatus.Finished,
    };
}
