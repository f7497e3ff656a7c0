using System.Globalization;
using Impetus.Lab.Benchmarks;

namespace Impetus.Benchmarks;

/// <summary>
/// What a step may cost at most, and what it costs: over the loop in C of SGD with momentum or AdamW, and over the same rule in C.
/// Everything of a row took turns, and was compiled for the same instructions; the shortest turns count, because a busy machine
/// takes from single turns.
/// </summary>
internal static class TargetsTable
{
    private static readonly Shape InMemory = Shape.Named("20x1M"), InCache = Shape.Named("30k");

    /// <summary>For every optimizer what it may take in memory, over its loop, and within the cache, over the same rule in C.</summary>
    private static readonly (string Optimizer, double Memory, double Cache)[] Rules =
    [
        ("sgdm", 1.05, 1.10),
        ("adamw", 1.05, 1.10),
        ("tam", 1.65, 1.3),
        ("madam", 1.7, 1.3),
        ("adam-cm", 1.6, 1.3),
        ("am-mgd", double.NaN, double.NaN),
        ("am-adamw", 2.0, 1.3),
        ("angulargrad", 1.9, 1.3),
    ];

    /// <summary>What looking at every gradient may take, over what the step takes without.</summary>
    private static readonly (string Optimizer, double Memory, double Cache)[] Looks =
        [("sgd", double.NaN, double.NaN), ("sgdm", 1.23, 1.2), ("adamw", 1.17, 1.2)];

    public static void Print(IReadOnlyList<string> optimizers, IReadOnlyList<Shape> shapes, TimeSpan duration)
    {
        Console.WriteLine($"Vectors: {Loops.Instructions}");
        MarkdownTable.WriteHeader(["optimizer", "shape", "threads", "the rule in C / loop", "optimizer / loop", "optimizer / the rule in C", "target", "reached"]);
        foreach ((string optimizer, double memory, double cache) in Rules.Where(rule => optimizers.Contains(rule.Optimizer)))
        {
            ForEach(shapes, memory, cache, (shape, threads, target) => PrintRule(optimizer, shape, threads, target, duration));
        }

        Console.WriteLine();
        MarkdownTable.WriteHeader(["throw / ignore", "shape", "threads", "in C", "optimizer", "target", "reached"]);
        foreach ((string optimizer, double memory, double cache) in Looks.Where(look => optimizers.Contains(look.Optimizer)))
        {
            ForEach(shapes, memory, cache, (shape, threads, target) => PrintLook(optimizer, shape, threads, target, duration));
        }
    }

    private static void ForEach(IReadOnlyList<Shape> shapes, double memory, double cache, Action<Shape, int, double> print)
    {
        if (shapes.Contains(InMemory))
        {
            print(InMemory, 1, memory);
            print(InMemory, 2, memory);
        }

        if (shapes.Contains(InCache))
        {
            print(InCache, 1, cache);
        }
    }

    private static void PrintRule(string optimizer, Shape shape, int threads, double target, TimeSpan duration)
    {
        StepBenchmark benchmark = new(OptimizerSpecification.Parse(optimizer), shape.Elements, shape.Tensors, threads);
        using CompiledRule loop = new(CompiledRule.NameOf(benchmark.Rule), shape.Elements, threads);
        using CompiledRule rule = new(optimizer, shape.Elements, threads);
        using BenchmarkTensors tensors = new(shape.Elements, shape.Tensors);
        using Optimizer own = benchmark.CreateOptimizer(tensors);
        AlternatingRounds rounds = Play(threads, duration, loop.Run, rule.Run, own.Step);
        double reached = rounds.LeastRatio(2, shape == InCache ? 1 : 0);
        MarkdownTable.WriteRow(
        [
            optimizer, shape.Name, $"{threads}", Ratio(rounds.LeastRatio(1, 0)), Ratio(rounds.LeastRatio(2, 0)), Ratio(rounds.LeastRatio(2, 1)), .. Verdict(reached, target),
        ]);
    }

    private static void PrintLook(string optimizer, Shape shape, int threads, double target, TimeSpan duration)
    {
        using CompiledRule loop = new(optimizer, shape.Elements, threads), looking = new(optimizer, shape.Elements, threads, looksAtGradients: true);
        using BenchmarkTensors tensors = new(shape.Elements, shape.Tensors), others = new(shape.Elements, shape.Tensors);
        using Optimizer ignores = Create(optimizer, "ignore", tensors), throws = Create(optimizer, "throw", others);
        AlternatingRounds rounds = Play(threads, duration, loop.Run, looking.Run, ignores.Step, throws.Step);
        double reached = rounds.LeastRatio(3, 2);
        MarkdownTable.WriteRow([optimizer, shape.Name, $"{threads}", Ratio(rounds.LeastRatio(1, 0)), Ratio(reached), .. Verdict(reached, target)]);

        Optimizer Create(string name, string policy, BenchmarkTensors own)
            => new StepBenchmark(OptimizerSpecification.Parse($"{name}:non-finite={policy}"), shape.Elements, shape.Tensors, threads).CreateOptimizer(own);
    }

    private static AlternatingRounds Play(int threads, TimeSpan duration, params Action[] contestants)
        => AlternatingRounds.Play(duration, [.. contestants.Select(run => AlternatingRounds.Timed(run, onOneThread: threads == 1))]);

    private static string[] Verdict(double reached, double target)
        => double.IsNaN(target) ? ["", ""] : [target.ToString("0.0#", CultureInfo.InvariantCulture), reached <= target + 0.005 ? "yes" : "no"];

    private static string Ratio(double value) => value.ToString("f2", CultureInfo.InvariantCulture);
}
