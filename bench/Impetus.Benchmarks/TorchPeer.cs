using System.Diagnostics;
using System.Globalization;

namespace Impetus.Benchmarks;

/// <summary>A script with PyTorch in a process beside this one, which takes a turn when asked.</summary>
internal sealed class TorchPeer : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly Process _process;

    public TorchPeer(string script)
    {
        ProcessStartInfo start = new(Python, [script]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment.TryAdd("GOMP_SPINCOUNT", "3000"); // as in this process: threads that wait give way to others
        _process = Process.Start(start)!;
    }

    /// <summary>Whether there is a Python with PyTorch.</summary>
    public static bool IsPresent
    {
        get
        {
            if (!File.Exists(Python))
            {
                return false;
            }

            using Process process = Process.Start(new ProcessStartInfo(Python, ["-c", "import torch"]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }

    /// <summary>Sets up what a line asks for; the result takes a turn and gives the milliseconds of one step.</summary>
    public Func<double> Prepare(string line)
    {
        Ask(line);
        return () => Turn()[0];
    }

    /// <summary>Sets up what a line asks for; the results take a turn and give the milliseconds of one step by the clock and of all processors.</summary>
    public (Func<double> Clock, Func<double> Processors) PrepareBoth(string line)
    {
        Ask(line);
        return (() => Turn()[0], () => Turn()[1]);
    }

    /// <summary>Sets up an optimizer; the result takes a turn and gives the milliseconds of one step.</summary>
    public Func<double> Prepare(string name, bool isForeach, Shape shape, int threads)
    {
        int repetitions = (int)Math.Clamp(2_000_000 / shape.Elements, 1, 20);
        return Prepare($"{name} {(isForeach ? "foreach" : "single")} {shape.Elements} {shape.Tensors} {threads} {repetitions}");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private double[] Turn() => Array.ConvertAll(Ask("").Split(' '), static number => double.Parse(number, CultureInfo.InvariantCulture));

    private string Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("PyTorch's process has ended.");
    }
}
