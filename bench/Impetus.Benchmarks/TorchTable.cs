using System.Globalization;
using Impetus.Lab.Benchmarks;

namespace Impetus.Benchmarks;

/// <summary>PyTorch's AdamW and SGD with momentum on the same shapes in the same minutes: its time over ours.</summary>
internal static class TorchTable
{
    private static readonly (string Ours, string Theirs)[] Pairs = [("adamw", "adamw"), ("sgdm", "sgd")];

    public static void Print(string script, IReadOnlyList<Shape> shapes, TimeSpan duration)
    {
        MarkdownTable.WriteHeader(["optimizer", "threads", .. shapes.Select(shape => shape.Name)]);
        foreach ((string ours, string theirs) in Pairs)
        {
            foreach (bool isForeach in new[] { false, true })
            {
                foreach (int threads in new[] { 1, 2 })
                {
                    using TorchPeer peer = new(script);
                    MarkdownTable.WriteRow(
                    [
                        $"torch {theirs}{(isForeach ? ", foreach" : "")} / {ours}",
                        $"{threads}",
                        .. shapes.Select(shape => Ratio(ours, peer.Prepare(theirs, isForeach, shape, threads), shape, threads, duration).ToString("f1", CultureInfo.InvariantCulture)),
                    ]);
                }
            }
        }
    }

    private static double Ratio(string optimizer, Func<double> peer, Shape shape, int threads, TimeSpan duration)
    {
        StepBenchmark benchmark = new(OptimizerSpecification.Parse(optimizer), shape.Elements, shape.Tensors, threads) { Duration = duration };
        return benchmark.RatioOf(peer);
    }
}
