using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Impetus.Cli.Shared.Errors;
using Impetus.Lab.Comparisons;

namespace Impetus.Cli.Shared.Options;

/// <summary>The option <c>--tune</c>: one of a few words, or <c>random:N</c> and the like, which take a number.</summary>
internal static class TuneOption
{
    private const int Most = 500;

    /// <summary>Makes the option.</summary>
    /// <param name="description">What the ways are.</param>
    /// <param name="initial">The way that is taken where the option is not given; null: none.</param>
    /// <param name="words">The ways.</param>
    public static Option<Tuning?> Create(string description, LearningRateTuning? initial, params LearningRateTuning[] words)
    {
        string[] choices = [.. words.Select(static way => Text(way) + (TakesNumber(way) ? ":N" : ""))];
        Option<Tuning?> option = new("--tune")
        {
            Description = description,
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

    /// <summary>The way that a word names; null if it names none.</summary>
    public static Tuning? Find(string word)
    {
        string[] parts = word.Split(':');
        LearningRateTuning way = Enum.GetValues<LearningRateTuning>().FirstOrDefault(way => Text(way) == parts[0]);
        bool isCount = int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= Most;
        return Text(way) != parts[0] || parts.Length != (TakesNumber(way) ? 2 : 1) || (TakesNumber(way) && !isCount) ? null
            : new(way, TakesNumber(way) ? count : null);
    }

    private static Tuning? Parse(ArgumentResult result, string[] choices, LearningRateTuning[] words)
    {
        string word = result.Tokens[0].Value;
        if (Find(word) is { } tuning && words.Contains(tuning.Way))
        {
            return tuning;
        }

        string name = word.Split(':')[0];
        result.AddError(words.Any(way => TakesNumber(way) && Text(way) == name)
            ? $"--tune {name}:N takes a whole number of points from 1 to {Most}, for example {name}:9, not '{word}'"
            : $"--tune does not know '{word}'; {Alternatives.Clause(word, choices, "choices")}");
        return null;
    }

    private static bool TakesNumber(LearningRateTuning way) => way is LearningRateTuning.Random or LearningRateTuning.Halving;

    /// <summary>The word for a way, without its number.</summary>
    public static string Text(LearningRateTuning way) => way.ToString().ToLowerInvariant();
}

/// <summary>A way of tuning.</summary>
/// <param name="Way">The way.</param>
/// <param name="Draws">Points to draw at random; null for all other ways.</param>
internal sealed record Tuning(LearningRateTuning Way, int? Draws)
{
    /// <summary>As it is spelled on the command line; help shows a default so.</summary>
    public override string ToString() => TuneOption.Text(Way) + (Draws is { } count ? string.Create(CultureInfo.InvariantCulture, $":{count}") : "");
}
