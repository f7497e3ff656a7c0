using System.Diagnostics;
using System.IO.Compression;

namespace Impetus.Tests;

public class PackageTests
{
    [Fact]
    public void PackageCarriesLibraryDocumentationSymbolsReadmeAndLicence()
    {
        string folder = Directory.CreateTempSubdirectory("impetus-").FullName;
        try
        {
            Pack(folder);

            using ZipArchive package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder, "Impetus.*.nupkg")));
            string[] files = [.. package.Entries.Select(entry => entry.FullName)];
            Assert.Contains("lib/net10.0/Impetus.dll", files);
            Assert.Contains("lib/net8.0/Impetus.dll", files);
            Assert.Contains("lib/net10.0/Impetus.xml", files);
            Assert.Contains("README.md", files);
            Assert.Contains("LICENSE", files);

            using StreamReader reader = new(package.GetEntry("Impetus.nuspec")!.Open());
            string description = reader.ReadToEnd();
            Assert.Contains("<license type=\"expression\">MIT</license>", description, StringComparison.Ordinal);
            Assert.Contains("<readme>README.md</readme>", description, StringComparison.Ordinal);
            Assert.Contains("<tags>", description, StringComparison.Ordinal);
            Assert.DoesNotContain("<dependency ", description, StringComparison.Ordinal);

            using ZipArchive symbols = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder, "Impetus.*.snupkg")));
            Assert.Contains(symbols.Entries, entry => entry.FullName == "lib/net10.0/Impetus.pdb");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Packs what is built already, in the configuration that the tests were built in.</summary>
    private static void Pack(string folder)
    {
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string[] arguments = ["pack", Path.Combine(Repository.Root, "src/Impetus"), "--no-build", "-c", configuration, "-o", folder, "-nologo", "-nodeReuse:false"];
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
    }
}
