using Impetus.Mpi;
using Spectre.Console;

namespace Impetus.Cli.Shared.Output;

/// <summary>Where a verb's tables and messages for people go.</summary>
internal static class Screen
{
    // Wide enough that a table in a file or a pipe is not wrapped.
    private const int WidthOfFiles = 200;

    /// <summary>The console for people: standard output, or standard error where JSON has standard output for itself.</summary>
    /// <param name="json">The value of <c>--json</c>.</param>
    public static IAnsiConsole For(string? json)
        => json == JsonResult.StandardOutput
            ? Create(Console.Error, Console.IsErrorRedirected)
            : Create(Console.Out, Console.IsOutputRedirected);

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        // A launcher's terminals are 80 characters wide, wherever its output goes.
        isRedirected |= MpiLauncher.IsPresent;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (isRedirected)
        {
            console.Profile.Width = WidthOfFiles;
            console.Profile.Capabilities.Interactive = false;
            console.Profile.Capabilities.Ansi = false;
        }

        return console;
    }
}
