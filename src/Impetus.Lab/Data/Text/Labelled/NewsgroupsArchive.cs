using System.Text;
using System.Text.RegularExpressions;
using Impetus.Lab.Data.Fetching;
using Impetus.Lab.Data.Sets;

namespace Impetus.Lab.Data.Text.Labelled;

/// <summary>20 Newsgroups as its publisher packs it, one file a letter. What is made of it is a table of the test part's subjects and groups.</summary>
internal static partial class NewsgroupsArchive
{
    /// <summary>The table, in <see cref="TableLayout.OfTwoColumns"/>.</summary>
    public const string Table = "20news.tsv";

    private const string Archive = "20news-bydate.tar.gz";

    /// <summary>The archive, and how it becomes a table.</summary>
    public static OtherForm Form { get; } = new([new DataFile(Archive, null, Checksum: null) { OtherNames = ["20news-bydate.tar"] }], Convert);

    private static void Convert(string folder)
    {
        SortedDictionary<string, string> lines = new(StringComparer.Ordinal);
        ArchiveFiles.VisitPaths(Path.Combine(folder, Archive), long.MaxValue, (path, content) =>
        {
            if (LetterPath().Match(path) is { Success: true } match)
            {
                using StreamReader letter = new(content, Encoding.Latin1, leaveOpen: true);
                string subject = Gaps().Replace(SubjectLine().Match(letter.ReadToEnd()).Groups[1].Value, " ").Trim();
                if (subject.Length > 0)
                {
                    lines[path] = $"{subject}\t{match.Groups[1].Value}\n";
                }
            }
        });
        File.WriteAllText(Path.Combine(folder, Table), $"text\tlabel\n{string.Concat(lines.Values)}");
    }

    [GeneratedRegex("20news-bydate-test/([^/]+)/[^/]+$")]
    private static partial Regex LetterPath();

    [GeneratedRegex("^Subject:(?: *Re:)?(.*)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex SubjectLine();

    [GeneratedRegex("[\\s\\p{Cc}]+")]
    private static partial Regex Gaps();
}
