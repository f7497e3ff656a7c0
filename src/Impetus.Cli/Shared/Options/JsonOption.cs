using System.CommandLine;

namespace Impetus.Cli.Shared.Options;

/// <summary>The option <c>--json</c> of every verb that reports.</summary>
internal static class JsonOption
{
    /// <summary>Makes the option.</summary>
    public static Option<string?> Create() => new("--json")
    {
        Description = "Write the result as JSON to FILE, or to standard output with '-'",
        HelpName = "FILE",
    };
}
