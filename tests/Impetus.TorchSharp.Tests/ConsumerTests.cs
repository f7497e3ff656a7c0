using System.Diagnostics;

namespace Impetus.Torch.Tests;

/// <summary>The project of somebody who only references the package: it builds out of the tree and starts, with no line of theirs.</summary>
public sealed class ConsumerTests : IDisposable
{
    private const string Program = """
        using TorchSharp;
        System.Console.WriteLine(torch.ones(1).item<float>());
        """;

    private readonly string _version = $"0.0.1-test.{Guid.NewGuid():n}";
    private readonly string _folder = Directory.CreateTempSubdirectory("impetus-consumer-").FullName;

    [Fact]
    public void A_program_whose_first_statement_makes_a_tensor_starts()
    {
        Write("nuget.config", $"""<configuration><packageSources><add key="packed" value="{_folder}" /></packageSources></configuration>""");
        Write("app/Program.cs", Program);
        Write("app/app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="Impetus.TorchSharp" Version="{_version}" /></ItemGroup>
            </Project>
            """);
        // One process packs, restores and builds: each of its own would cost seconds.
        string root = RepositoryRoot();
        Write("all.proj", $"""
            <Project>
              <Target Name="All">
                <MSBuild Projects="{root}/src/Impetus/Impetus.csproj;{root}/src/Impetus.TorchSharp/Impetus.TorchSharp.csproj" Targets="Pack" Properties="NoBuild=true;Configuration=Release;PackageVersion={_version};PackageOutputPath={_folder}" />
                <MSBuild Projects="app/app.csproj" Targets="Restore" Properties="Session=restore" />
                <MSBuild Projects="app/app.csproj" Targets="Build" />
              </Target>
            </Project>
            """);
        Run("dotnet", "msbuild", Path.Combine(_folder, "all.proj"), "-t:All", "-v:q", "-nologo", "-nr:false");

        string output = Path.Combine(_folder, "app", "bin", "Debug", "net10.0");
        Assert.Equal("1", Run("dotnet", Path.Combine(output, "app.dll")).Trim());
        Assert.False(Directory.Exists(Path.Combine(output, "cpu")), "TorchSharp copied libtorch beside the program.");
        Assert.InRange(Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Select(static path => new FileInfo(path))
            .Where(static file => file.LinkTarget is null).Sum(static file => file.Length), 1, 100_000_000);
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (string package in new[] { "impetus", "impetus.torchsharp" })
        {
            string restored = Path.Combine(packages, package, _version);
            if (Directory.Exists(restored))
            {
                Directory.Delete(restored, recursive: true);
            }
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // What the test host hands down would lead the build astray.
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + errors.Result);
        return output;
    }

    internal static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Impetus.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run inside the repository.");
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
