using System.Diagnostics;

namespace Impetus.Cli.Tests;

/// <summary>The script <c>impetus</c> in the root of the repository.</summary>
public sealed class LauncherTests : IDisposable, IClassFixture<LauncherTests.BuiltProgram>
{
    private static readonly string Launcher = Path.Combine(Root(), "impetus");

    private readonly TemporaryFolder _folder = new();

    /// <summary>The launcher says when it builds; here everything is built before, by ./test or else by this.</summary>
    public sealed class BuiltProgram
    {
        public BuiltProgram() => CommandLineProcess.Finish(new ProcessStartInfo(Launcher), "--version").IsSuccess();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WorksFromAnywhereThroughALink()
    {
        string link = _folder["a link with spaces"];
        File.CreateSymbolicLink(link, Launcher);

        ProcessResult result = CommandLineProcess.Finish(new ProcessStartInfo(link) { WorkingDirectory = "/" }, "list", "tasks", "--json", "-");

        Assert.StartsWith("{", result.IsSuccess(), StringComparison.Ordinal);
    }

    [Fact]
    public void PassesOnArgumentsAndExitCode()
        => Assert.Contains("'a  b'", CommandLineProcess.Finish(new ProcessStartInfo(Launcher), "a  b").IsBadInput(), StringComparison.Ordinal);

    [Fact]
    public void NamesMissingDataWhereItMayNotInstall()
    {
        ProcessStartInfo start = new(Launcher) { Environment = { ["IMPETUS_DATA"] = _folder.Path, ["IMPETUS_NO_INSTALL"] = "1" } };

        string message = CommandLineProcess.Finish(start, "compare", "--task", "cifar10-resnet18", "--out", _folder["run"]).IsBadInput();

        Assert.Contains("data get", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ulimit -Sn 32", 0, "")]
    [InlineData("ulimit -n 32", 2, "impetus: a process may open 32 files here, and 256 are needed")]
    public void TooFewOpenFilesAreMoreWhereTheyMayBeOrOneMessage(string limit, int code, string message)
    {
        ProcessResult result = CommandLineProcess.Finish(new ProcessStartInfo("bash"), "-c", $"{limit}; exec \"$@\"", "bash", Launcher, "list");

        Assert.Equal(code, result.ExitCode);
        Assert.StartsWith(message, Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Impetus.slnx")))
        {
            folder = folder.Parent;
        }

        return folder!.FullName;
    }
}
