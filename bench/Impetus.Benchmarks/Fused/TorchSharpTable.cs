using System.Globalization;
using Impetus.Lab.Benchmarks;
using Impetus.Lab.Models.Vision;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;
using TorchOptimizer = TorchSharp.torch.optim.Optimizer;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Benchmarks.Fused;

/// <summary>
/// TorchSharp's own optimizers beside the ones of <c>torch.optim</c> that stand in for them, as a user calls both, on the same shapes and
/// taking turns in this process: our time over theirs. Ours check gradients for NaN by default, theirs do not.
/// </summary>
internal static class TorchSharpTable
{
    private const double Rate = 1e-5;

    private static readonly (string Name, Func<TorchParameter[], TorchOptimizer> Theirs, Func<TorchParameter[], NonFinitePolicy, TorchOptimizer> Ours)[] Rules =
    [
        ("SGD", p => optim.SGD(p, Rate), (p, look) => optim.FusedSGD(p, Rate, non_finite: look)),
        ("SGD, momentum", p => optim.SGD(p, Rate, momentum: 0.9), (p, look) => optim.FusedSGD(p, Rate, momentum: 0.9, non_finite: look)),
        ("Adam", p => optim.Adam(p, Rate), (p, look) => optim.FusedAdam(p, Rate, non_finite: look)),
        ("AdamW", p => optim.AdamW(p, Rate, weight_decay: 0.01), (p, look) => optim.FusedAdamW(p, Rate, weight_decay: 0.01, non_finite: look)),
        ("RMSProp", p => optim.RMSProp(p, Rate), (p, look) => optim.FusedRMSprop(p, Rate, non_finite: look)),
        ("RMSProp, momentum", p => optim.RMSProp(p, Rate, momentum: 0.9), (p, look) => optim.FusedRMSprop(p, Rate, momentum: 0.9, non_finite: look)),
        ("RAdam", p => optim.RAdam(p, Rate), (p, look) => optim.FusedRAdam(p, Rate, non_finite: look)),
    ];

    /// <summary>What the nine operators of TorchSharp's AdamW read and write, a temporary in its first operator as well, and what ours does.</summary>
    private static readonly Pass[] TheirAdamW = [new(1, 1), new(1, 1, 1), new(2, 1, 1), new(1, 1, 3), new(2, 1, 2), new(2, 1, 3), new(2, 1, 4), new(1, 1, 5), new(3, 1)];

    private static readonly Pass[] OurAdamW = [new(4, 3)], OurLookingAdamW = [new(1, 0), new(4, 3)];

    /// <summary>The names of the shapes.</summary>
    public static IReadOnlyList<string> Names { get; } = ["300x1k", "resnet18", "2.4M", "embedding", "text"];

    /// <summary>Prints ratios by the clock on one thread and on two.</summary>
    public static void Print(IReadOnlyList<string> names, TimeSpan duration)
    {
        TorchBackend.Tune();
        (string Name, long[][] Shapes)[] cases = [.. names.Select(static name => (name, ShapesOf(name)))];
        MarkdownTable.WriteHeader(["rule", "threads", .. cases.Select(static each => each.Name)]);
        foreach ((string rule, Func<TorchParameter[], TorchOptimizer> theirs, Func<TorchParameter[], NonFinitePolicy, TorchOptimizer> ours) in Rules)
        {
            foreach (int threads in new[] { 1, 2 })
            {
                set_num_threads(threads);
                MarkdownTable.WriteRow([rule, $"{threads}", .. cases.Select(each => Ratios(each.Shapes, theirs, ours, threads, duration))]);
            }
        }

        foreach (int threads in Loops.AreBuilt ? new[] { 1, 2 } : [])
        {
            MarkdownTable.WriteRow(["AdamW, its bytes in C", $"{threads}", .. cases.Select(each => RatiosOfBytes(each.Shapes, threads, duration))]);
        }
    }

    /// <summary>Prints the processor time of steps on all threads over that on one, ours.</summary>
    public static void PrintProcessors(IReadOnlyList<string> names, TimeSpan duration)
    {
        TorchBackend.Tune();
        int most = get_num_threads();
        MarkdownTable.WriteHeader(["rule", .. names.Select(name => $"{name}, {most} threads over 1")]);
        foreach ((string rule, _, Func<TorchParameter[], NonFinitePolicy, TorchOptimizer> ours) in Rules)
        {
            MarkdownTable.WriteRow([rule, .. names.Select(name => Text(OfProcessors(ShapesOf(name), ours, most, duration)))]);
        }
    }

    private static string Ratios(long[][] shapes, Func<TorchParameter[], TorchOptimizer> theirs, Func<TorchParameter[], NonFinitePolicy, TorchOptimizer> ours, int threads, TimeSpan duration)
    {
        using DisposeScope scope = NewDisposeScope();
        using TorchOptimizer their = theirs(Parameters(shapes)), looking = ours(Parameters(shapes), NonFinitePolicy.Throw), blind = ours(Parameters(shapes), NonFinitePolicy.Ignore);
        AlternatingRounds rounds = AlternatingRounds.Play(
            duration, [.. new[] { their, looking, blind }.Select(optimizer => AlternatingRounds.Timed(() => optimizer.step(), onOneThread: threads == 1))]);
        return $"{Text(rounds.MedianRatio(1, 0))} ({Text(rounds.MedianRatio(2, 0))})";
    }

    /// <summary>Passes in C that read and write as many arrays and compute next to nothing: what memory leaves to be reached.</summary>
    private static string RatiosOfBytes(long[][] shapes, int threads, TimeSpan duration)
    {
        long elements = shapes.Sum(static shape => shape.Aggregate(1L, static (product, length) => product * length));
        using MemoryPasses theirs = new(TheirAdamW, elements, threads), looking = new(OurLookingAdamW, elements, threads), blind = new(OurAdamW, elements, threads);
        AlternatingRounds rounds = AlternatingRounds.Play(duration, [.. new[] { theirs, looking, blind }.Select(passes => AlternatingRounds.Timed(passes.Run, onOneThread: threads == 1))]);
        return $"{Text(rounds.MedianRatio(1, 0))} ({Text(rounds.MedianRatio(2, 0))})";
    }

    private static double OfProcessors(long[][] shapes, Func<TorchParameter[], NonFinitePolicy, TorchOptimizer> ours, int threads, TimeSpan duration)
    {
        using DisposeScope scope = NewDisposeScope();
        set_num_threads(1);
        using TorchOptimizer single = ours(Parameters(shapes), NonFinitePolicy.Throw);
        set_num_threads(threads);
        using TorchOptimizer several = ours(Parameters(shapes), NonFinitePolicy.Throw);
        AlternatingRounds rounds = AlternatingRounds.Play(duration, () => ProcessorTime(several), () => ProcessorTime(single));
        return rounds.MedianRatio(0, 1);
    }

    // Over as many steps as the clock of the process can tell.
    private static double ProcessorTime(TorchOptimizer optimizer)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime, used;
        int steps = 0;
        do
        {
            optimizer.step();
            used = ++steps % 16 == 0 ? Environment.CpuUsage.TotalTime - before : TimeSpan.Zero;
        }
        while (used.TotalMilliseconds < 20);
        return used.TotalMilliseconds / steps;
    }

    private static long[][] ShapesOf(string name)
    {
        if (name == "resnet18")
        {
            using nn.Module network = ResidualNetwork.Create18(ImageSize.Small, classes: 10);
            return [.. network.parameters().Select(static parameter => parameter.shape)];
        }

        return name switch
        {
            "300x1k" => [.. Enumerable.Range(0, 300).Select(static _ => new long[] { 1_000 })],
            "2.4M" => [[1_200, 2_000]],
            "embedding" => [[30_000, 64]],
            "text" => [[5_000, 64], [4, 64], [4]],    // a bag of embedded words, and a classifier of four classes
            _ => throw new ArgumentException($"There is no case '{name}': {string.Join(", ", Names)}."),
        };
    }

    private static TorchParameter[] Parameters(long[][] shapes) => [.. shapes.Select(static shape => new TorchParameter(randn(shape)) { grad = randn(shape) * 0.01 })];

    private static string Text(double value) => value.ToString("f2", CultureInfo.InvariantCulture);
}
