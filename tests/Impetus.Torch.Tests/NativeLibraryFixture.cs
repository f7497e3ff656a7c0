using System.Diagnostics;

namespace Impetus.Torch.Tests;

/// <summary>Builds the native library before the first test if it is missing or stale.</summary>
public sealed class NativeLibraryFixture
{
    public NativeLibraryFixture()
    {
        if (Environment.GetEnvironmentVariable("IMPETUS_NATIVE") is not { Length: > 0 })
        {
            RunNativeBuild();
        }
        Engine.EnsureAvailable();
        Engine.ThreadCount = 2;
    }

    private static void RunNativeBuild()
    {
        string script = Path.Combine(RepositoryRoot(), "native", "build");
        using Process process = Process.Start(new ProcessStartInfo(script) { RedirectStandardError = true })!;
        string messages = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, messages);
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Impetus.slnx")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run inside the repository.");
    }
}

/// <summary>Tests of the engine run one after the other: threads, seed and the count of tensors are the process's.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EngineGroup : ICollectionFixture<NativeLibraryFixture>
{
    public const string Name = "Engine";
}
