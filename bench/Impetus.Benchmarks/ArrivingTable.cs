using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Impetus.Lab.Benchmarks;

namespace Impetus.Benchmarks;

/// <summary>
/// Steps after gradients that were written tensor by tensor, as a backward pass does, with each tensor measured while it is
/// in the cache. Both sides write the same gradients; what writing alone takes is taken off both times.
/// </summary>
internal static unsafe class ArrivingTable
{
    private static readonly Shape[] Shapes = [new("20x1M", 20_000_000, 20), new("200x100k", 20_000_000, 200), new("2000x10k", 20_000_000, 2000)];

    private static readonly int[] Threads = [1, 2];

    public static void Print(IReadOnlyList<string> optimizers, TimeSpan duration)
    {
        MarkdownTable.WriteHeader(["optimizer", "loop", .. Shapes.Select(shape => shape.Name)]);
        foreach (string optimizer in optimizers)
        {
            StepBenchmark benchmark = new(OptimizerSpecification.Parse(optimizer), 1, 1, 1);
            MarkdownTable.WriteRow([optimizer, benchmark.Rule == LoopRule.AdamW ? "AdamW" : "SGDM", .. Shapes.Select(shape => string.Join(" / ", Threads.Select(threads => Ratio(benchmark, shape, threads, duration).ToString("f2", CultureInfo.InvariantCulture))))]);
        }
    }

    private static double Ratio(StepBenchmark benchmark, Shape shape, int threads, TimeSpan duration)
    {
        using BenchmarkTensors tensors = new(shape.Elements, shape.Tensors);
        using CompiledLoop loop = new(benchmark.Rule, shape.Elements, threads);
        using Optimizer optimizer = (benchmark with { Threads = threads }).CreateOptimizer(tensors);
        nint length = (nint)(shape.Elements / shape.Tensors);
        AlternatingRounds rounds = AlternatingRounds.Play(
            duration,
            new Action[]
            {
                () => WriteAll(static _ => { }),
                () =>
                {
                    for (int tensor = shape.Tensors - 1; tensor >= 0; tensor--)
                    {
                        Write(loop.Gradient + tensor * length, length);
                    }

                    loop.Run();
                },
                () =>
                {
                    WriteAll(optimizer.MeasureGradient);
                    optimizer.Step();
                },
            }.Select(run => AlternatingRounds.Timed(run, onOneThread: threads == 1)).ToArray());
        return rounds.MedianOver(times => (times[2] - times[0]) / (times[1] - times[0]));

        void WriteAll(Action<int> written)
        {
            for (int tensor = tensors.Parameters.Count - 1; tensor >= 0; tensor--)
            {
                fixed (float* gradient = tensors.Parameters[tensor].Gradients<float>())
                {
                    Write(gradient, length);
                }

                written(tensor);
            }
        }
    }

    /// <summary>Adds to a gradient in its place, as backward passes do.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Write(float* gradient, nint length)
    {
        Vector256<float> sign = Vector256.Create(-1f);
        for (nint index = 0; index <= length - Vector256<float>.Count; index += Vector256<float>.Count)
        {
            (sign * Vector256.Load(gradient + index)).Store(gradient + index);
        }
    }
}
