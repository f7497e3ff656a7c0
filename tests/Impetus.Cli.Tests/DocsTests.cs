namespace Impetus.Cli.Tests;

public class DocsTests
{
    [Fact]
    public void CheckedInPagesSayWhatTheCodeDoes()
    {
        using TemporaryFolder folder = new();
        CommandLineProcess.Run("docs", folder.Path).IsSuccess();

        string checkedIn = Path.Combine(RepositoryRoot(), "docs", "optimizers");
        string[] written = FileNames(folder.Path);
        Assert.Equal(written, FileNames(checkedIn));
        string[] stale = [.. written.Where(name => File.ReadAllText(Path.Combine(folder.Path, name)) != File.ReadAllText(Path.Combine(checkedIn, name)))];
        Assert.True(stale.Length == 0, $"stale: {string.Join(", ", stale)}; run './impetus docs docs/optimizers'");
    }

    private static string[] FileNames(string folder) => [.. Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Impetus.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("The tests do not run within the repository.");
    }
}
