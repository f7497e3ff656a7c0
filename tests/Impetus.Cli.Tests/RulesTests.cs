using Impetus.Checkpoints;

namespace Impetus.Cli.Tests;

/// <summary><c>--rules</c>: optimizers of somebody else's library, the sample's here.</summary>
public sealed class RulesTests : IDisposable
{
    private static readonly string Rules = Path.Combine(AppContext.BaseDirectory, "OwnRules.dll");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheyAreListedBesideTheLibrarys()
    {
        string listing = CommandLineProcess.Run("list", "optimizers", "--rules", Rules).IsSuccess();

        Assert.All(["signum", "padam", "adamw", "eighth-root"], name => Assert.Contains(name, listing, StringComparison.Ordinal));
    }

    [Fact]
    public void TheyStepUnderTheirNamesAndInCombinations()
    {
        SafetensorsWriter writer = new();
        writer.Add("param/x", [1f], 1);
        writer.Add("grad/x", [1f, -3f], 2, 1);
        writer.Write(_folder["stream"]);

        string[] replay = ["replay", "--input", _folder["stream"], "--output", _folder["steps"], $"--rules={Rules}", "--optimizer"];
        CommandLineProcess.Run([.. replay, "signum:lr=0.5,momentum=0.5"]).IsSuccess();

        using (SafetensorsFile steps = SafetensorsFile.Open(_folder["steps"]))
        {
            Assert.Equal([0.5, 1], steps.Read<double>(steps.Find("param/x")!));
        }

        CommandLineProcess.Run([.. replay, "lookahead(k=2)+torque-aware*eighth-root:eps=0.1"]).IsSuccess();
    }

    [Fact]
    public void WithoutTheLibraryNobodyKnowsThem()
        => Assert.Contains("'signum'", CommandLineProcess.Run("bench", "step", "--optimizer", "signum").IsBadInput(), StringComparison.Ordinal);

    [Fact]
    public void WhatIsNoLibraryOfRulesIsRefused()
    {
        string text = _folder["notes.dll"];
        File.WriteAllText(text, "no library");
        Assert.Contains("there is no file", Refuse("missing.dll"), StringComparison.Ordinal);
        Assert.Contains("no .NET library", Refuse(text), StringComparison.Ordinal);
        Assert.Contains("has no rules", Refuse(Path.Combine(AppContext.BaseDirectory, "System.CommandLine.dll")), StringComparison.Ordinal);
        Assert.Contains("already is a memory", Refuse(Rules, "--rules", Rules), StringComparison.Ordinal);
    }

    private static string Refuse(params string[] rules) => CommandLineProcess.Run(["list", "optimizers", "--rules", .. rules]).IsBadInput();
}
