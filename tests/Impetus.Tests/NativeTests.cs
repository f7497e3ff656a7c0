using System.Diagnostics;

namespace Impetus.Tests;

/// <summary>A program with the library in it, compiled ahead of time to native code.</summary>
[Trait("Category", "Slow")]
public sealed class NativeTests : IDisposable
{
    private const string Program = """
        using Impetus;
        float[] weight = [3, -2], gradient = new float[2];
        using ParameterSet parameters = new() { { "weight", weight, gradient } };
        using Optimizer optimizer = Optimizers.AdaTamW(parameters, new() { LearningRate = 0.01 });
        for (int step = 0; step < 1000; step++)
        {
            (gradient[0], gradient[1]) = (2 * weight[0], 2 * weight[1]);
            optimizer.Step();
        }

        using MemoryStream state = new();
        optimizer.Save(state);
        state.Position = 0;
        using Optimizer other = Optimizers.Create(parameters, new AdaTamWOptions());
        other.Load(state);
        System.Console.WriteLine($"{System.Math.Abs(weight[0]) < 0.01} {other.StepCount} {System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported}");
        """;

    private static readonly string[] Compilers = ["clang", "gcc"];

    private readonly string _folder = Directory.CreateTempSubdirectory("impetus-native-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void APublishedProgramTrains()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Compilers.Any(IsInstalled), "there is neither clang nor gcc, which link native programs");
        File.WriteAllText(Path.Combine(_folder, "Program.cs"), Program);
        // The library's own assembly, and not its project: nothing is built in the tree.
        File.WriteAllText(Path.Combine(_folder, "app.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
                <PublishAot>true</PublishAot><TreatWarningsAsErrors>true</TreatWarningsAsErrors><NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup><Reference Include="{typeof(Optimizer).Assembly.Location}" /></ItemGroup>
            </Project>
            """);
        Run("dotnet", "publish", Path.Combine(_folder, "app.csproj"), "-o", Path.Combine(_folder, "out"), "-nologo", "-v", "q", "-nodeReuse:false");
        Assert.Equal("True 1000 False", Run(Path.Combine(_folder, "out", "app")).Trim());
    }

    private static bool IsInstalled(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
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
}
