using Impetus.Torch.Native;

namespace Impetus.Torch.Tests;

[Collection(EngineGroup.Name)]
public sealed class EngineTests
{
    [Fact]
    public void The_engine_describes_itself()
    {
        Assert.True(Engine.IsAvailable);
        Assert.Matches(@"^\d+\.\d+", Engine.Version);
        Assert.NotEmpty(Engine.BlasInformation);
        Assert.Equal(2, Engine.ThreadCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => Engine.ThreadCount = 0);
    }

    [Fact]
    public void A_missing_library_is_explained_with_what_to_install()
    {
        string empty = Directory.CreateTempSubdirectory().FullName;
        string message = Assert.Throws<EngineUnavailableException>(() => NativeLibraryLocator.Locate(null, empty)).Message;
        Assert.Contains("has not been built", message);
        Assert.Contains("apt-get install cmake g++ make libtorch-dev libopenblas0-openmp", message);
        Assert.Contains("LIBTORCH", message);
        Directory.Delete(empty);

        Assert.Contains(
            "IMPETUS_NATIVE is '/nowhere.so'",
            Assert.Throws<EngineUnavailableException>(() => NativeLibraryLocator.Locate("/nowhere.so", empty)).Message);
    }
}
