using System.CommandLine;
using Impetus.Cli.Shared.Help;
using Impetus.Cli.Shared.Options;
using Impetus.Cli.Shared.Output;
using Impetus.Lab.Benchmarks;

namespace Impetus.Cli.Bench;

/// <summary><c>impetus bench step</c>: what a step costs, against a copy and a hand-written loop.</summary>
internal static class BenchVerb
{
    private const long MostElements = 1_000_000_000_000_000;

    private static readonly Option<OptimizerSpecification> Optimizer = OptimizersOption.One();

    private static readonly Option<long?> Elements = NumberOption.Whole("--elements", "Coordinates of all tensors together [default: 2000000]", 1, MostElements);

    private static readonly Option<long?> Tensors = NumberOption.Whole("--tensors", "Tensors that share them evenly [default: 1]", 1, 1_000_000);

    private static readonly Option<long?> Threads = NumberOption.Whole("--threads", "Threads that may work [default: one on each core]", 1, 1024);

    private static readonly Option<string?> Json = JsonOption.Create();

    /// <summary>Makes the command.</summary>
    public static Command Create() => new Verb("bench", "Measure the speed of optimizers", "bench step --optimizer adamw")
    {
        Step(),
    };

    private static Verb Step()
    {
        Verb verb = new(
            "step",
            "Time optimizer steps, taking turns with a copy of as many bytes and a hand-written loop; prints JSON. "
                + "Gradients are not checked (non-finite=ignore) unless the specification asks for it",
            "bench step --optimizer adamw",
            "bench step --optimizer adam-cm:capacity=10 --elements 20000000 --tensors 20 --threads 2",
            "bench step --optimizer adamw:non-finite=throw --json result.json")
        {
            Optimizer, Elements, Tensors, Threads, Json,
        };
        verb.SetAction(Run);
        return verb;
    }

    private static int Run(ParseResult parsed)
    {
        string destination = parsed.GetValue(Json) ?? JsonResult.StandardOutput;
        JsonResult.Check(destination);
        StepBenchmark benchmark = new(
            parsed.GetRequiredValue(Optimizer),
            parsed.GetValue(Elements) ?? 2_000_000,
            (int)(parsed.GetValue(Tensors) ?? 1),
            (int)(parsed.GetValue(Threads) ?? Environment.ProcessorCount));
        JsonResult.Write(destination, benchmark.Run());
        return ExitCode.Success;
    }
}
