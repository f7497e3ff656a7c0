using Impetus.Lab.Embeddings;
using Impetus.Lab.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Embeddings;

[Collection(NetworkEngine.Collection)]
public sealed class EmbeddingScoreTests
{
    // Values from the documentation of scikit-learn.
    [Fact]
    public void V_measure()
    {
        Assert.Equal(1, VMeasure.Of([0, 0, 1, 1], [1, 1, 0, 0]), 12);
        Assert.Equal(0.8, VMeasure.Of([0, 0, 1, 2], [0, 0, 1, 1]), 12);
        Assert.Equal(2.0 / 3, VMeasure.Of([0, 1, 2, 3], [0, 0, 1, 1]), 12);
        Assert.Equal(0, VMeasure.Of([0, 1, 0, 1], [0, 0, 1, 1]), 12);
    }

    [Fact]
    public void A_probe_is_where_its_gradient_vanishes()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        Tensor points = randn(40, 5, ScalarType.Float64);
        int[] labels = [.. Enumerable.Range(0, 40).Select(static point => point % 3)];
        LinearProbe probe = LinearProbe.Fit(points, labels, 3);

        Tensor shares = nn.functional.softmax(nn.functional.linear(points, probe.Weights, probe.Intercepts), 1);
        Tensor excess = shares - nn.functional.one_hot(tensor(labels.Select(static label => (long)label).ToArray()), 3);
        Assert.InRange((excess.t().matmul(points) + probe.Weights).abs().max().item<double>(), 0, 1e-3);
        Assert.InRange(excess.sum(dim: 0).abs().max().item<double>(), 0, 1e-3);
    }

    [Fact]
    public void Embeddings_that_know_the_answer_score_one()
    {
        (string Text, string Label)[] texts = [.. Enumerable.Range(0, 60).Select(static number => ($"{number}", $"group {number % 4}"))];
        Assert.Equal(1, EmbeddingScore.Of(new EmbeddingMaterial.Classes(texts[..40], texts[40..]), Embed), 12);
        Assert.Equal(1, EmbeddingScore.Of(new EmbeddingMaterial.Topics(texts), Embed), 12);
        Assert.Equal(-1, EmbeddingScore.Of(new EmbeddingMaterial.Pairs([("0", "4", 1), ("0", "1", 2), ("0", "2", 3)]), Angles), 12);

        static Tensor Embed(IReadOnlyList<string> texts) => stack([.. texts.Select(static text =>
        {
            int number = int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
            return nn.functional.one_hot(tensor((long)(number % 4)), 4).to(ScalarType.Float32) + (0.001f * number);
        })]);

        // The larger the number, the farther from 0.
        static Tensor Angles(IReadOnlyList<string> texts) => stack([.. texts.Select(static text =>
        {
            float angle = 0.3f * (text switch { "4" => 0.1f, "1" => 1, "2" => 2, _ => 0 });
            return tensor([MathF.Cos(angle), MathF.Sin(angle)]);
        })]);
    }
}
