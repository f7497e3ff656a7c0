using System.IO.Compression;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Torch.Tests;

/// <summary>
/// The network and the loop of TorchSharp's example for MNIST, on clothes, with nothing but the optimizer's line changed, at the default
/// rates: it trains as well as with Adam, or nearly. What came out stands in docs/torchsharp.md.
/// </summary>
[Collection(TorchGroup.Name)]
[Trait("Category", "Slow")]
public sealed class TorchExampleTests(ITestOutputHelper output)
{
    private const string Data = "/usr/share/datasets/fashion-mnist";
    private const int Steps = 120, Batch = 64;

    /// <summary>How much higher than Adam's the loss may be at the end. Critical momenta begin slowly: their buffer has to fill.</summary>
    private static readonly (string Name, double Slack, Func<IEnumerable<TorchParameter>, OptimizerHelper> Make)[] Lines =
    [
        ("Adam", 1, p => optim.Adam(p)),
        ("FusedAdam", 1.01, p => optim.FusedAdam(p)),
        ("AdaTAMW", 1.02, p => optim.AdaTAMW(p)),
        ("AMAdamW", 1.05, p => optim.AMAdamW(p)),
        ("MAdam", 1.15, p => optim.MAdam(p)),
        ("AdamCM", 1.3, p => optim.AdamCM(p)),
    ];

    [Fact]
    public void Training_goes_as_well_as_before()
    {
        Assert.SkipUnless(Directory.Exists(Data), "there is no dataset-fashion-mnist");
        using DisposeScopeGuard scope = new();
        (Tensor images, Tensor labels) = (Read("train-images-idx3-ubyte.gz", 16).view(-1, 1, 28, 28).to(ScalarType.Float32) / 255, Read("train-labels-idx1-ubyte.gz", 8).to(ScalarType.Int64));
        Dictionary<string, (double First, double Last, double Highest)> losses = Lines.ToDictionary(static line => line.Name, line => Train(line.Make, images, labels));
        foreach ((string name, (double first, double last, double highest)) in losses)
        {
            output.WriteLine($"{name}: {first:f3} to {last:f3}, at most {highest:f3}");
        }

        Assert.All(Lines, line =>
        {
            (double first, double last, double highest) = losses[line.Name];
            Assert.True(last <= line.Slack * losses["Adam"].Last && highest < 1.3 * first, $"{line.Name}: {losses[line.Name]}; Adam {losses["Adam"]}");
        });
    }

    private static (double First, double Last, double Highest) Train(Func<IEnumerable<TorchParameter>, OptimizerHelper> make, Tensor images, Tensor labels)
    {
        manual_seed(1);
        using Sequential model = nn.Sequential(
            nn.Conv2d(1, 32, 3), nn.ReLU(), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.25),
            nn.Flatten(), nn.Linear(9216, 128), nn.ReLU(), nn.Dropout(0.5), nn.Linear(128, 10), nn.LogSoftmax(1));
        using OptimizerHelper optimizer = make(model.parameters());
        List<double> losses = [];
        for (int step = 0; step < Steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor batch = arange(step * Batch, (step + 1) * Batch);
            optimizer.zero_grad();
            Tensor loss = nn.functional.nll_loss(model.call(images[batch]), labels[batch]);
            loss.backward();
            optimizer.step();
            losses.Add(loss.ToDouble());
        }

        return (losses[0], losses.TakeLast(30).Average(), losses.Max());
    }

    private static Tensor Read(string file, int header)
    {
        using MemoryStream content = new();
        using (GZipStream stream = new(File.OpenRead(Path.Combine(Data, file)), CompressionMode.Decompress))
        {
            stream.CopyTo(content);
        }

        return tensor(content.ToArray()[header..]);
    }
}
