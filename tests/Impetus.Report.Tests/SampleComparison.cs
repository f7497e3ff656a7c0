using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;

namespace Impetus.Report.Tests;

/// <summary>Comparisons with made-up but plausible numbers.</summary>
internal static class SampleComparison
{
    public static Comparison Of(IReadOnlyList<string> optimizers, int seeds = 3, int points = 60, params int[] diverged)
    {
        const long steps = 4220;
        ComparisonRow[] rows =
        [
            .. optimizers.Select((name, index) => Row(name, index, seeds, points, steps, diverged.Contains(index)))
                .OrderBy(row => row.Status == RunStatus.Diverged)
                .ThenByDescending(row => row.Metric.Mean),
        ];
        return new()
        {
            Task = "fashion-mnist-cnn",
            Description = "Fashion-MNIST, 28 × 28 grey images in 10 classes; a small convolutional network of 104,938 parameters",
            Scale = "cpu",
            Seeds = seeds,
            Budget = new()
            {
                Epochs = 5,
                Steps = steps,
                TuningSteps = steps / 4,
                BatchSize = 64,
                TrainingExamples = 54000,
                ValidationExamples = 6000,
                TestExamples = 10000,
                Schedule = "5 % linear warm-up, then cosine to zero",
            },
            Metric = Metric.Accuracy(target: 0.88),
            Rows = [.. rows.Select((row, index) => index == 0 ? row : row with { DifferenceToBest = DifferenceOf(row, rows[0]) })],
            Tuning =
            [
                .. optimizers.Select((name, index) => new TuningRow
                {
                    Optimizer = name,
                    Candidates =
                    [
                        new(1e-3 / 3, 0.861 + (0.002 * (index % 4)), RunStatus.Finished),
                        new(1e-3, 0.874, RunStatus.Finished),
                        new(3e-3, diverged.Contains(index) ? null : 0.869 + (0.003 * (index % 3)), diverged.Contains(index) ? RunStatus.Diverged : RunStatus.Finished),
                    ],
                    Chosen = index % 3 == 2 && !diverged.Contains(index) ? 3e-3 : 1e-3,
                }),
            ],
            RunFolder = "runs/20260512-101500-fashion-mnist-cnn",
            Environment = new()
            {
                Cpu = "Example Processor 9000 @ 2.60GHz",
                Cores = 2,
                Threads = 2,
                OptimizerThreads = 2,
                Blas = "OpenBLAS 0.3.21 (OpenMP)",
                Torch = "1.13.1",
                Dotnet = "10.0.0",
                Os = "Debian GNU/Linux 12",
                GitCommit = "0123456789abcdef0123456789abcdef01234567",
                ImpetusVersion = "0.1.0",
            },
            StartedAt = new(2026, 5, 12, 10, 15, 0, TimeSpan.Zero),
            ElapsedSeconds = 552.4,
            Status = RunStatus.Finished,
        };
    }

    private static ComparisonRow Row(string name, int index, int seeds, int points, long steps, bool diverged)
    {
        ComparisonRun[] runs = [.. Enumerable.Range(0, seeds).Select(seed => Run(index, seed, points, steps, diverged && seed == seeds - 1))];
        return new()
        {
            Optimizer = name,
            LearningRate = index % 3 == 2 ? 3e-3 : 1e-3 / 3,
            Metric = Summary(runs.Select(run => run.Metric)),
            TrainLoss = Summary(runs.Select(run => run.TrainLoss)),
            StepsToTarget = diverged || index == 1 ? null : 1200 + (137 * index),
            MsPerStep = 12.3 + (0.37 * index),
            OptimizerShare = 0.021 + (0.004 * index),
            Status = diverged ? RunStatus.Diverged : RunStatus.Finished,
            Runs = runs,
        };
    }

    private static ComparisonRun Run(int index, int seed, int points, long steps, bool diverged)
    {
        Random random = new((100 * index) + seed);
        double quality = 0.912 - (0.0021 * index) + (0.0015 * seed) + (0.002 * (random.NextDouble() - 0.5));
        double speed = 5 + (1.7 * (index % 5)) + random.NextDouble();
        int recorded = diverged ? points * 2 / 5 : points;
        List<CurvePoint> curve = [];
        for (int i = 0; i <= recorded; i++)
        {
            double part = i / (double)points;
            double loss = 0.16 + (0.02 * index) + ((2.15 - (0.02 * index)) * Math.Pow(1 + (4 * speed * part), -0.8)) + (0.03 * (random.NextDouble() - 0.5));
            double accuracy = quality - ((quality - 0.1) * Math.Exp(-speed * 4 * part)) - (0.03 * (1 - part) * random.NextDouble());
            bool evaluated = points <= 60 || i % (points / 50) == 0;
            double? trainLoss = i == 0 ? null : diverged && i == recorded ? null : diverged && i > recorded - 4 ? loss * Math.Pow(40, i - recorded + 4) : loss;
            curve.Add(new((long)Math.Round(part * steps), 5 * part, trainLoss, evaluated ? accuracy : null, null, 1e-3));
        }

        return new()
        {
            Seed = seed,
            Status = diverged ? RunStatus.Diverged : RunStatus.Finished,
            Metric = diverged ? null : quality,
            TrainLoss = diverged ? null : curve[^1].TrainLoss,
            StepsToTarget = 1200,
            MsPerStep = 12.3,
            OptimizerShare = 0.02,
            Steps = steps * recorded / points,
            CurveFile = $"curves/{index}-{seed}.jsonl",
            Curve = curve,
        };
    }

    private static MeanAndDeviation Summary(IEnumerable<double?> values)
    {
        double[] known = [.. values.OfType<double>()];
        double? mean = known.Length > 0 ? known.Average() : null;
        return new(mean, known.Length > 1 ? Math.Sqrt(known.Sum(v => (v - mean!.Value) * (v - mean.Value)) / (known.Length - 1)) : null);
    }

    private static Difference? DifferenceOf(ComparisonRow row, ComparisonRow best)
    {
        double[] pairs =
        [
            .. row.Runs.Zip(best.Runs).Where(pair => pair.First.Metric is not null && pair.Second.Metric is not null)
                .Select(pair => pair.First.Metric!.Value - pair.Second.Metric!.Value),
        ];
        MeanAndDeviation summary = Summary(pairs.Select(pair => (double?)pair));
        double? half = 4.303 * summary.Std / Math.Sqrt(pairs.Length);
        return summary.Mean is { } mean ? new(mean, mean - half, mean + half, 0.95) : null;
    }
}
