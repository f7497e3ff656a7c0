using System.CommandLine;
using Impetus.Cli.Shared.Errors;
using Impetus.Lab.Instruments;

namespace Impetus.Cli.Shared.Options;

/// <summary>The options <c>--instruments</c> and <c>--instrument-every</c>: what is measured along the way, and how often.</summary>
internal static class InstrumentOptions
{
    /// <summary>The instruments.</summary>
    public static readonly Option<string> Names = new("--instruments")
    {
        Description = $"What to measure along the way, separated by commas: {string.Join(", ", KnownNames)}",
        HelpName = "LIST",
    };

    /// <summary>How often.</summary>
    public static readonly Option<long?> Every = NumberOption.Whole(
        "--instrument-every", "Steps between two measurements [default: a twentieth of the run]", 1, 1_000_000_000);

    private static string[] KnownNames => [.. InstrumentRegistry.All.Select(instrument => instrument.Name)];

    /// <summary>The instruments that were asked for.</summary>
    /// <exception cref="BadInputException">One is unknown.</exception>
    public static IReadOnlyList<string> NamesOf(ParseResult parsed) =>
        parsed.GetValue(Names) is { } list ? [.. list.Split(',', StringSplitOptions.TrimEntries).Select(Known).Distinct()] : [];

    private static string Known(string instrument) => KnownNames.Contains(instrument)
        ? instrument
        : throw new BadInputException($"--instruments does not know '{instrument}'; {Alternatives.Clause(instrument, KnownNames, "instruments")}");
}
