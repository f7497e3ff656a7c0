using System.Globalization;
using Impetus.Lab.Benchmarks;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Benchmarks.Fused;

/// <summary>A step of Muon with matrix products of our own, taking turns with the same step by libtorch's products in this process.</summary>
internal static class MuonTable
{
    private static readonly (string Name, long[][] Shapes)[] Cases =
    [
        ("768 × 768", [[768, 768]]),
        ("768 × 3072", [[768, 3072]]),
        ("2048 × 512", [[2048, 512]]),
        ("256 × 784, 256 × 256, 10 × 256", [[256, 784], [256, 256], [10, 256]]),
        ("24 of 64 × 256", [.. Enumerable.Repeat((long[])[64, 256], 24)]),
    ];

    public static void Print(TimeSpan duration)
    {
        TorchBackend.Tune();
        MarkdownTable.WriteHeader(["matrices", "threads", "ours, ms", "billion multiply-adds a second", "libtorch / ours"]);
        foreach ((string name, long[][] shapes) in Cases)
        {
            foreach (int threads in new[] { 1, 2 })
            {
                MarkdownTable.WriteRow([name, $"{threads}", .. Row(shapes, threads, duration)]);
            }
        }
    }

    private static IEnumerable<string> Row(long[][] shapes, int threads, TimeSpan duration)
    {
        set_num_threads(threads);
        using DisposeScope scope = NewDisposeScope();
        using ParameterArena arena = new(shapes.Select(static (shape, place) => ($"{place}", new TorchParameter(randn(shape)) { grad = randn(shape) })));
        using ParameterSet inMemory = arena.CreateParameterSet();
        using ParameterSet ofTensors = TensorParameters.Create(shapes.Select(static (shape, place) => ($"{place}", randn(shape), randn(shape))));
        using Optimizer ours = Create(inMemory, threads), theirs = Create(ofTensors, threads);
        AlternatingRounds rounds = AlternatingRounds.Play(
            duration, AlternatingRounds.Timed(ours.Step, onOneThread: threads == 1), AlternatingRounds.Timed(theirs.Step, onOneThread: threads == 1));
        double work = shapes.Sum(static shape => 5.0 * Math.Min(shape[0], shape[1]) * Math.Min(shape[0], shape[1]) * ((2 * Math.Max(shape[0], shape[1])) + Math.Min(shape[0], shape[1])));
        return new[] { rounds.Median(0), work / rounds.Median(0) / 1e6, rounds.MedianRatio(1, 0) }
            .Select(static value => value.ToString("f2", CultureInfo.InvariantCulture));
    }

    private static Optimizer Create(ParameterSet parameters, int threads)
        => OptimizerSpecification.Parse("muon:non-finite=ignore").Create(parameters, options => options.Threads = threads);
}
