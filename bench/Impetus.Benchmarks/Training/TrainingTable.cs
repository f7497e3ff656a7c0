using System.Globalization;
using Impetus.Lab.Benchmarks;
using Impetus.Torch;
using static TorchSharp.torch;

namespace Impetus.Benchmarks.Training;

/// <summary>Steps of training beside PyTorch's with the same model, batch and optimizer: its time over ours.</summary>
internal static class TrainingTable
{
    public static void Print(string script, IReadOnlyList<TrainingCase> cases, TimeSpan duration)
    {
        TorchBackend.Tune();
        MarkdownTable.WriteHeader(["model", "parameters", "threads", "ms per step", "torch", "torch, channels last", "torch / ours", "best torch / ours"]);
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
        AlternatingRounds rounds = AlternatingRounds.Play(
            duration,
            AlternatingRounds.Timed(() => model.Step()),
            plain.Prepare($"{trainingCase.Name} contiguous {threads}"),
            channelsLast.Prepare($"{trainingCase.Name} channels_last {threads}"));
        double[] ratios = [rounds.MedianRatio(1, 0), rounds.MedianRatio(2, 0)];
        return
        [
            trainingCase.Name,
            model.ParameterCount.ToString("N0", CultureInfo.InvariantCulture),
            $"{threads}",
            .. Enumerable.Range(0, 3).Select(contestant => Text(rounds.Median(contestant))),
            Text(ratios[0]),
            Text(ratios.Min()),
        ];
    }

    private static string Text(double value) => value.ToString("f2", CultureInfo.InvariantCulture);
}
