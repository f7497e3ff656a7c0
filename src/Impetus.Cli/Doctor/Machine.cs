using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Impetus.Cli.Doctor;

/// <summary>Processor, memory and software.</summary>
internal static class Machine
{
    /// <summary>Looks at them.</summary>
    public static IEnumerable<Finding> Examine() =>
    [
        Fact("Impetus", typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown"),
        Fact(".NET", RuntimeInformation.FrameworkDescription),
        Fact("System", RuntimeInformation.OSDescription),
        Fact("Processor", Processor()),
        Fact("Cores", $"{Environment.ProcessorCount}"),
        Lanes(),
        Fact("Memory", $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30):F1} GiB"),
    ];

    private static Finding Fact(string name, string value) => new(name, FindingState.Good, value);

    private static string Processor()
    {
        const string Information = "/proc/cpuinfo";
        string? line = File.Exists(Information)
            ? File.ReadLines(Information).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':') + 1)..].Trim();
    }

    private static Finding Lanes()
    {
        (int Bits, bool Supported)[] all =
        [
            (512, Vector512.IsHardwareAccelerated),
            (256, Vector256.IsHardwareAccelerated),
            (128, Vector128.IsHardwareAccelerated),
        ];
        int[] widths = [.. all.Where(width => width.Supported).Select(width => width.Bits)];
        return widths.Length > 0 && widths[0] >= 256
            ? Fact("SIMD", $"{string.Join(", ", widths)} bits: {widths[0] / 32} coordinates at a time")
            : new Finding("SIMD", FindingState.Weak, widths.Length > 0 ? "128 bits" : "none")
            {
                Remedy = "optimizer steps are written for vectors of 256 bits and more; they run here, but slowly",
            };
    }
}
