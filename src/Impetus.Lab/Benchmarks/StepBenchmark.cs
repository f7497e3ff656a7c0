using Impetus.Kernels;

namespace Impetus.Lab.Benchmarks;

/// <summary>Times the steps of one optimizer, taking turns with a copy and a hand-written loop over as many coordinates.</summary>
/// <remarks>
/// Gradients are not checked (<c>non-finite=ignore</c>) unless the specification says otherwise: the check is a second
/// reading of the gradient for rules that sum up nothing, and belongs to no rule.
/// </remarks>
/// <param name="Specification">The optimizer.</param>
/// <param name="Elements">How many coordinates all tensors have together, from 1.</param>
/// <param name="Tensors">How many tensors share them evenly, from 1 to <paramref name="Elements"/>.</param>
/// <param name="Threads">How many threads may work, from 1.</param>
public sealed record StepBenchmark(OptimizerSpecification Specification, long Elements, int Tensors, int Threads)
{
    private const string GradientCheck = "non-finite";

    /// <summary>How long to measure.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Makes the loop to compare with; the library's own hand-written one if it is not set.</summary>
    public Func<LoopRule, long, IYardstick>? Loop { get; init; }

    /// <summary>Measures.</summary>
    /// <exception cref="LabException">The machine has too little memory, or there are more tensors than coordinates.</exception>
    public StepMeasurement Run()
    {
        if (Tensors > Elements)
        {
            throw new LabException($"{Elements} elements cannot be shared among {Tensors} tensors: ask for at most {Elements} tensors");
        }

        OptimizerOptions options = Specification.Options();
        options.Threads = Threads;
        options.NonFinite = Specification.Text.Contains(GradientCheck, StringComparison.Ordinal) ? options.NonFinite : NonFinitePolicy.Ignore;
        LoopRule rule = options.ScalingPart.Name == "none" ? LoopRule.Momentum : LoopRule.AdamW;
        RefuseTooLarge(options, rule);

        WorkerPool? pool = WorkerPool.ForWork(Elements, Threads);
        using BenchmarkTensors tensors = new(Elements, Tensors);
        using Optimizer optimizer = Optimizers.Create(tensors.Parameters, options);
        using CopyYardstick copy = new(Elements * optimizer.TouchedBytesPerCoordinate, pool);
        using IYardstick loop = Loop?.Invoke(rule, Elements) ?? new VectorLoop(rule, Elements, pool);

        AlternatingRounds rounds = AlternatingRounds.Run(Duration, optimizer.Step, copy.Run, loop.Run);
        double milliseconds = rounds.Median(0);
        return new(
            Specification.Text,
            Elements,
            Tensors,
            Threads,
            milliseconds,
            optimizer.TouchedBytesPerCoordinate,
            Elements * optimizer.TouchedBytesPerCoordinate / milliseconds / 1e6,
            rounds.MedianRatio(0, 1),
            rounds.MedianRatio(0, 2));
    }

    private void RefuseTooLarge(OptimizerOptions options, LoopRule rule)
    {
        int arrays = 2 + options.MemoryPart.Arrays.Count + options.ScalingPart.Arrays.Count + VectorLoop.ArrayCount(rule);
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        double copied = 12 * arrays;    // generous: touched bytes are known only once the optimizer exists
        double needed = Elements * (sizeof(float) * arrays + copied);
        if (needed > available)
        {
            throw new LabException($"measuring {Elements} elements of {Specification.Name} needs about {needed / 1e9:f1} GB, and there are {available / 1e9:f1} GB: ask for fewer elements");
        }
    }
}
