using System.Globalization;
using Impetus.Lab.Benchmarks;
using Impetus.Lab.Models.Vision;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace Impetus.Benchmarks.Fused;

/// <summary>
/// libtorch's fused kernels and TorchSharp's own optimizers on the same shapes, taking turns with ours in this process: their time over
/// ours, which checks gradients for NaN by default and does not with <c>non-finite=ignore</c>, as they do not.
/// </summary>
internal static class FusedTable
{
    private const double LearningRate = 1e-5;

    private static readonly long[] Small = [10_000];

    public static void Print(TimeSpan duration)
    {
        TorchBackend.Tune();
        MarkdownTable.WriteHeader(["rule", "tensors", "threads", "ours, ms", "ours ignoring, ms", "fused / ours", "fused / ours ignoring", "TorchSharp / ours"]);
        using nn.Module network = ResidualNetwork.Create18(ImageSize.Small, classes: 10);
        (string Name, long[][] Shapes)[] cases =
        [
            ("62 of ResNet-18", [.. network.parameters().Select(static parameter => parameter.shape)]),
            ("200 of 10,000", [.. Enumerable.Repeat(Small, 200)]),
        ];
        foreach ((string name, long[][] shapes) in cases)
        {
            foreach (string rule in new[] { "adamw", "sgdm" })
            {
                foreach (int threads in new[] { 1, 2 })
                {
                    MarkdownTable.WriteRow([rule, name, $"{threads}", .. Row(rule, shapes, threads, duration)]);
                }
            }
        }
    }

    private static IEnumerable<string> Row(string rule, long[][] shapes, int threads, TimeSpan duration)
    {
        set_num_threads(threads);
        using DisposeScope scope = NewDisposeScope();
        using Trial checking = new(rule, shapes, threads), ignoring = new($"{rule}:non-finite=ignore", shapes, threads);
        TorchParameter[] own = Parameters(shapes);
        using optim.Optimizer theirs = rule == "adamw" ? optim.AdamW(own, LearningRate) : optim.SGD(own, LearningRate, momentum: 0.9);
        AlternatingRounds rounds = AlternatingRounds.Play(duration, [.. new[] { checking.Step, ignoring.Step, Fused(rule, shapes), () => theirs.step() }
            .Select(step => AlternatingRounds.Timed(step, onOneThread: threads == 1))]);
        return new[] { rounds.Median(0), rounds.Median(1), rounds.MedianRatio(2, 0), rounds.MedianRatio(2, 1), rounds.MedianRatio(3, 0) }
            .Select(static value => value.ToString("f2", CultureInfo.InvariantCulture));
    }

    private static Action Fused(string rule, long[][] shapes)
    {
        Tensor[] parameters = Noise(shapes), gradients = Noise(shapes), means = Noise(shapes), squares = [.. shapes.Select(static shape => zeros(shape))];
        Tensor[] counts = [.. shapes.Select(static _ => tensor(1f))];
        Action step = rule == "adamw"
            ? () => FusedKernels.AdamW(parameters, gradients, means, squares, counts, LearningRate)
            : () => FusedKernels.Sgd(parameters, gradients, means, LearningRate);
        using Tensor before = parameters[0].clone();
        step();
        return before.equal(parameters[0]).all().item<bool>() ? throw new InvalidOperationException("libtorch's fused step has moved nothing.") : step;
    }

    private static Tensor[] Noise(long[][] shapes) => [.. shapes.Select(static shape => randn(shape) * 0.01)];

    private static TorchParameter[] Parameters(long[][] shapes) => [.. shapes.Select(static shape => new TorchParameter(randn(shape)) { grad = randn(shape) * 0.01 })];

    /// <summary>One of ours on parameters in an arena, as the lab trains.</summary>
    private sealed class Trial : IDisposable
    {
        private readonly ParameterArena _arena;
        private readonly ParameterSet _parameters;
        private readonly Optimizer _optimizer;

        public Trial(string specification, long[][] shapes, int threads)
        {
            _arena = new ParameterArena(Parameters(shapes).Select(static (parameter, place) => ($"{place}", parameter)));
            _parameters = _arena.CreateParameterSet();
            _optimizer = OptimizerSpecification.Parse(specification).Create(_parameters, options => (options.Threads, options.LearningRate) = (threads, LearningRate));
        }

        public void Step() => _optimizer.Step();

        public void Dispose()
        {
            _optimizer.Dispose();
            _parameters.Dispose();
            _arena.Dispose();
        }
    }
}
