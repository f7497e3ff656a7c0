using System.Text.Json.Nodes;

namespace Impetus.Mpi.Tests;

/// <summary>Runs of small tasks by 1 to 3 processes of MPI.</summary>
[Collection(Launched.OneAtATime)]
public sealed class TrainingTests : IDisposable
{
    private static readonly string[] Columns = ["trainLoss", "validationLoss", "validationMetric"];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("impetus-mpi-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void TwoProcessesTrainEveryKindOfTaskAsOneDoes() => TrainAfterKill(killed: 2);

    [Fact]
    [Trait("Category", "Slow")]
    public void ThreeDoAndOneAndTwoGoOnWithWhatTheyHaveLeft() => TrainAfterKill(killed: 3, others: [1, 2]);

    private void TrainAfterKill(int killed, params int[] others)
    {
        string left = PathOf("streams", "left");
        Launched died = Launched.Run(killed, "die", _root.FullName);
        Assert.NotEqual(0, died.ExitCode);
        Assert.True(Directory.Exists(Path.Combine(left, "checkpoints", "step-000000008")), died.Error);
        foreach (int processes in (int[])[killed, .. others])
        {
            Copy(left, $"{left}-{processes}");
            Launched launched = Launched.Run(processes, "train", _root.FullName);
            Assert.True(launched.ExitCode == 0, launched.Error + string.Join('\n', launched.Lines));
            foreach (string task in (string[])["texts", "masked", "streams", "flips", "sets", "experiences"])
            {
                Assert.Equal(Weights(task, $"whole-{processes}"), Weights(task, $"divided-{processes}"));
                AssertNear(task, $"alone-{processes}", $"whole-{processes}");
            }

            AssertNear("streams", $"alone-{processes}", $"left-{processes}");
        }

        // As many go on to the same bits.
        Assert.Equal(Weights("streams", $"divided-{killed}"), Weights("streams", $"left-{killed}"));
    }

    private static void Copy(string from, string to)
    {
        // A process that is being ended may still hold the lock.
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Where(static file => Path.GetFileName(file) != "run.lock"))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private void AssertNear(string task, string expected, string actual)
    {
        double[] one = Curve(task, expected), many = Curve(task, actual);
        Assert.True(one.Length > 12, "there is a curve");
        Assert.Equal(one.Length, many.Length);
        Assert.All(one.Zip(many), static pair => Assert.Equal(pair.First, pair.Second, 5e-6 * Math.Abs(pair.First)));
    }

    private double[] Curve(string task, string run) =>
    [
        .. File.ReadLines(PathOf(task, run, "log.jsonl")).SelectMany(line => Columns.Select(column => JsonNode.Parse(line)![column])).OfType<JsonNode>().Select(static value => (double)value),
    ];

    private byte[] Weights(string task, string run) => File.ReadAllBytes(PathOf(task, run, "final.safetensors"));

    private string PathOf(params string[] parts) => Path.Combine([_root.FullName, .. parts]);
}
