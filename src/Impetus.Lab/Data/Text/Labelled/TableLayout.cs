namespace Impetus.Lab.Data.Text.Labelled;

/// <summary>Which column of a table has what.</summary>
/// <param name="Columns">How many there are.</param>
/// <param name="Text">The place of the text, from 0.</param>
/// <param name="Second">The place of what it is paired with; null for texts alone.</param>
/// <param name="Label">The place of the label.</param>
/// <param name="HasHeader">Whether the first line names the columns.</param>
internal sealed record TableLayout(int Columns, int Text, int? Second, int Label, bool HasHeader)
{
    private static readonly string[] NamesOfTexts = ["text", "sentence"], NamesOfLabels = ["label", "class"];

    /// <summary>Two columns, text and label, unless a header says that they stand the other way round.</summary>
    /// <param name="first">The first line's cells.</param>
    public static TableLayout OfTwoColumns(string[] first)
    {
        int text = Place(NamesOfTexts), label = Place(NamesOfLabels);
        return first.Length == 2 && text >= 0 && label >= 0 ? new(2, text, null, label, HasHeader: true) : new(2, 0, null, 1, HasHeader: false);

        int Place(string[] names) => Array.FindIndex(first, cell => names.Contains(cell.Trim(), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The columns that a header has these names for.</summary>
    /// <param name="text">The text's.</param>
    /// <param name="second">The other text's; or null.</param>
    /// <param name="label">The label's.</param>
    /// <returns>What makes a layout of the header's cells; null where one of the names is missing.</returns>
    public static Func<string[], TableLayout?> Named(string text, string? second, string label) => header =>
    {
        int first = Array.IndexOf(header, text), other = second is null ? 0 : Array.IndexOf(header, second), labels = Array.IndexOf(header, label);
        return first < 0 || other < 0 || labels < 0 ? null : new(header.Length, first, second is null ? null : other, labels, HasHeader: true);
    };
}
