using System.Text;

namespace Impetus.Lab.Data.Ratings;

/// <summary>
/// Lines of fields with commas between them (RFC 4180). A field in quotation marks may hold commas and ends of lines, and a quotation
/// mark if it is doubled.
/// </summary>
internal static class CsvRecords
{
    // So that a stray quotation mark does not swallow a file.
    private const int MostLines = 20;

    /// <summary>The fields of every record after the first line, with what its line is called in messages.</summary>
    /// <param name="text">The text.</param>
    /// <param name="header">What the first line must be.</param>
    /// <param name="source">What the text is called in messages.</param>
    /// <exception cref="LabException">The first line is another one, or a line has more or fewer fields than it.</exception>
    public static IEnumerable<(string[] Fields, string Place)> Read(string text, string header, string source)
    {
        string[] lines = [.. text.TrimStart('\uFEFF').TrimEnd().Split('\n').Select(static line => line.TrimEnd('\r'))];
        if (lines[0] != header)
        {
            throw new LabException($"{source}, line 1: '{lines[0]}' must be '{header}'");
        }

        int count = header.Split(',').Length;
        for (int index = 1; index < lines.Length; index++)
        {
            string place = $"{source}, line {index + 1}", first = lines[index], record = first;
            // Where a quotation mark is open, the next line goes on with the field.
            for (int next = index + 1; record.Count(static letter => letter == '"') % 2 == 1 && next < lines.Length && next - index < MostLines; next++)
            {
                record = $"{record}\n{lines[next]}";
            }

            index += record.Count(static letter => letter == '\n');
            yield return Fields(record) is { } fields && fields.Length == count
                ? (fields, place)
                : throw new LabException($"{place}: '{first}' does not have the {count} fields {header}");
        }
    }

    // Null where a quotation mark is not closed, or stands within a field.
    private static string[]? Fields(string line)
    {
        List<string> fields = [];
        StringBuilder field = new();
        bool isQuoted = false, isClosed = false;
        for (int k = 0; k <= line.Length; k++)
        {
            char letter = k < line.Length ? line[k] : ',';
            if (letter == ',' && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
                isClosed = false;
            }
            else if (letter == '"' && isQuoted && k + 1 < line.Length && line[k + 1] == '"')
            {
                field.Append(line[k++]);
            }
            else if (letter == '"' && (isQuoted || (field.Length == 0 && !isClosed)))
            {
                (isQuoted, isClosed) = (!isQuoted, isQuoted);
            }
            else if (letter == '"' || isClosed || k == line.Length)
            {
                return null;
            }
            else
            {
                field.Append(letter);
            }
        }

        return [.. fields];
    }
}
