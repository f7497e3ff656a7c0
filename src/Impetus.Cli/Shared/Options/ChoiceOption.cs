using System.CommandLine;
using System.CommandLine.Parsing;
using Impetus.Cli.Shared.Errors;

namespace Impetus.Cli.Shared.Options;

/// <summary>Options whose value is one of a few names; a misspelt one is told the nearest.</summary>
internal static class ChoiceOption
{
    /// <summary>Makes the option.</summary>
    /// <param name="name">The option's name, with its dashes.</param>
    /// <param name="description">What the option means.</param>
    /// <param name="initial">The value where the option is not given; null: none.</param>
    /// <param name="choices">All names, asked for only when needed.</param>
    /// <param name="kind">What help calls the value; without it help prints all names.</param>
    public static Option<string> Create(
        string name, string description, string? initial, Func<IReadOnlyCollection<string>> choices, string? kind = null)
    {
        Option<string> option = new(name)
        {
            Description = description,
            HelpName = kind,
            CustomParser = result => Parse(result, name, choices()),
        };
        if (initial is not null)
        {
            option.DefaultValueFactory = _ => initial;
        }

        option.CompletionSources.Add(_ => choices());
        return option;
    }

    private static string? Parse(ArgumentResult result, string name, IReadOnlyCollection<string> choices)
    {
        string word = result.Tokens[0].Value;
        if (!choices.Contains(word, StringComparer.Ordinal))
        {
            result.AddError($"{name} does not know '{word}'; {Alternatives.Clause(word, choices, "choices")}");
        }

        return word;
    }
}
