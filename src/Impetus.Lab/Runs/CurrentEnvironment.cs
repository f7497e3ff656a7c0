using System.Reflection;
using System.Runtime.InteropServices;
using Impetus.Torch;
using static TorchSharp.torch;

namespace Impetus.Lab.Runs;

/// <summary>Looks at the machine and the software that this process runs on.</summary>
public static class CurrentEnvironment
{
    /// <summary>Describes them. Loads libtorch.</summary>
    /// <param name="optimizerThreads">Threads of the optimizer.</param>
    public static RunEnvironment Describe(int optimizerThreads)
    {
        string[] version = InformationalVersion.Split('+', 2);
        BackendReport backend = TorchBackend.Examine();
        return new RunEnvironment
        {
            Cpu = Processor(),
            Cores = Environment.ProcessorCount,
            Threads = get_num_threads(),
            OptimizerThreads = optimizerThreads,
            Blas = backend.LinearAlgebra ?? "not known",
            Torch = $"{backend.LibTorch} (TorchSharp {backend.TorchSharp})",
            Dotnet = RuntimeInformation.FrameworkDescription,
            Os = RuntimeInformation.OSDescription,
            GitCommit = version.Length > 1 ? version[1] : null,
            ImpetusVersion = version[0],
        };
    }

    /// <summary>The version of Impetus, and the commit after a plus sign if it was built in a repository.</summary>
    internal static string InformationalVersion { get; } =
        typeof(CurrentEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>The processor's model name.</summary>
    internal static string Processor()
    {
        const string Information = "/proc/cpuinfo";
        string? line = File.Exists(Information)
            ? File.ReadLines(Information).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':') + 1)..].Trim();
    }
}
