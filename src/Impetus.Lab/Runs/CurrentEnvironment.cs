using System.Reflection;
using System.Runtime.InteropServices;
using Impetus.Torch;

namespace Impetus.Lab.Runs;

/// <summary>Looks at the machine and the software that this process runs on.</summary>
public static class CurrentEnvironment
{
    /// <summary>Describes them. Needs the network engine.</summary>
    /// <param name="optimizerThreads">Threads of the optimizer.</param>
    public static RunEnvironment Describe(int optimizerThreads)
    {
        string[] version = InformationalVersion.Split('+', 2);
        return new RunEnvironment
        {
            Cpu = Processor(),
            Cores = Environment.ProcessorCount,
            Threads = Engine.ThreadCount,
            OptimizerThreads = optimizerThreads,
            Blas = Engine.BlasInformation,
            Torch = Engine.Version,
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
