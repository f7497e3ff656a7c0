using System.Diagnostics;

namespace Impetus.Lab.Tests;

/// <summary>Files that a user names for results may be links, devices and pipes.</summary>
public sealed class DurableFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("impetus-files-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_link_stays_and_leads_to_the_new_text()
    {
        string target = In("results/1.json"), link = In("latest.json"), dangling = In("next.json");
        _folder.CreateSubdirectory("results");
        File.WriteAllText(target, "old and longer");
        File.CreateSymbolicLink(link, "results/1.json");
        File.CreateSymbolicLink(dangling, "results/2.json");

        DurableFile.Write(link, "new");
        DurableFile.Write(dangling, "first");

        Assert.Equal(("results/1.json", "new"), (new FileInfo(link).LinkTarget, File.ReadAllText(target)));
        Assert.Equal("first", File.ReadAllText(In("results/2.json")));
        Assert.Equal(2, Directory.GetFiles(In("results")).Length);
    }

    [Fact]
    public async Task A_pipe_takes_the_text()
    {
        string pipe = In("pipe");
        using (Process make = Process.Start("mkfifo", [pipe]))
        {
            await make.WaitForExitAsync();
        }

        Task<string> reader = Task.Run(() => File.ReadAllText(pipe));
        DurableFile.Probe(pipe);
        DurableFile.Write(pipe, "through");

        Assert.Equal("through", await reader.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal([pipe], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void A_device_stays_one()
    {
        DurableFile.Write("/dev/null", "gone");

        Assert.Contains("/dev/full", Assert.Throws<IOException>(() => DurableFile.Write("/dev/full", "too much")).Message, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo("/dev/null").Length);
        Assert.False(File.Exists($"/dev/null.{Environment.ProcessId}.tmp"));
    }

    [Fact]
    public void What_fails_is_told_by_the_name_that_was_given()
    {
        string file = In("missing/result.json");

        string message = Assert.Throws<DirectoryNotFoundException>(() => DurableFile.Write(file, "text")).Message;

        Assert.Contains($"'{file}'", message, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", message, StringComparison.Ordinal);
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
