using System.Globalization;
using Impetus.Lab.Benchmarks;

namespace Impetus.Benchmarks;

/// <summary>Every optimizer on every shape: its time over that of the C loop, one thread / two threads.</summary>
internal static class OptimizerTable
{
    private static readonly int[] Threads = [1, 2];

    public static void Print(IReadOnlyList<string> optimizers, IReadOnlyList<Shape> shapes, TimeSpan duration)
    {
        MarkdownTable.WriteHeader(["optimizer", "loop", "bytes", .. shapes.Select(shape => shape.Name), $"of a copy, {shapes[0].Name}"]);
        foreach (string optimizer in optimizers)
        {
            StepMeasurement[][] measured = [.. shapes.Select(shape => Threads.Select(threads => Measure(optimizer, shape, threads, duration)).ToArray())];
            LoopRule rule = Benchmark(optimizer, shapes[0], 1, duration).Rule;
            MarkdownTable.WriteRow(
            [
                optimizer,
                rule == LoopRule.AdamW ? "AdamW" : "SGDM",
                $"{measured[0][0].BytesPerElement}",
                .. measured.Select(row => Pair(row, measurement => measurement.RatioToLoop)),
                Pair(measured[0], measurement => measurement.RatioToCopy),
            ]);
        }
    }

    private static StepMeasurement Measure(string optimizer, Shape shape, int threads, TimeSpan duration)
    {
        StepBenchmark benchmark = Benchmark(optimizer, shape, threads, duration);
        using CompiledRule loop = new(CompiledRule.NameOf(benchmark.Rule), shape.Elements, threads);
        return benchmark.Run(loop);
    }

    private static StepBenchmark Benchmark(string optimizer, Shape shape, int threads, TimeSpan duration)
        => new(OptimizerSpecification.Parse(optimizer), shape.Elements, shape.Tensors, threads) { Duration = duration };

    private static string Pair(StepMeasurement[] row, Func<StepMeasurement, double> value)
        => string.Join(" / ", row.Select(measurement => value(measurement).ToString("f2", CultureInfo.InvariantCulture)));
}
