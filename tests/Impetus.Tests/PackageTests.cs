using System.Diagnostics;
using System.IO.Compression;
using System.Reflection.Metadata;

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
            Assert.Contains("icon.png", files);

            using StreamReader reader = new(package.GetEntry("Impetus.nuspec")!.Open());
            string description = reader.ReadToEnd();
            Assert.Contains("<license type=\"expression\">MIT</license>", description, StringComparison.Ordinal);
            Assert.Contains("<readme>README.md</readme>", description, StringComparison.Ordinal);
            Assert.Contains("<tags>", description, StringComparison.Ordinal);
            Assert.Contains("<icon>icon.png</icon>", description, StringComparison.Ordinal);
            Assert.Contains("<projectUrl>https://", description, StringComparison.Ordinal);
            Assert.Contains("<repository type=\"git\" url=\"https://", description, StringComparison.Ordinal);
            Assert.Contains("<releaseNotes>", description, StringComparison.Ordinal);
            Assert.DoesNotContain("<dependency ", description, StringComparison.Ordinal);

            using ZipArchive symbols = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder, "Impetus.*.snupkg")));
            Assert.True(HasEmbeddedSources(symbols.GetEntry("lib/net10.0/Impetus.pdb")!));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A debugger shows a document that has its text as custom information of this kind.
    private static bool HasEmbeddedSources(ZipArchiveEntry symbols)
    {
        Guid embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
        using MemoryStream content = new();
        using (Stream stream = symbols.Open())
        {
            stream.CopyTo(content);
        }

        content.Position = 0;
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(content);
        MetadataReader reader = provider.GetMetadataReader();
        return reader.CustomDebugInformation.Any(handle => reader.GetGuid(reader.GetCustomDebugInformation(handle).Kind) == embeddedSource);
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
