using System.Globalization;
using Impetus.Lab.Benchmarks;

namespace Impetus.Benchmarks;

/// <summary>
/// What wrappers, clipping and masks add to an optimizer, over what their passes add in C, which read and write as many arrays and compute
/// next to nothing; 20 million coordinates. All of a row took turns; the shortest turns count. Closures evaluate nothing.
/// </summary>
internal static class WrappersTable
{
    private const long Elements = 20_000_000;
    private const int Tensors = 20;
    private const int Beside = 3;    // where the arrays of a wrapper lie beside those of AdamW
    private const double Target = 1.1;

    private static readonly Pass Step = new(4, 3), Read = new(1, 0), Follow = new(2, 1, Beside);

    private static readonly (string Wrapped, string Bare, Pass[] Passes, Pass BarePass)[] Rules =
    [
        ("ema+adamw", "adamw", [Step, Follow], Step),
        ("lookahead(k=1)+adamw", "adamw", [Step, Follow, Follow], Step),
        ("accumulate(batches=1)+adamw", "adamw", [Follow, new(2, 2, Beside), Step], Step),
        ("meg+adamw", "adamw", [Follow, Follow, Follow, Step], Step),
        ("sam+adamw", "adamw", [Follow, Read, Follow, Follow, Step], Step),
        ("adamw:clip-norm=1", "adamw", [Read, Step], Step),
        ("cautious+adamw", "adamw", [new(4, 0), Step], Step),
        ("grams+adamw", "adamw", [Step], Step),
        ("schedule-free+sgd", "sgd", [new(2, 1), new(3, 3, Beside)], new(2, 1)),
    ];

    public static void Print(TimeSpan duration)
    {
        Console.WriteLine($"Vectors: {Loops.Instructions}");
        MarkdownTable.WriteHeader(["optimizer", "threads", "arrays read + written", "over the bare optimizer", "the same passes in C", "over its bytes", "reached"]);
        foreach ((string wrapped, string bare, Pass[] passes, Pass barePass) in Rules)
        {
            Print(wrapped, bare, passes, barePass, 1, duration);
            Print(wrapped, bare, passes, barePass, 2, duration);
        }
    }

    private static void Print(string wrapped, string bare, Pass[] passes, Pass barePass, int threads, TimeSpan duration)
    {
        using MemoryPasses memory = new(passes, Elements, threads), bareMemory = new([barePass], Elements, threads);
        using BenchmarkTensors tensors = new(Elements, Tensors), others = new(Elements, Tensors);
        using Optimizer optimizer = Create(wrapped, tensors), bareOptimizer = Create(bare, others);
        Action step = optimizer.NeedsClosure ? () => optimizer.Step(static () => 0) : optimizer.Step;
        Action[] contestants = [step, bareOptimizer.Step, memory.Run, bareMemory.Run];
        AlternatingRounds rounds = AlternatingRounds.Play(duration, [.. contestants.Select(run => AlternatingRounds.Timed(run, onOneThread: threads == 1))]);
        double ours = rounds.LeastRatio(0, 1), bytes = rounds.LeastRatio(2, 3);
        MarkdownTable.WriteRow([wrapped, $"{threads}", string.Join(", ", passes), Ratio(ours), Ratio(bytes), Ratio(ours / bytes), ours / bytes <= Target + 0.005 ? "yes" : "no"]);

        Optimizer Create(string specification, BenchmarkTensors own) => new StepBenchmark(OptimizerSpecification.Parse(specification), Elements, Tensors, threads).CreateOptimizer(own);
    }

    private static string Ratio(double value) => value.ToString("f2", CultureInfo.InvariantCulture);
}
