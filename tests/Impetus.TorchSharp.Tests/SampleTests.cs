using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Impetus.Torch.Tests;

/// <summary>The programs of <c>samples/</c> run, on real data, and learn.</summary>
public sealed partial class SampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("impetus-sample-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Ten_lines_of_training_recognise_clothes()
    {
        double[] accuracies = Numbers(Run("FashionMnist"), Percentage());
        Assert.Equal(2, accuracies.Length);
        Assert.InRange(accuracies[^1], 82, 100);
    }

    [Fact]
    public void A_checkpoint_of_PyTorch_goes_on_and_is_written_back()
    {
        double[] accuracies = Numbers(Run("PyTorchCheckpoint", _folder), Percentage());
        Assert.InRange(accuracies[0], 70, 100);
        Assert.InRange(accuracies[1] - accuracies[0], 0.5, 30);
        Assert.All(["model.pt", "optimizer.pt"], name => Assert.True(new FileInfo(Path.Combine(_folder, name)).Length > 1000));
    }

    [Fact]
    public void A_small_GPT_learns_to_write()
    {
        string text = Path.Combine(_folder, "text");
        File.WriteAllText(text, File.ReadAllText(Path.Combine(ConsumerTests.RepositoryRoot(), "README.md")) + File.ReadAllText(Path.Combine(ConsumerTests.RepositoryRoot(), "docs/torchsharp.md")));
        double[] losses = Numbers(Run("MinGpt", text, "200"), Loss());
        Assert.Equal(5, losses.Length);
        Assert.True(losses[^1] < 0.75 * losses[0], string.Join(' ', losses));
    }

    [Fact]
    public void The_plain_loop_is_the_fused_one() => Assert.Contains("largest difference", Run("AdamWByHand"), StringComparison.Ordinal);

    private static double[] Numbers(string output, Regex pattern) => [.. pattern.Matches(output).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    private static string Run(string sample, params string[] arguments)
    {
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string program = Path.Combine(ConsumerTests.RepositoryRoot(), "artifacts/bin", sample, configuration, $"{sample}.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + errors.Result);
        return output;
    }

    [GeneratedRegex(@"([0-9.]+) ?%")]
    private static partial Regex Percentage();

    [GeneratedRegex(@"loss ([0-9.]+)")]
    private static partial Regex Loss();
}
