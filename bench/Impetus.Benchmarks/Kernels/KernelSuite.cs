using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Impetus.Lab.Benchmarks;

namespace Impetus.Benchmarks.Kernels;

/// <summary>
/// What the kernels cost where memory costs nothing: one tensor in the second-level cache, one thread. A whole step, and
/// its reading pass alone where the rule has one.
/// </summary>
public class KernelSuite : IDisposable
{
    private const int Elements = 30_000;

    private BenchmarkTensors? _tensors;
    private Optimizer? _optimizer;

    /// <summary>The optimizer.</summary>
    [Params("sgdm", "adamw", "tam", "am-adamw", "adam-cm", "madam")]
    public string Name { get; set; } = "";

    /// <summary>Runs the suite in this process.</summary>
    /// <param name="arguments">BenchmarkDotNet's own, such as <c>--filter</c>.</param>
    public static void Run(string[] arguments)
        => BenchmarkSwitcher.FromTypes([typeof(KernelSuite)]).Run(
            arguments.Length > 0 ? arguments : ["--filter", "*"],
            DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance)).WithArtifactsPath(Path.Combine(Path.GetTempPath(), "impetus-kernels")));

    /// <summary>Makes the tensors and the optimizer.</summary>
    [GlobalSetup]
    public void Create()
    {
        _tensors = new BenchmarkTensors(Elements, 1);
        _optimizer = new StepBenchmark(OptimizerSpecification.Parse(Name), Elements, 1, 1).CreateOptimizer(_tensors);
    }

    /// <summary>Lets go of both.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _optimizer?.Dispose();
        _tensors?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A whole step.</summary>
    [Benchmark]
    public void Step() => _optimizer!.Step();
}
