using TorchSharp;

namespace Impetus.Torch.Tests;

public class ReadmeTests
{
    [Fact]
    public void TheExampleIsTheOneInTheReadmeAndTrains()
    {
        using torch.nn.Module<torch.Tensor, torch.Tensor> model = torch.nn.Linear(3, 1);
        // example
        // var optimizer = torch.optim.AdamW(model.parameters(), lr: 1e-3);
        var optimizer = torch.optim.AdaTAMW(model.parameters(), lr: 1e-4, weight_decay: 0.05);
        var scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 100);

        // end of example
        using (optimizer)
        {
            using torch.Tensor inputs = torch.ones(4, 3);
            double[] losses = [.. Enumerable.Range(0, 50).Select(_ =>
            {
                using DisposeScope scope = torch.NewDisposeScope();
                optimizer.zero_grad();
                torch.Tensor loss = model.call(inputs).pow(2).mean();
                loss.backward();
                optimizer.step();
                scheduler.step();
                return loss.ToDouble();
            })];
            Assert.True(losses[^1] < losses[0]);
        }

        string own = File.ReadAllText(Path.Combine(ConsumerTests.RepositoryRoot(), "tests/Impetus.TorchSharp.Tests/ReadmeTests.cs"));
        string readme = File.ReadAllText(Path.Combine(ConsumerTests.RepositoryRoot(), "README.md"));
        Assert.Contains(Lines(own.Split("// example\n")[1].Split("// end of example")[0]), Lines(readme), StringComparison.Ordinal);
    }

    private static string Lines(string text) =>
        string.Join('\n', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
