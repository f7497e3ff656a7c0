using System.CommandLine;
using System.CommandLine.Parsing;

namespace Impetus.Cli.Shared.Errors;

/// <summary>Says in one message what is wrong with a command line.</summary>
internal static class ParseFailure
{
    /// <summary>The message, or nothing when the command line is good.</summary>
    /// <param name="parsed">The parsed command line.</param>
    public static string? Describe(ParseResult parsed)
    {
        // A request for help or completions is answered whatever else is wrong.
        if (parsed.Errors.Count == 0 || parsed.Action is { ClearsParseErrors: true })
        {
            return null;
        }

        Command command = parsed.CommandResult.Command;
        return parsed.UnmatchedTokens is [string word, ..] ? DescribeWord(command, word)
            : command is { Action: null, Subcommands.Count: > 0 } ? $"'{PathOf(command)}' needs one of: {string.Join(", ", VisibleVerbs(command))}"
            : DescribeError(parsed.Errors.OrderBy(IsAboutWhatIsMissing).First(), command);
    }

    // What was written wrong is told before what was not written.
    private static bool IsAboutWhatIsMissing(ParseError error) => error.SymbolResult is not (OptionResult { Tokens.Count: > 0 } or ArgumentResult { Tokens.Count: > 0 });

    private static string DescribeError(ParseError error, Command command) => error.SymbolResult switch
    {
        OptionResult { IdentifierTokenCount: > 0, Tokens.Count: 0 } option => $"{option.Option.Name} needs a value ({option.Option.Description})",
        OptionResult { Option.Required: true, IdentifierTokenCount: 0 } option => $"'{PathOf(command)}' needs {option.Option.Name} ({option.Option.Description})",
        ArgumentResult { Tokens.Count: 0 } argument => $"'{PathOf(command)}' needs <{argument.Argument.Name}> ({argument.Argument.Description})",
        _ => error.Message,
    };

    private static string DescribeWord(Command command, string word)
    {
        if (word.StartsWith('-'))
        {
            string[] options = [.. command.Options.Where(option => !option.Hidden).Select(option => option.Name).Append("--help").Distinct()];
            return $"unknown option '{word}' of '{PathOf(command)}'; {Alternatives.Clause(word, options, "options")}";
        }

        if (command.Subcommands.Count == 0)
        {
            return $"unexpected argument '{word}' of '{PathOf(command)}'; see './{PathOf(command)} --help'";
        }

        string[] names = VisibleVerbs(command);
        return command is RootCommand
            ? $"unknown verb '{word}'; {Alternatives.Clause(word, names, "verbs")}"
            : $"'{PathOf(command)}' knows no '{word}'; {Alternatives.Clause(word, names, "choices")}";
    }

    private static string[] VisibleVerbs(Command command)
        => [.. command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)];

    private static string PathOf(Command command) => command switch
    {
        RootCommand => "impetus",
        _ => string.Join(' ', command.Parents.OfType<Command>().Where(parent => parent is not RootCommand)
            .Select(parent => parent.Name).Prepend("impetus").Append(command.Name)),
    };
}
