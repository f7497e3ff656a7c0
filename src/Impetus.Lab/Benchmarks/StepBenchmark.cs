using Impetus.Kernels;

namespace Impetus.Lab.Benchmarks;

/// <summary>Times the steps of one optimizer, taking turns with a copy and a hand-written loop over as many coordinates.</summary>
/// <remarks>
/// Gradients are not checked (<c>non-finite=ignore</c>) unless the specification says otherwise: for rules that sum up
/// nothing the check is one more reading of the gradient, and belongs to no rule. A wrapper that evaluates gradients finds
/// them evaluated.
/// </remarks>
/// <param name="Specification">The optimizer.</param>
/// <param name="Elements">How many coordinates all tensors have together, from 1.</param>
/// <param name="Tensors">How many tensors share them evenly, from 1 to <paramref name="Elements"/>.</param>
/// <param name="Threads">How many threads may work, from 1.</param>
public sealed record StepBenchmark(OptimizerSpecification Specification, long Elements, int Tensors, int Threads)
{
    private const string GradientCheck = "non-finite";

    /// <summary>The most arrays that the copy takes, source and target together.</summary>
    private const int CopiedArrays = 12;

    /// <summary>How long to measure.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The rule of the loop to compare with.</summary>
    public LoopRule Rule => Specification.Options().ScalingPart.Name == "none" ? LoopRule.Momentum : LoopRule.AdamW;

    /// <summary>Measures against the loop written by hand in C#.</summary>
    /// <exception cref="LabException">The machine has too little memory, or there are more tensors than coordinates.</exception>
    public StepMeasurement Run()
    {
        RefuseImpossible();
        using VectorLoop loop = new(Rule, Elements, WorkerPool.ForWork(Elements, Threads));
        return Run(loop);
    }

    /// <summary>Measures against another loop.</summary>
    /// <param name="loop">A loop of the same rule over as many coordinates.</param>
    /// <exception cref="LabException">The machine has too little memory, or there are more tensors than coordinates.</exception>
    public StepMeasurement Run(IYardstick loop)
    {
        ArgumentNullException.ThrowIfNull(loop);
        RefuseImpossible();
        using BenchmarkTensors tensors = new(Elements, Tensors);
        using Optimizer optimizer = CreateOptimizer(tensors);
        long bytes = optimizer.TouchedBytesPerCoordinate;
        using CopyYardstick copy = new(Elements * bytes, WorkerPool.ForWork(Elements, Threads));

        Action step = optimizer.NeedsClosure ? () => optimizer.Step(static () => 0) : optimizer.Step;
        AlternatingRounds rounds = AlternatingRounds.Play(
            Duration, [.. new[] { step, copy.Run, loop.Run }.Select(run => AlternatingRounds.Timed(run, onOneThread: Threads == 1))]);
        double milliseconds = rounds.Median(0);
        return new(
            Specification.Text,
            Elements,
            Tensors,
            Threads,
            milliseconds,
            (int)bytes,
            Elements * bytes / milliseconds / 1e6,
            rounds.MedianRatio(0, 1),
            rounds.MedianRatio(0, 2));
    }

    /// <summary>How much longer a step of another library takes, the median over rounds.</summary>
    /// <param name="peer">Takes a turn and gives the milliseconds of one step.</param>
    public double RatioOf(Func<double> peer)
    {
        RefuseImpossible();
        using BenchmarkTensors tensors = new(Elements, Tensors);
        using Optimizer optimizer = CreateOptimizer(tensors);
        return AlternatingRounds.Play(Duration, peer, AlternatingRounds.Timed(optimizer.Step)).MedianRatio(0, 1);
    }

    /// <summary>The optimizer as it is measured.</summary>
    /// <param name="tensors">What it steps on.</param>
    public Optimizer CreateOptimizer(BenchmarkTensors tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        return Specification.Create(tensors.Parameters, options =>
        {
            options.Threads = Threads;
            if (!Specification.Text.Contains(GradientCheck, StringComparison.Ordinal))
            {
                options.NonFinite = NonFinitePolicy.Ignore;
            }
        });
    }

    private void RefuseImpossible()
    {
        if (Tensors > Elements)
        {
            throw new LabException($"{Elements} elements cannot be shared among {Tensors} tensors: ask for at most {Elements} tensors");
        }

        OptimizerOptions options = Specification.Options();
        int arrays = 2 + options.MemoryPart.Arrays.Count + options.ScalingPart.Arrays.Count + VectorLoop.ArrayCount(Rule) + CopiedArrays;
        double needed = (double)Elements * sizeof(float) * arrays;
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (needed > available)
        {
            throw new LabException($"measuring {Specification.Name} with {Elements} elements takes about {needed / 1e9:f1} GB, and there are {available / 1e9:f1} GB: ask for fewer elements");
        }
    }
}
