using Impetus.Lab.Data;
using Impetus.Lab.Tasks;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Embeddings;

/// <summary>Lloyd's k-means, from centres drawn as k-means++ draws them (Arthur and Vassilvitskii 2007).</summary>
internal static class KMeans
{
    private const int MostRounds = 100;

    /// <summary>Gathers points around centres.</summary>
    /// <param name="points">(points, width).</param>
    /// <param name="count">Clusters.</param>
    /// <param name="seed">Decides over the first centres.</param>
    /// <returns>The cluster of each point.</returns>
    public static int[] Cluster(Tensor points, int count, ulong seed)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor centres = FirstCentres(points, count, new DeterministicRandom(seed));
        long[] clusters = [];
        for (int round = 0; round < MostRounds; round++)
        {
            using DisposeScope inner = NewDisposeScope();
            Tensor nearest = Distances(points, centres).argmin(1);
            long[] next = nearest.ToArray<long>();
            if (next.AsSpan().SequenceEqual(clusters))
            {
                break;
            }

            clusters = next;
            Tensor members = nn.functional.one_hot(nearest, count).to(points.dtype), sizes = members.sum(dim: 0).unsqueeze(1);
            // A centre that nobody is near stays where it is.
            Tensor means = members.t().matmul(points) / sizes.AtLeast(1);
            centres = where(sizes.IsAbove(0), means, centres).MoveToOuterDisposeScope();
        }

        return Array.ConvertAll(clusters, static cluster => (int)cluster);
    }

    private static Tensor FirstCentres(Tensor points, int count, DeterministicRandom random)
    {
        List<int> chosen = [random.Next((int)points.shape[0])];
        while (chosen.Count < count)
        {
            using DisposeScope scope = NewDisposeScope();
            double[] squares = Distances(points, points.index_select(0, Positions(chosen))).amin([1]).AtLeast(0).to(ScalarType.Float64).ToArray<double>();
            double place = random.NextShare() * squares.Sum();
            int position = 0;
            while (position < squares.Length - 1 && place >= squares[position])
            {
                place -= squares[position++];
            }

            chosen.Add(position);
        }

        return points.index_select(0, Positions(chosen));
    }

    // ‖x − c‖² = ‖x‖² − 2⟨x, c⟩ + ‖c‖².
    private static Tensor Distances(Tensor points, Tensor centres) =>
        (points * points).sum(1, keepdim: true).Plus(points.matmul(centres.t()).Times(-2)).Plus((centres * centres).sum(1));

    private static Tensor Positions(List<int> chosen) => TensorValues.Copy<long>([.. chosen.Select(static position => (long)position)]);
}
