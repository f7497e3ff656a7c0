using System.ComponentModel.DataAnnotations;

namespace Impetus.Lab.Runs;

/// <summary>The machine and the software of a run: what a reader needs to judge its times and to repeat it.</summary>
public sealed record RunEnvironment
{
    /// <summary>The processor's model name.</summary>
    public required string Cpu { get; init; }

    /// <summary>Logical processors available to the process.</summary>
    [Range(0.0, double.MaxValue)]
    public required int Cores { get; init; }

    /// <summary>Threads of the network engine.</summary>
    [Range(0.0, double.MaxValue)]
    public required int Threads { get; init; }

    /// <summary>Threads of the optimizer.</summary>
    [Range(0.0, double.MaxValue)]
    public required int OptimizerThreads { get; init; }

    /// <summary>The linear-algebra library in libtorch.</summary>
    public required string Blas { get; init; }

    /// <summary>The versions of libtorch and TorchSharp.</summary>
    public required string Torch { get; init; }

    /// <summary>The version of the .NET runtime.</summary>
    public required string Dotnet { get; init; }

    /// <summary>The operating system.</summary>
    public required string Os { get; init; }

    /// <summary>The commit that the program was built from; null if it was built outside a repository.</summary>
    public string? GitCommit { get; init; }

    /// <summary>The version of Impetus.</summary>
    public required string ImpetusVersion { get; init; }
}
