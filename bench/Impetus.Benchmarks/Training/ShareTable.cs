using System.Globalization;
using Impetus.Lab.Benchmarks;
using Impetus.Torch;
using static TorchSharp.torch;

namespace Impetus.Benchmarks.Training;

/// <summary>
/// What optimizers add to a step of training: each takes its turn on the same network, after a backward pass of its own, so
/// the caches are as training leaves them. The share is the time that a step takes more than AdamW's, over the time of the
/// network and AdamW's step together.
/// </summary>
internal static class ShareTable
{
    private const string Reference = "adamw";

    public static void Print(IReadOnlyList<TrainingCase> cases, IReadOnlyList<string> optimizers, TimeSpan duration)
    {
        TorchBackend.Tune();
        string[] others = [.. optimizers.Where(name => name != Reference)];
        MarkdownTable.WriteHeader(["network", "parameters", "threads", "network, ms", $"{Reference}, ms", $"{Reference}, share", .. others.Select(name => $"{name}, more than {Reference}")]);
        foreach (TrainingCase trainingCase in cases)
        {
            foreach (int threads in new[] { 1, 2 })
            {
                MarkdownTable.WriteRow(Row(trainingCase, [Reference, .. others], threads, duration));
            }
        }
    }

    private static string[] Row(TrainingCase trainingCase, string[] names, int threads, TimeSpan duration)
    {
        set_num_threads(threads);
        using TrainedModel model = new(trainingCase, threads);
        Optimizer[] optimizers = [.. names.Select(name => OptimizerSpecification.Parse(name).Create(model.Parameters, options => Configure(options, threads)))];
        try
        {
            AlternatingRounds rounds = AlternatingRounds.Play(
                duration,
                [() => AlternatingRounds.Milliseconds(() => model.Differentiate(), threads == 1), .. optimizers.Select(optimizer => Turn(model, optimizer, threads))]);
            double network = rounds.Median(0), reference = rounds.Median(1), training = network + reference;
            return
            [
                $"{trainingCase.Name}, {trainingCase.Batch}",
                model.ParameterCount.ToString("N0", CultureInfo.InvariantCulture),
                $"{threads}",
                network.ToString("f1", CultureInfo.InvariantCulture),
                reference.ToString("f3", CultureInfo.InvariantCulture),
                Percent(reference / training),
                .. Enumerable.Range(2, names.Length - 1).Select(contestant => Percent((rounds.Median(contestant) - reference) / training)),
            ];
        }
        finally
        {
            Array.ForEach(optimizers, optimizer => optimizer.Dispose());
        }
    }

    /// <summary>All start where the network is and hardly move it, so that a bad rate for one is none for the others.</summary>
    private static void Configure(OptimizerOptions options, int threads)
    {
        options.Threads = threads;
        options.LearningRate = 1e-6;
    }

    private static Func<double> Turn(TrainedModel model, Optimizer optimizer, int threads) => () =>
    {
        model.Differentiate();
        return AlternatingRounds.Milliseconds(optimizer.Step, threads == 1);
    };

    private static string Percent(double share) => share.ToString("p2", CultureInfo.InvariantCulture);
}
