namespace Impetus.Lab.Reproduction;

/// <summary>The names of columns, as people read them.</summary>
public static class ColumnHeading
{
    /// <summary>"lossStandardError" as "loss standard error", "termA" as "term A", "endFrom2" as "end from 2".</summary>
    /// <param name="column">The name of a column of <see cref="ReproducedExperiment.Columns"/>.</param>
    public static string Of(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return string.Concat(column.Select((letter, index) => !char.IsUpper(letter) && !char.IsDigit(letter)
            ? letter.ToString()
            // A capital that stands alone at the end is a symbol.
            : $" {(index == column.Length - 1 ? letter : char.ToLowerInvariant(letter))}"));
    }
}
