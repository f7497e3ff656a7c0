using System.Globalization;
using System.IO.Enumeration;

namespace Impetus;

/// <summary>
/// Chooses parameters, in words: <c>rank=2</c> by how many dimensions they have, <c>name=*.bias</c> by name patterns, <c>type=Linear</c>
/// by the module that holds them, <c>else</c> for all. Alternatives stand between <c>|</c>, conditions that hold together between
/// <c>&amp;</c>: <c>rank=2&amp;name=block*|stem*</c>.
/// </summary>
public sealed record ParameterSelector
{
    private const string All = "else";

    private static readonly string[] Keys = ["rank", "name", "type"];

    private ParameterSelector(string text) => Text = text;

    /// <summary>The selector as it was written.</summary>
    public string Text { get; }

    /// <summary>Numbers of dimensions; none for any.</summary>
    public IReadOnlyList<int> Ranks { get; private init; } = [];

    /// <summary>Names, in which * stands for any characters and ? for one; none for any.</summary>
    public IReadOnlyList<string> Names { get; private init; } = [];

    /// <summary>Types of modules, such as <c>Linear</c>; none for any.</summary>
    public IReadOnlyList<string> Types { get; private init; } = [];

    /// <summary>Reads a selector.</summary>
    /// <exception cref="FormatException">It cannot be read; the message says how it is written.</exception>
    public static ParameterSelector Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ParameterSelector selector = new(text);
        return text == All ? selector : text.Split('&', StringSplitOptions.TrimEntries).Aggregate(selector, static (current, condition) => current.With(condition));
    }

    /// <summary>Whether it chooses a parameter.</summary>
    /// <exception cref="ArgumentException">It chooses by type, and nobody has said the parameter's (<see cref="Parameter.ModuleType"/>).</exception>
    public bool Matches(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return (Ranks.Count == 0 || Ranks.Contains(parameter.Shape.Length))
            && (Names.Count == 0 || Names.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, parameter.Name, ignoreCase: false)))
            && (Types.Count == 0 || Types.Contains(TypeOf(parameter)));
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string TypeOf(Parameter parameter) => parameter.ModuleType
        ?? throw new ArgumentException($"Groups by type need to know the module of '{parameter.Name}': make the optimizer from the module, or set the parameter's ModuleType.");

    private ParameterSelector With(string condition)
    {
        string[] pair = condition.Split('=', 2, StringSplitOptions.TrimEntries);
        string[] values = pair.Length < 2 ? [] : pair[1].Split('|', StringSplitOptions.TrimEntries);
        if (!Keys.Contains(pair[0]) || values.Length == 0 || values.Contains(""))
        {
            throw new FormatException($"'{condition}' chooses no parameters: write rank=2, name=*.bias or type=Linear, with | between alternatives and & between conditions, or else.{Suggestion.For(pair[0], [.. Keys, All])}");
        }

        return pair[0] switch
        {
            "rank" => this with { Ranks = [.. values.Select(value => RankOf(condition, value))] },
            "name" => this with { Names = values },
            _ => this with { Types = values },
        };
    }

    private static int RankOf(string condition, string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int rank)
        ? rank
        : throw new FormatException($"'{condition}': a rank is a number of dimensions, 0 for a scalar, 1 for a vector, 2 for a matrix.");
}
