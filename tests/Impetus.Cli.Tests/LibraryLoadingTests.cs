using System.Diagnostics;

namespace Impetus.Cli.Tests;

/// <summary>Who loads libtorch, and what is told where it does not load.</summary>
public sealed class LibraryLoadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, "list", "optimizers")]
    [InlineData(false, "reproduce", "--list")]
    [InlineData(false, "bench", "step", "--optimizer", "adatam", "--elements", "1000", "--tensors", "1", "--threads", "1")]
    [InlineData(true, "doctor")]
    public void Only_verbs_that_train_networks_load_libtorch(bool loads, params string[] arguments)
    {
        // The loader of glibc writes down every library it opens.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "LD_DEBUG is glibc's.");
        string log = _folder["loaded"];
        CommandLineProcess.Run(new ProcessStartInfo { Environment = { ["LD_DEBUG"] = "files", ["LD_DEBUG_OUTPUT"] = log } }, arguments).IsSuccess();

        string[] files = Directory.GetFiles(_folder.Path, "loaded.*");
        Assert.NotEmpty(files);
        Assert.Equal(loads, files.SelectMany(File.ReadLines).Any(line => line.Contains("libtorch_cpu", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_damaged_libtorch_is_one_message_with_the_mend_and_leaves_nothing_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The names of the files are those of Linux.");
        string program = _folder["program"];
        Copy(AppContext.BaseDirectory, program);
        string library = Directory.GetFiles(program, "libtorch_cpu.so", SearchOption.AllDirectories).Single();
        byte[] start = new byte[100_000];
        using (FileStream whole = File.OpenRead(library))
        {
            whole.ReadExactly(start);
        }

        File.Delete(library);
        File.WriteAllBytes(library, start);
        string[] before = Directory.GetDirectories(program);

        string message = CommandLineProcess
            .Finish(new ProcessStartInfo("dotnet"), Path.Combine(program, "Impetus.Cli.dll"), "train", "--optimizer", "adamw", "--scale", "smoke", "--out", _folder["run"])
            .IsBadInput();

        Assert.Contains("libtorch_cpu.so' is damaged", message, StringComparison.Ordinal);
        Assert.Contains("build again", message, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetDirectories(program));
        Assert.False(Directory.Exists(_folder["run"]));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
        {
            // Links to half a gigabyte stay links.
            string copy = Path.Combine(to, Path.GetFileName(file));
            if (new FileInfo(file).LinkTarget is { } target)
            {
                File.CreateSymbolicLink(copy, target);
            }
            else
            {
                File.Copy(file, copy);
            }
        }

        foreach (string folder in Directory.GetDirectories(from))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
