using System.Globalization;
using Impetus.Lab.Benchmarks;

namespace Impetus.Benchmarks;

/// <summary>How the time of a step grows with coordinates, with tensors and with threads. What stands in one row took turns.</summary>
internal static class GrowthTable
{
    private const int ManyTensorsElements = 2_000_000;

    private static readonly int[] Elements = [100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];
    private static readonly int[] TensorCounts = [1, 20, 200, 2_000, 20_000];
    private static readonly Shape[] SharedShapes = [Shape.Named("30k"), Shape.Named("200x10k"), Shape.Named("20M")];

    public static void Print(IReadOnlyList<string> optimizers, TimeSpan duration)
    {
        PrintRows(["nanoseconds for each coordinate, one thread", .. Elements.Select(Thousands)], optimizers, optimizer =>
        {
            AlternatingRounds rounds = Play(duration, [.. Elements.Select(elements => new Case(optimizer, elements, 1, 1))]);
            return Elements.Select((elements, place) => rounds.Median(place) * 1e6 / elements);
        });
        PrintRows([$"over one tensor of {Thousands(ManyTensorsElements)}, one thread", .. TensorCounts.Select(count => $"{Thousands(count)} tensors")], optimizers, optimizer =>
        {
            AlternatingRounds rounds = Play(duration, [.. TensorCounts.Select(count => new Case(optimizer, ManyTensorsElements, count, 1))]);
            return TensorCounts.Select((_, place) => rounds.MedianRatio(place, 0));
        });
        PrintRows(["one thread over two", .. SharedShapes.Select(shape => shape.Name)], optimizers, optimizer => SharedShapes.Select(shape =>
            Play(duration, [new(optimizer, shape.Elements, shape.Tensors, 1) { CountsThreadTime = false }, new(optimizer, shape.Elements, shape.Tensors, 2)]).MedianRatio(0, 1)));
    }

    private static void PrintRows(IReadOnlyList<string> header, IReadOnlyList<string> optimizers, Func<string, IEnumerable<double>> measure)
    {
        MarkdownTable.WriteHeader(header);
        foreach (string optimizer in optimizers)
        {
            MarkdownTable.WriteRow([optimizer, .. measure(optimizer).Select(value => value.ToString("f2", CultureInfo.InvariantCulture))]);
        }

        Console.WriteLine();
    }

    private static AlternatingRounds Play(TimeSpan duration, IReadOnlyList<Case> cases)
    {
        List<IDisposable> owned = [];
        try
        {
            return AlternatingRounds.Play(duration, [.. cases.Select(each =>
            {
                BenchmarkTensors tensors = new(each.Elements, each.Tensors);
                owned.Add(tensors);
                Optimizer optimizer = new StepBenchmark(OptimizerSpecification.Parse(each.Optimizer), each.Elements, each.Tensors, each.Threads).CreateOptimizer(tensors);
                owned.Add(optimizer);
                return AlternatingRounds.Timed(optimizer.Step, onOneThread: each.CountsThreadTime);
            })]);
        }
        finally
        {
            owned.ForEach(each => each.Dispose());
        }
    }

    private static string Thousands(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private sealed record Case(string Optimizer, long Elements, int Tensors, int Threads)
    {
        public bool CountsThreadTime { get; init; } = Threads == 1;
    }
}
