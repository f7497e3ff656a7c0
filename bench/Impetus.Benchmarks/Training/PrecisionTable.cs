using System.Globalization;
using Impetus.Lab.Benchmarks;
using Impetus.Torch;
using static TorchSharp.torch;

namespace Impetus.Benchmarks.Training;

/// <summary>Steps of training in single precision beside the same with products and convolutions in bfloat16.</summary>
internal static class PrecisionTable
{
    public static void Print(IReadOnlyList<TrainingCase> cases, TimeSpan duration)
    {
        TorchBackend.Tune();
        MarkdownTable.WriteHeader(["model", "threads", "f32, ms per step", "bf16, ms per step", "f32 / bf16"]);
        foreach (TrainingCase trainingCase in cases)
        {
            foreach (int threads in new[] { 1, 2 })
            {
                MarkdownTable.WriteRow(Row(trainingCase, threads, duration));
            }
        }
    }

    private static string[] Row(TrainingCase trainingCase, int threads, TimeSpan duration)
    {
        set_num_threads(threads);
        using TrainedModel single = new(trainingCase, threads), half = new(trainingCase, threads) { UsesBFloat16 = true };
        AlternatingRounds rounds = AlternatingRounds.Play(
            duration,
            () => AlternatingRounds.Milliseconds(() => single.Step(), threads == 1),
            () => AlternatingRounds.Milliseconds(() => half.Step(), threads == 1));
        return [trainingCase.Name, $"{threads}", Text(rounds.Median(0)), Text(rounds.Median(1)), Text(rounds.MedianRatio(0, 1))];
    }

    private static string Text(double value) => value.ToString("f2", CultureInfo.InvariantCulture);
}
