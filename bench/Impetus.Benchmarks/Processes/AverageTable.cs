using System.Globalization;
using Impetus.Distributed;
using Impetus.Kernels;
using Impetus.Mpi;

namespace Impetus.Benchmarks.Processes;

/// <summary>
/// Gradients averaged in a fixed order, beside MPI's own all-reduce of the same numbers, and beside a copy of the bytes that have to get from
/// process to process at the least: every process sends and receives 2(N − 1)/N of the vector.
/// </summary>
internal static unsafe class AverageTable
{
    private static readonly (string Name, int Length)[] Vectors =
    [
        ("25 k", 25_000), ("CNN, 99 k", 98_682), ("1 M", 1 << 20), ("ResNet-18, 11 M", 11_172_810), ("40 M", 40_000_000),
    ];

    public static void Print(Communicator processes)
    {
        if (processes.Rank == 0)
        {
            MarkdownTable.WriteHeader(["coordinates", "averaged, ms", "GB/s", "MPI_Allreduce, ms", "averaged / MPI_Allreduce", "copy of the bytes, ms", "averaged / copy"]);
        }

        foreach ((string name, int length) in Vectors)
        {
            using NativeBuffer<float> values = new(length), gradients = new(length), source = new(length);
            using ParameterSet parameters = new() { Flat = new((nint)values.Start, (nint)gradients.Start) };
            parameters.Add("all", (nint)values.Start, (nint)gradients.Start, length, ElementType.Float32);
            using GradientAverage average = GradientAverage.Of(parameters, processes);
            gradients.Span.Fill(processes.Rank + 1);
            int moved = (int)(2L * (processes.Size - 1) * length / processes.Size);
            double[] times = Rounds.Play(
                processes,
                length > 5_000_000 ? 15 : 101,
                () => average.Run(1.0 / processes.Size),
                () => processes.AllReduce(gradients.Span, Reduction.Maximum),
                () => Copy(source, values, moved));
            if (processes.Rank == 0)
            {
                MarkdownTable.WriteRow([name, Text(times[0]), Text(moved * 4.0 / times[0] / 1e6), Text(times[1]), Text(times[0] / times[1]), Text(times[2]), Text(times[0] / times[2])]);
            }
        }
    }

    private static void Copy(NativeBuffer<float> source, NativeBuffer<float> target, int count)
    {
        for (; count > 0; count -= (int)source.Length)
        {
            int part = Math.Min(count, (int)source.Length);
            source.Span[..part].CopyTo(target.Span);
        }
    }

    private static string Text(double value) => value.ToString("g3", CultureInfo.InvariantCulture);
}
