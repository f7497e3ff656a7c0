using System.Globalization;
using Impetus.Lab.Benchmarks;

namespace Impetus.Benchmarks;

/// <summary>
/// What memory alone takes for the passes of a rule, what the rule takes in C, and what the optimizer takes, each over the C loop
/// of SGD with momentum or AdamW; 20 million coordinates. All of a row took turns.
/// </summary>
internal static class LimitsTable
{
    private const long Elements = 20_000_000;
    private const int Tensors = 20;

    private static readonly (string Optimizer, Pass[] Passes)[] Rules =
    [
        ("sgdm", [new(3, 2)]),
        ("adamw", [new(4, 3)]),
        ("tam", [new(2, 0), new(3, 2)]),
        ("adatamw", [new(2, 0), new(4, 3)]),
        ("am-adamw", [new(4, 0), new(4, 3)]),
        ("am-adamw:weight-decay=0", [new(3, 0), new(4, 3)]),
        ("adam-cm", [new(6, 4)]),
        ("madam", [new(6, 5)]),
    ];

    public static void Print(IReadOnlyList<string> optimizers, TimeSpan duration)
    {
        MarkdownTable.WriteHeader(["optimizer", "threads", "arrays read + written", "memory alone", "the rule in C", "the optimizer", "over the rule in C"]);
        foreach ((string optimizer, Pass[] passes) in Rules.Where(rule => optimizers.Contains(rule.Optimizer.Split(':')[0])))
        {
            Print(optimizer, passes, 1, duration);
            Print(optimizer, passes, 2, duration);
        }
    }

    private static void Print(string optimizer, Pass[] passes, int threads, TimeSpan duration)
    {
        StepBenchmark benchmark = new(OptimizerSpecification.Parse(optimizer), Elements, Tensors, threads);
        using CompiledRule loop = new(CompiledRule.NameOf(benchmark.Rule), Elements, threads);
        using MemoryPasses memory = new(passes, Elements, threads);
        using CompiledRule? compiled = CompiledRule.IsWritten(optimizer) ? new(optimizer, Elements, threads) : null;
        using BenchmarkTensors tensors = new(Elements, Tensors);
        using Optimizer own = benchmark.CreateOptimizer(tensors);
        Action[] contestants = [loop.Run, memory.Run, own.Step, .. compiled is null ? [] : new Action[] { compiled.Run }];
        AlternatingRounds rounds = AlternatingRounds.Play(duration, [.. contestants.Select(run => AlternatingRounds.Timed(run, onOneThread: threads == 1))]);
        MarkdownTable.WriteRow(
        [
            optimizer,
            $"{threads}",
            string.Join(", ", passes),
            Ratio(rounds, 1, 0),
            compiled is null ? "" : Ratio(rounds, 3, 0),
            Ratio(rounds, 2, 0),
            compiled is null ? "" : Ratio(rounds, 2, 3),
        ]);
    }

    private static string Ratio(AlternatingRounds rounds, int contestant, int other)
        => rounds.MedianRatio(contestant, other).ToString("f2", CultureInfo.InvariantCulture);
}
