using System.Globalization;
using Impetus.Benchmarks.Training;
using Impetus.Distributed;
using Impetus.Mpi;
using Impetus.Torch;

namespace Impetus.Benchmarks.Processes;

/// <summary>
/// A step of N processes on paper, each with a batch of its own: T = F + 2(N − 1)/N · 4L/w + 2(N − 1)m·λ + 4L(1 + 1/N)/c + S. F is forward and
/// backward, S the step, L the coordinates, w the bytes a second that a process sends and receives, λ the time of a message, m the messages
/// for each other process, c the bytes a second of adding up. F, S and c are measured here; so are w and λ between the processes of this
/// machine, with which the formula has to give the averaging that is measured here too.
/// </summary>
internal static class PaperTable
{
    private const int Large = 8_000_000, Small = 16;
    private const double Bucket = 1 << 20;

    private static readonly int[] Counts = [8, 64, 512];

    private static readonly (string Name, double BytesPerSecond, double Latency)[] Links = [("10 Gbit/s, 20 µs", 10e9 / 8, 20e-6), ("100 Gbit/s, 3 µs", 100e9 / 8, 3e-6)];

    public static void Print(Communicator processes, int rounds)
    {
        TorchBackend.Tune(1);
        (double link, double latency, double adding) = Measure(processes, rounds);
        if (processes.Rank == 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Here: w = {link / 1e9:g3} GB/s, λ = {latency * 1e6:g3} µs, c = {adding / 1e9:g3} GB/s\n"));
            MarkdownTable.WriteHeader(
            [
                "network", "F + S, ms", "averaging here, ms", "by the formula, ms",
                .. Links.SelectMany(each => Counts.Select(count => $"{each.Name}, {count} processes: ms, efficiency")),
            ]);
        }

        foreach (TrainingCase network in ParallelStepTable.Networks.Select(name => TrainingCase.All.Single(each => each.Name == name)))
        {
            using TrainedModel model = new(network, threads: 1);
            using GradientAverage average = GradientAverage.Of(model.Parameters, processes);
            double[] times = Rounds.Play(processes, rounds, () => model.Differentiate(), model.StepAlone, () => average.Run(1.0 / processes.Size));
            double alone = (times[0] + times[1]) / 1e3, here = Averaging(model.ParameterCount, processes.Size, link, latency, adding);
            if (processes.Rank == 0)
            {
                MarkdownTable.WriteRow(
                [
                    network.Name, Text(alone * 1e3), Text(times[2]), Text(here * 1e3),
                    .. Links.SelectMany(each => Counts.Select(count => alone + Averaging(model.ParameterCount, count, each.BytesPerSecond, each.Latency, adding)))
                        .Select(time => $"{Text(time * 1e3)}, {(alone / time).ToString("p0", CultureInfo.InvariantCulture)}"),
                ]);
            }
        }
    }

    private static double Averaging(long coordinates, int count, double link, double latency, double adding)
    {
        double others = (count - 1.0) / count, messages = Math.Ceiling(coordinates / Bucket) + 1;
        return (2 * others * 4 * coordinates / link) + (messages * (count - 1) * latency) + (4 * coordinates * (1 + (1.0 / count)) / adding);
    }

    // What a process receives in an all-gather comes from the others; sums are read from memory.
    private static (double Link, double Latency, double Adding) Measure(Communicator processes, int rounds)
    {
        float[] large = new float[Large / processes.Size * processes.Size], small = new float[Small * processes.Size], target = new float[Large];
        int[] largeCounts = new int[processes.Size], smallCounts = new int[processes.Size];
        Array.Fill(largeCounts, Large / processes.Size);
        Array.Fill(smallCounts, Small);
        double[] times = Rounds.Play(
            processes,
            rounds,
            () => processes.AllGather<float>(large, largeCounts),
            () => Repeat(100, () => processes.AllGather<float>(small, smallCounts)),
            () => large.AsSpan().CopyTo(target));
        double received = 4.0 * large.Length * (processes.Size - 1) / processes.Size;
        return (received / times[0] * 1e3, times[1] / 100 / 1e3, 8.0 * large.Length / times[2] * 1e3);
    }

    private static void Repeat(int count, Action action)
    {
        for (int time = 0; time < count; time++)
        {
            action();
        }
    }

    private static string Text(double value) => value.ToString("g3", CultureInfo.InvariantCulture);
}
