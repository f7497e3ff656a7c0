using System.Diagnostics;
using System.Globalization;
using Impetus.Lab.Benchmarks;
using Impetus.Torch;
using static TorchSharp.torch;

namespace Impetus.Benchmarks.Training;

/// <summary>Steps of training beside PyTorch's with the same model, batch and optimizer, by the clock and of all processors; ratios to the faster of its two layouts.</summary>
internal static class TrainingTable
{
    private const double TurnMilliseconds = 20;

    public static void Print(string script, IReadOnlyList<TrainingCase> cases, TimeSpan duration)
    {
        TorchBackend.Tune();
        MarkdownTable.WriteHeader(["model", "parameters", "threads", "ms", "torch", "torch, channels last", "ours / best torch", "processor ms", "torch", "torch, channels last", "ours / best torch"]);
        foreach (TrainingCase trainingCase in cases)
        {
            foreach (int threads in new[] { 1, 2 })
            {
                MarkdownTable.WriteRow(Row(script, trainingCase, threads, duration));
            }
        }
    }

    private static string[] Row(string script, TrainingCase trainingCase, int threads, TimeSpan duration)
    {
        set_num_threads(threads);
        using TrainedModel model = new(trainingCase, threads);
        using TorchPeer plain = new(script), channelsLast = new(script);
        var (plainClock, plainProcessors) = plain.PrepareBoth($"{trainingCase.Name} contiguous {threads}");
        var (lastClock, lastProcessors) = channelsLast.PrepareBoth($"{trainingCase.Name} channels_last {threads}");
        int repetitions = Math.Max(1, (int)(TurnMilliseconds / AlternatingRounds.Play(duration / 4, AlternatingRounds.Timed(() => model.Step())).Median(0)));
        AlternatingRounds clock = AlternatingRounds.Play(duration, Turn(model, repetitions, static () => Stopwatch.GetElapsedTime(0).TotalMilliseconds), plainClock, lastClock);
        AlternatingRounds processors = AlternatingRounds.Play(duration, Turn(model, repetitions, static () => Environment.CpuUsage.TotalTime.TotalMilliseconds), plainProcessors, lastProcessors);
        return
        [
            trainingCase.Name,
            model.ParameterCount.ToString("N0", CultureInfo.InvariantCulture),
            $"{threads}",
            .. Columns(clock),
            .. Columns(processors),
        ];
    }

    /// <summary>A turn as PyTorch's: one step that fetches back what the others have taken from the caches, then as many as make some 20 ms; the milliseconds of one.</summary>
    private static Func<double> Turn(TrainedModel model, int repetitions, Func<double> now) => () =>
    {
        model.Step();
        double before = now();
        for (int step = 0; step < repetitions; step++)
        {
            model.Step();
        }

        return (now() - before) / repetitions;
    };

    private static IEnumerable<string> Columns(AlternatingRounds rounds) =>
        new[] { rounds.Median(0), rounds.Median(1), rounds.Median(2), Math.Max(rounds.MedianRatio(0, 1), rounds.MedianRatio(0, 2)) }
            .Select(static value => value.ToString("f2", CultureInfo.InvariantCulture));
}
