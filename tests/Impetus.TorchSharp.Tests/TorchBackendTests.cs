namespace Impetus.Torch.Tests;

[Collection(TorchGroup.Name)]
public sealed class TorchBackendTests
{
    [Fact]
    public void What_was_found_is_told()
    {
        BackendReport report = TorchBackend.Examine();
        Assert.Null(report.Problem);
        Assert.Equal("0.107.0", report.TorchSharp);
        Assert.Equal("2.10.0", report.LibTorch);
        Assert.True(Directory.Exists(report.Folder));
        Assert.False(Directory.Exists(Path.Combine(AppContext.BaseDirectory, "cpu")));
    }

    [Fact]
    public void The_output_folder_links_to_the_package()
    {
        string file = Path.Combine(TorchBackend.Examine().Folder!, "libtorch_cpu.so");
        if (OperatingSystem.IsLinux())
        {
            Assert.NotNull(new FileInfo(file).LinkTarget);
        }
    }

    [Fact]
    public void A_request_is_made_weak_once()
    {
        string? package = Directory.GetFiles(
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages", "torchsharp", "0.107.0"), "libLibTorchSharp.so", SearchOption.AllDirectories).SingleOrDefault();
        byte[] image = File.ReadAllBytes(package!), original = [.. image];
        Assert.False(SymbolVersions.HasWeak(image, SymbolVersions.Newest));
        Assert.Equal(1, SymbolVersions.MakeWeak(image, SymbolVersions.Newest));
        Assert.Equal(0, SymbolVersions.MakeWeak(image, SymbolVersions.Newest));
        Assert.True(SymbolVersions.HasWeak(image, SymbolVersions.Newest));
        Assert.Single(image.Zip(original), pair => pair.First != pair.Second);
        Assert.Equal(0, SymbolVersions.MakeWeak(image, "GLIBCXX_9.9"));
        Assert.Equal(0, SymbolVersions.MakeWeak([1, 2, 3], SymbolVersions.Newest));
    }

    [Fact]
    public void A_file_that_was_cut_short_is_seen()
    {
        string file = Path.Combine(TorchBackend.Examine().Folder!, "libc10.so"), cut = Path.GetTempFileName();
        try
        {
            Assert.True(SharedObject.IsComplete(file));
            File.WriteAllBytes(cut, File.ReadAllBytes(file)[..700_000]);
            Assert.False(SharedObject.IsComplete(cut));
            File.WriteAllText(cut, "no library");
            Assert.False(SharedObject.IsComplete(cut));
        }
        finally
        {
            File.Delete(cut);
        }
    }
}
