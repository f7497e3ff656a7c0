namespace Impetus.Lab.Data.Text.Labelled;

/// <summary>Tables of labelled texts: one a line, columns with a tab between them, nothing quoted.</summary>
internal static class TextTable
{
    /// <summary>Reads a table.</summary>
    /// <param name="path">The file, in UTF-8, plain or gzipped.</param>
    /// <param name="layout">Makes a layout of the first line's cells; null: it is not the table that is wanted.</param>
    /// <exception cref="LabException">The file is missing, in another encoding, empty, or has a line that is none of such a table; the message names file and line.</exception>
    public static IReadOnlyList<LabelledText> Read(string path, Func<string[], TableLayout?> layout)
    {
        IReadOnlyList<string> lines = TextLines.Read(path);
        int count = lines.Count;
        while (count > 0 && string.IsNullOrWhiteSpace(lines[count - 1]))
        {
            count--;
        }

        if (count == 0)
        {
            throw new LabException($"{path} is empty: it needs a text and its label in every line, with a tab between them.");
        }

        TableLayout columns = layout(lines[0].Split('\t')) ?? throw new LabException($"{path}, line 1, does not name the columns that are expected: it says '{Shortened(lines[0])}'.");
        return [.. Enumerable.Range(0, count).Skip(columns.HasHeader ? 1 : 0).Select(index => Row(lines[index], columns, $"{path}, line {index + 1}"))];
    }

    private static LabelledText Row(string line, TableLayout layout, string place)
    {
        string[] cells = line.Split('\t');
        if (cells.Length != layout.Columns)
        {
            throw new LabException(
                $"{place}, has {Tabs(cells.Length - 1)} where {Tabs(layout.Columns - 1)} belong: "
                + (cells.Length > layout.Columns ? "write spaces for tabs that are part of a text." : $"it says '{Shortened(line)}'."));
        }

        string text = cells[layout.Text].Trim(), label = cells[layout.Label].Trim();
        string? second = layout.Second is { } column ? cells[column].Trim() : null;
        return text.Length == 0 || second is { Length: 0 } ? throw new LabException($"{place}, has an empty text: fill it in or remove the line.")
            : label.Length == 0 ? throw new LabException($"{place}, has no label: fill it in or remove the line.")
            : new(text, second, label, place);
    }

    private static string Tabs(int count) => count == 1 ? "1 tab" : $"{count} tabs";

    private static string Shortened(string line) => line.Length <= 40 ? line : line[..40] + "…";
}
