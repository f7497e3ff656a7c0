using System.Diagnostics;
using System.Globalization;
using Impetus.Lab.Benchmarks;

namespace Impetus.Benchmarks;

/// <summary>
/// What a step costs besides memory: the first one of a process, with all that has to be compiled for it, and later ones over so few
/// coordinates that only planning and dispatch count.
/// </summary>
internal static class SmallTable
{
    /// <summary>What a process is asked for to take one first step and print its milliseconds.</summary>
    public const string FirstStep = "first-step";

    private const int Processes = 5;

    private static readonly (string Name, int Elements, int Tensors)[] Shapes =
    [
        ("30", 30, 1), ("3,000", 3_000, 1), ("100 tensors of 30", 3_000, 100), ("1,000 tensors of 30", 30_000, 1_000),
    ];

    public static void Print(IReadOnlyList<string> optimizers, TimeSpan duration)
    {
        MarkdownTable.WriteHeader(["optimizer", "first step, ms", .. Shapes.Select(shape => $"{shape.Name}, µs")]);
        foreach (string optimizer in optimizers)
        {
            double[] first = [.. Enumerable.Range(0, Processes).Select(_ => FirstStepElsewhere(optimizer)).Order()];
            MarkdownTable.WriteRow([optimizer, Text(first[Processes / 2]), .. Shapes.Select(shape => Text(1e3 * Step(optimizer, shape.Elements, shape.Tensors, duration)))]);
        }
    }

    /// <summary>Makes an optimizer with the default policy and steps once; prints the milliseconds of processor time of both together.</summary>
    public static void PrintFirstStep(string optimizer)
    {
        using BenchmarkTensors tensors = new(3_000, 3);
        Optimizer? own = null;
        double milliseconds = AlternatingRounds.Milliseconds(MakeAndStep, onOneThread: true);
        own?.Dispose();
        Console.WriteLine(milliseconds.ToString(CultureInfo.InvariantCulture));

        void MakeAndStep()
        {
            own = OptimizerSpecification.Parse(optimizer).Create(tensors.Parameters);
            own.Step();
        }
    }

    private static double FirstStepElsewhere(string optimizer)
    {
        string[] program = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(SmallTable).Assembly.Location] : [];
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. program, FirstStep, optimizer]) { RedirectStandardOutput = true })!;
        string milliseconds = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(milliseconds, CultureInfo.InvariantCulture);
    }

    private static double Step(string optimizer, int elements, int tensors, TimeSpan duration)
    {
        using BenchmarkTensors parameters = new(elements, tensors);
        using Optimizer own = OptimizerSpecification.Parse(optimizer).Create(parameters.Parameters);
        return AlternatingRounds.Play(duration, AlternatingRounds.Timed(own.Step, onOneThread: true)).Median(0);
    }

    private static string Text(double value) => value.ToString(value < 10 ? "f2" : "f0", CultureInfo.InvariantCulture);
}
