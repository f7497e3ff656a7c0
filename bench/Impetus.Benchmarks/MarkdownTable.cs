namespace Impetus.Benchmarks;

/// <summary>Prints a table row by row, as the rows come.</summary>
internal static class MarkdownTable
{
    public static void WriteHeader(IEnumerable<string> columns)
    {
        string[] names = [.. columns];
        WriteRow(names);
        WriteRow(names.Select((_, column) => column == 0 ? "---" : "---:"));
    }

    public static void WriteRow(IEnumerable<string> cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
}
