using System.Globalization;
using Impetus.Mpi;
using Spectre.Console;

namespace Impetus.Cli.Shared.Output;

/// <summary>Where a verb's tables and messages for people go.</summary>
internal static class Screen
{
    /// <summary>Wide enough that a table of results in a file or a pipe is not wrapped.</summary>
    public const int WidthOfResults = 200;

    /// <summary>What is read on a terminal even where it comes through a pipe.</summary>
    public const int WidthOfTerminals = 80;

    /// <summary>The console for people: standard output, or standard error where JSON has standard output for itself.</summary>
    /// <param name="json">The value of <c>--json</c>.</param>
    /// <param name="widthInFiles">The width of a file or a pipe, where <c>COLUMNS</c> does not say otherwise.</param>
    public static IAnsiConsole For(string? json, int widthInFiles = WidthOfResults)
        => json == JsonResult.StandardOutput
            ? Create(Console.Error, Console.IsErrorRedirected, widthInFiles)
            : Create(Console.Out, Console.IsOutputRedirected, widthInFiles);

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected, int widthInFiles)
    {
        // A launcher's terminals are 80 characters wide, wherever its output goes.
        isRedirected |= MpiLauncher.IsPresent;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (isRedirected)
        {
            console.Profile.Width = widthInFiles;
            console.Profile.Capabilities.Interactive = false;
            console.Profile.Capabilities.Ansi = false;
        }

        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns) && columns > 0)
        {
            console.Profile.Width = columns;
        }

        return console;
    }
}
