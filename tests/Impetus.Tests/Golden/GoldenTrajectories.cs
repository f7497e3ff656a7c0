using Impetus.Checkpoints;

namespace Impetus.Tests.Golden;

/// <summary>Every rule against trajectories that an independent implementation made; see tests/golden/README.md.</summary>
public sealed class GoldenTrajectories
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "golden");

    public static TheoryData<string> Cases
        => [.. Directory.EnumerateFiles(Path.Combine(Folder, "trajectories"), "*.safetensors", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Path.Combine(Folder, "trajectories"), path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void EqualInDoublePrecision(string name) => Compare(name, ElementType.Float64, 1e-12);

    private static void Compare(string name, ElementType type, double tolerance)
    {
        using SafetensorsFile golden = SafetensorsFile.Open(Path.Combine(Folder, "trajectories", name));
        using SafetensorsFile stream = SafetensorsFile.Open(Path.Combine(Folder, "streams", Path.GetDirectoryName(name) + ".safetensors"));
        string output = Path.Combine(Path.GetTempPath(), $"impetus-{Guid.NewGuid():n}.safetensors");
        try
        {
            OptimizerSpecification specification = OptimizerSpecification.Parse(golden.Metadata["optimizer"]);
            GradientReplay.Run(specification, stream, type, threads: 2).Write(output);
            using SafetensorsFile ours = SafetensorsFile.Open(output);
            foreach (SafetensorsEntry entry in golden.Entries)
            {
                double[] expected = golden.Read<double>(entry), actual = ours.Read<double>(ours.Find(entry.Name)!);
                double scale = expected.Max(Math.Abs);
                double error = expected.Zip(actual, (left, right) => Math.Abs(left - right)).Max() / Math.Max(scale, 1e-300);
                Assert.True(error <= tolerance, $"{specification}: {entry.Name} differs by {error:e2} of {scale:e2}");
            }
        }
        finally
        {
            File.Delete(output);
        }
    }
}
