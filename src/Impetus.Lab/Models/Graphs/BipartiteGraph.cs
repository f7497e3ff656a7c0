using Impetus.Lab.Tasks;
using static TorchSharp.torch;

namespace Impetus.Lab.Models.Graphs;

/// <summary>
/// Edges between users and items, as two matrices that take means over neighbours. They are dense, 4 bytes for
/// each pair and direction: meant for small rating data, where some twentieth of all pairs are edges.
/// </summary>
public sealed class BipartiteGraph : IDisposable
{
    /// <summary>Prepares the edges.</summary>
    /// <param name="users">Number of users.</param>
    /// <param name="items">Number of items.</param>
    /// <param name="edges">Pairs of user and item, counted from 0; a pair that occurs twice counts twice.</param>
    /// <param name="type">The type of the model's parameters.</param>
    public BipartiteGraph(int users, int items, IEnumerable<(int User, int Item)> edges, ScalarType type = ScalarType.Float32)
    {
        ArgumentNullException.ThrowIfNull(edges);
        float[] toUsers = new float[users * items], toItems = new float[users * items];
        foreach ((int user, int item) in edges)
        {
            toUsers[user * items + item]++;
            toItems[item * users + user]++;
        }
        UserMeans = Means(toUsers, users, items).to(type).DetachFromDisposeScope();
        ItemMeans = Means(toItems, items, users).to(type).DetachFromDisposeScope();
    }

    /// <summary>(users, items): takes a user's mean over the items that it has edges to; 0 without any.</summary>
    internal Tensor UserMeans { get; }

    /// <summary>(items, users): takes an item's mean over the users that it has edges to; 0 without any.</summary>
    internal Tensor ItemMeans { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        UserMeans.Dispose();
        ItemMeans.Dispose();
    }

    private static Tensor Means(float[] counts, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            Span<float> neighbours = counts.AsSpan(row * columns, columns);
            float degree = 0;
            foreach (float count in neighbours)
            {
                degree += count;
            }
            foreach (ref float count in neighbours)
            {
                count = degree == 0 ? 0 : count / degree;
            }
        }
        return TensorValues.Copy<float>(counts, rows, columns);
    }
}
