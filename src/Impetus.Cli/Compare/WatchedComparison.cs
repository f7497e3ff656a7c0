using Impetus.Lab.Comparisons;
using Impetus.Lab.Runs;
using Spectre.Console;

namespace Impetus.Cli.Compare;

/// <summary>A comparison with a progress display that fits where it is shown. Progress goes to standard error.</summary>
internal static class WatchedComparison
{
    /// <summary>Runs the comparison.</summary>
    /// <param name="plan">What to compare.</param>
    /// <param name="cancellation">Stops it; what is finished is in the result.</param>
    public static Comparison Run(ComparisonPlan plan, CancellationToken cancellation)
    {
        if (Console.IsErrorRedirected)
        {
            return ComparisonExperiment.Run(plan, new PlainProgress(Console.Error), cancellation);
        }

        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        Comparison? comparison = null;
        terminal.Live(new Text("reading the data")).AutoClear(true).Start(
            display => comparison = ComparisonExperiment.Run(plan, new LiveProgress(display), cancellation));
        return comparison!;
    }
}
