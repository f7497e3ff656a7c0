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
        string output = Build("app.csproj", "", "net10.0", "Program.cs", Program);
        Assert.Equal("1", Run("dotnet", Path.Combine(output, "app.dll")).Trim());
        Assert.False(Directory.Exists(Path.Combine(output, "cpu")), "TorchSharp copied libtorch beside the program.");
        Assert.InRange(Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Select(static path => new FileInfo(path))
            .Where(static file => file.LinkTarget is null).Sum(static file => file.Length), 1, 100_000_000);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("app.csproj", "<LangVersion>14</LangVersion>", "net10.0", "Program.cs", """
        using Impetus.Torch; using TorchSharp;
        var weight = torch.nn.Parameter(torch.ones(3));
        weight.grad = torch.ones(3);
        torch.optim.AdaTAMW([weight], lr: 1e-4, weight_decay: 0.05).step();
        System.Console.WriteLine(weight.lt(1).all().item<bool>());
        """)]
    [InlineData("app.csproj", "<LangVersion>12</LangVersion>", "net8.0", "Program.cs", """
        using TorchSharp; using static Impetus.Torch.TorchOptimizers;
        var weight = torch.nn.Parameter(torch.ones(3));
        weight.grad = torch.ones(3);
        AdaTAMW(new[] { weight }, lr: 1e-4, weight_decay: 0.05).step();
        System.Console.WriteLine(weight.lt(1).all().item<bool>());
        """)]
    [InlineData("app.fsproj", "<TreatWarningsAsErrors>false</TreatWarningsAsErrors>", "net10.0", "Program.fs", """
        open System
        open TorchSharp
        open Impetus
        open Impetus.Torch
        let weight = torch.nn.Parameter(torch.ones(3L))
        weight.grad <- torch.ones(3L)
        TorchOptimizers.AdaTAMW([ weight ], lr = 1e-4, weight_decay = 0.05).step() |> ignore
        let value, gradient = [| 1.0f; 2.0f |], [| 1.0f; 1.0f |]
        let parameters = new ParameterSet()
        parameters.Add("weight", Memory<float32>(value), Memory<float32>(gradient))
        Optimizers.Create(parameters, "sgd:lr=1").Step()
        Console.WriteLine(weight.lt(torch.tensor(1.0f)).all().item<bool>() && value = [| 0.0f; 1.0f |])
        """)]
    [InlineData("app.vbproj", "", "net10.0", "Program.vb", """
        Imports TorchSharp
        Imports Impetus.Torch.TorchOptimizers
        Module Program
            Sub Main()
                Dim weight = torch.nn.Parameter(torch.ones(3))
                weight.grad = torch.ones(3)
                AdaTAMW({weight}, lr:=0.0001, weight_decay:=0.05).step()
                System.Console.WriteLine(weight.lt(1).all().item(Of Boolean)())
            End Sub
        End Module
        """)]
    public void Every_language_calls_the_optimizers(string project, string properties, string framework, string file, string text) =>
        Assert.Equal("True", Run("dotnet", "exec", "--roll-forward", "Major", Path.Combine(Build(project, properties, framework, file, text), "app.dll")).Trim());

    // One process packs, restores and builds: each of its own would cost seconds.
    private string Build(string project, string properties, string framework, string file, string text)
    {
        Write("nuget.config", $"""<configuration><packageSources><add key="packed" value="{_folder}" /></packageSources></configuration>""");
        Write($"app/{file}", text);
        Write($"app/{project}", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>{framework}</TargetFramework>{properties}</PropertyGroup>
              <ItemGroup><PackageReference Include="Impetus.TorchSharp" Version="{_version}" /></ItemGroup>
              <ItemGroup Condition="'$(MSBuildProjectExtension)' == '.fsproj'"><Compile Include="{file}" /></ItemGroup>
            </Project>
            """);
        string root = RepositoryRoot();
        Write("all.proj", $"""
            <Project>
              <Target Name="All">
                <MSBuild Projects="{root}/src/Impetus/Impetus.csproj;{root}/src/Impetus.TorchSharp/Impetus.TorchSharp.csproj" Targets="Pack" Properties="NoBuild=true;Configuration=Release;PackageVersion={_version};PackageOutputPath={_folder}" />
                <MSBuild Projects="app/{project}" Targets="Restore" Properties="Session=restore" />
                <MSBuild Projects="app/{project}" Targets="Build" />
              </Target>
            </Project>
            """);
        Run("dotnet", "msbuild", Path.Combine(_folder, "all.proj"), "-t:All", "-v:q", "-nologo", "-nr:false");
        return Path.Combine(_folder, "app", "bin", "Debug", framework);
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
