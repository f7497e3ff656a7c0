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

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreeInSinglePrecision(string name) => Compare(name, ElementType.Float32, 2e-6);

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
            double[] scales = LargestParameters(golden);
            foreach (SafetensorsEntry entry in golden.Entries)
            {
                bool isTelemetry = entry.Name.StartsWith("telemetry/", StringComparison.Ordinal);
                double[] expected = golden.Read<double>(entry), actual = ours.Read<double>(ours.Find(entry.Name)!);
                int length = expected.Length / scales.Length;
                for (int index = 0; index < expected.Length; index++)
                {
                    double scale = isTelemetry ? Math.Max(1, Math.Abs(expected[index])) : scales[index / length];
                    double error = Math.Abs(expected[index] - actual[index]) / scale;
                    Assert.True(error <= (isTelemetry ? 10 * tolerance : tolerance), $"{specification}: {entry.Name} differs by {error:e2} at step {index / length + 1}");
                }
            }
        }
        finally
        {
            File.Delete(output);
        }
    }

    /// <summary>The largest number among all parameters, for every step.</summary>
    private static double[] LargestParameters(SafetensorsFile golden)
    {
        SafetensorsEntry[] entries = [.. golden.Entries.Where(entry => entry.Name.StartsWith("param/", StringComparison.Ordinal))];
        double[] scales = new double[entries[0].Shape[0]];
        foreach (SafetensorsEntry entry in entries)
        {
            double[] values = golden.Read<double>(entry);
            int length = values.Length / scales.Length;
            for (int index = 0; index < values.Length; index++)
            {
                scales[index / length] = Math.Max(scales[index / length], Math.Abs(values[index]));
            }
        }

        return scales;
    }
}
