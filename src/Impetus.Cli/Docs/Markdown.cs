using Impetus.Algebra;

namespace Impetus.Cli.Docs;

/// <summary>The pieces that pages are made of.</summary>
internal static class Markdown
{
    /// <summary>The first lines of every page.</summary>
    public static string Heading(string title) => $"<!-- Written by `./impetus docs docs/optimizers`. Change the code, not this page. -->\n\n# {title}\n";

    /// <summary>Text that is shown as it is.</summary>
    public static string Code(string language, params IEnumerable<string> lines) => $"```{language}\n{string.Join('\n', lines)}\n```\n";

    /// <summary>A table.</summary>
    public static string Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
        => string.Concat([Row(head), Row(head.Select(_ => "---")), .. rows.Select(Row)]);

    /// <summary>A table of options.</summary>
    public static string Options(IEnumerable<OptionDescription> options) => Table(
        ["key", "in C#", "default", "takes", "what it is"],
        options.Select(option => new[]
        {
            $"`{option.Key}`{(option.Alias is { } alias ? $" or `{alias}`" : "")}",
            $"`{option.Path}`",
            option.Value,
            option.Range,
            option.Description,
        }));

    /// <summary>A table of the values that searches try.</summary>
    public static string SearchSpace(IEnumerable<(string Key, OptionDescription Option)> options) => Table(
        ["key", "values that a search tries"],
        options.Where(static option => option.Option.Search.Count > 0).Select(static option => new[] { $"`{option.Key}`", string.Join(", ", option.Option.Search) }));

    // A bar would end the cell.
    private static string Row(IEnumerable<string> cells)
        => $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n";
}
