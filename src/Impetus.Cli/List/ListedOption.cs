using Impetus.Algebra;

namespace Impetus.Cli.List;

/// <summary>An option of an optimizer or a wrapper.</summary>
/// <param name="Key">Its name in specifications.</param>
/// <param name="Default">Its value where a specification does not give it.</param>
/// <param name="Range">The values that it takes.</param>
/// <param name="Description">What it is.</param>
/// <param name="Search">The values that a search tries; empty where searches leave it alone.</param>
internal sealed record ListedOption(string Key, string Default, string Range, string Description, IReadOnlyList<string> Search)
{
    /// <summary>Describes an option.</summary>
    public static ListedOption Of(OptionDescription option) => new(option.Key, option.Value, option.Range, option.Description, option.Search);
}
