using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Impetus.Cli.Shared.Errors;
using Impetus.Lab.Comparisons;

namespace Impetus.Cli.Shared.Options;

/// <summary>The option <c>--tune</c>: one of a few words, or <c>random:N</c>.</summary>
internal static class TuneOption
{
    private const string Random = "random";
    private const int Most = 500;

    /// <summary>Makes the option.</summary>
    /// <param name="description">What the ways are; <c>random:N</c> is described here.</param>
    /// <param name="initial">The way that is taken where the option is not given; null: none.</param>
    /// <param name="words">The ways beside <c>random:N</c>.</param>
    public static Option<Tuning?> Create(string description, LearningRateTuning? initial, params LearningRateTuning[] words)
    {
        string[] choices = [.. words.Select(Text), $"{Random}:N"];
        Option<Tuning?> option = new("--tune")
        {
            Description = $"{description}{(initial is { } way ? $" [default: {Text(way)}]" : "")}",
            HelpName = string.Join('|', choices),
            CustomParser = result => Parse(result, choices, words),
        };
        option.CompletionSources.Add(_ => choices);
        if (initial is { } present)
        {
            option.DefaultValueFactory = _ => new(present, null);
        }

        return option;
    }

    private static Tuning? Parse(ArgumentResult result, string[] choices, LearningRateTuning[] words)
    {
        string word = result.Tokens[0].Value;
        if (words.Where(way => Text(way) == word).Cast<LearningRateTuning?>().FirstOrDefault() is { } known)
        {
            return new(known, null);
        }

        string[] parts = word.Split(':');
        if (parts[0] == Random && parts.Length <= 2)
        {
            bool isCount = int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= Most;
            if (!isCount)
            {
                result.AddError($"--tune {Random}:N takes a whole number of points from 1 to {Most}, for example {Random}:9, not '{word}'");
            }

            return new(LearningRateTuning.Random, count);
        }

        result.AddError($"--tune does not know '{word}'; {Alternatives.Clause(word, choices, "choices")}");
        return null;
    }

    private static string Text(LearningRateTuning way) => way.ToString().ToLowerInvariant();
}

/// <summary>A way of tuning.</summary>
/// <param name="Way">The way.</param>
/// <param name="Draws">Points to draw at random; null for all other ways.</param>
internal sealed record Tuning(LearningRateTuning Way, int? Draws);
