using Impetus.Lab.Data;

namespace Impetus.Lab.Embeddings;

/// <summary>Texts that embeddings are judged by, in one of the ways of the Massive Text Embedding Benchmark (Muennighoff et al. 2023).</summary>
internal abstract record EmbeddingMaterial
{
    /// <summary>A part, drawn by a fixed seed.</summary>
    /// <param name="most">The most texts to tell, pairs, or texts to gather.</param>
    /// <param name="ofClass">The most texts of a class to learn from.</param>
    public EmbeddingMaterial Part(int most, int ofClass) => this switch
    {
        Classes classes => new Classes([.. Drawn(classes.Training, int.MaxValue).GroupBy(static text => text.Label).SelectMany(group => group.Take(ofClass))], Drawn(classes.Test, most)),
        Pairs pairs => new Pairs(Drawn(pairs.All, most)),
        Topics topics => new Topics(Drawn(topics.All, most)),
        _ => this,
    };

    private static T[] Drawn<T>(IReadOnlyList<T> all, int most)
    {
        int[] order = new DeterministicRandom(0).Permutation(all.Count);
        return Array.ConvertAll(order[..Math.Min(most, order.Length)], position => all[position]);
    }

    /// <summary>Classes, told from few embeddings of each by logistic regression; judged by accuracy.</summary>
    /// <param name="Training">Texts to learn from, with their classes.</param>
    /// <param name="Test">Texts to tell, with their classes.</param>
    public sealed record Classes(IReadOnlyList<(string Text, string Label)> Training, IReadOnlyList<(string Text, string Label)> Test) : EmbeddingMaterial;

    /// <summary>Pairs of texts, as alike as their embeddings' cosine; judged by Spearman's correlation with what people said.</summary>
    /// <param name="All">Pairs with a number that is larger for more alike ones.</param>
    public sealed record Pairs(IReadOnlyList<(string First, string Second, double Alike)> All) : EmbeddingMaterial;

    /// <summary>Texts of topics, gathered by the embeddings alone; judged by the V-measure.</summary>
    /// <param name="All">Texts with their topics.</param>
    public sealed record Topics(IReadOnlyList<(string Text, string Label)> All) : EmbeddingMaterial;
}
