using Impetus.Lab.Data;
using Impetus.Lab.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Embeddings;

/// <summary>How good embeddings are for a task, as the Massive Text Embedding Benchmark measures it: from 0 to 1, or −1 to 1 for correlations.</summary>
internal static class EmbeddingScore
{
    private const int Trials = 10, TextsOfClass = 8;

    /// <summary>The score.</summary>
    /// <param name="material">The task.</param>
    /// <param name="embed">Gives an embedding for each text (texts, width).</param>
    public static double Of(EmbeddingMaterial material, Func<IReadOnlyList<string>, Tensor> embed)
    {
        using DisposeScope scope = NewDisposeScope();
        return material switch
        {
            EmbeddingMaterial.Classes classes => Classes(classes, embed),
            EmbeddingMaterial.Pairs pairs => Pairs(pairs, embed),
            EmbeddingMaterial.Topics topics => Topics(topics, embed),
            _ => throw new ArgumentOutOfRangeException(nameof(material)),
        };
    }

    private static double Pairs(EmbeddingMaterial.Pairs pairs, Func<IReadOnlyList<string>, Tensor> embed)
    {
        Tensor first = embed([.. pairs.All.Select(static pair => pair.First)]), second = embed([.. pairs.All.Select(static pair => pair.Second)]);
        Tensor cosines = nn.functional.cosine_similarity(first, second, dim: 1).to(ScalarType.Float64);
        return Agreement.Spearman(Tasks.TensorValues.ToArray<double>(cosines), [.. pairs.All.Select(static pair => pair.Alike)]);
    }

    // The mean over trials, each of which learns from eight texts of each class that it draws.
    private static double Classes(EmbeddingMaterial.Classes classes, Func<IReadOnlyList<string>, Tensor> embed)
    {
        Tensor training = embed([.. classes.Training.Select(static text => text.Text)]), test = embed([.. classes.Test.Select(static text => text.Text)]);
        string[] names = [.. classes.Training.Select(static text => text.Label).Distinct().Order(StringComparer.Ordinal)];
        int[] labels = [.. classes.Training.Select(text => Array.BinarySearch(names, text.Label, StringComparer.Ordinal))];
        int[] truth = [.. classes.Test.Select(text => Array.BinarySearch(names, text.Label, StringComparer.Ordinal))];
        double sum = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            int[] order = DeterministicRandom.For(1, (ulong)trial).Permutation(labels.Length);
            int[] drawn = [.. order.GroupBy(position => labels[position]).SelectMany(static group => group.Take(TextsOfClass)).Order()];
            Tensor places = Tasks.TensorValues.Copy<long>(Array.ConvertAll(drawn, static position => (long)position));
            int[] guesses = LinearProbe.Fit(training.index_select(0, places), Array.ConvertAll(drawn, position => labels[position]), names.Length).Guess(test);
            sum += Agreement.Accuracy(guesses, truth);
        }

        return sum / Trials;
    }

    private static double Topics(EmbeddingMaterial.Topics topics, Func<IReadOnlyList<string>, Tensor> embed)
    {
        string[] names = [.. topics.All.Select(static text => text.Label).Distinct()];
        int[] truth = [.. topics.All.Select(text => Array.IndexOf(names, text.Label))];
        int[] clusters = KMeans.Cluster(embed([.. topics.All.Select(static text => text.Text)]), names.Length, seed: 1);
        return VMeasure.Of(clusters, truth);
    }
}
