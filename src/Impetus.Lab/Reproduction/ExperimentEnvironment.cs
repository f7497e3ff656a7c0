using System.Runtime.InteropServices;
using Impetus.Lab.Runs;

namespace Impetus.Lab.Reproduction;

/// <summary>The machine and the software of an experiment that needs no network engine.</summary>
/// <param name="Cpu">The processor's model name.</param>
/// <param name="Cores">Logical processors available to the process.</param>
/// <param name="Dotnet">The version of the .NET runtime.</param>
/// <param name="Os">The operating system.</param>
/// <param name="ImpetusVersion">The version of Impetus, with the commit it was built from where that is known.</param>
public sealed record ExperimentEnvironment(string Cpu, int Cores, string Dotnet, string Os, string ImpetusVersion)
{
    /// <summary>Looks at this process.</summary>
    public static ExperimentEnvironment Current() => new(
        CurrentEnvironment.Processor(),
        Environment.ProcessorCount,
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription,
        CurrentEnvironment.InformationalVersion);
}
