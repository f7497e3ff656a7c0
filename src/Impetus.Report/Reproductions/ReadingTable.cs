using Impetus.Lab.Reproduction;
using Impetus.Report.Html;

namespace Impetus.Report.Reproductions;

/// <summary>What a claim comes to under every reading of what its paper leaves open.</summary>
internal static class ReadingTable
{
    /// <summary>The table, folded up; nothing for a claim that leaves nothing open.</summary>
    public static Markup Of(DecidedClaim claim) => claim.Readings.Count == 0 ? Markup.Empty : Markup.Of(
        $"""
        <details class="readings"{(claim.Verdict == Verdict.Depends ? Markup.Trusted(" open=\"open\"") : Markup.Empty)}><summary>{claim.Readings.Count} readings</summary>
        <div class="wide">
        <table>
        <thead><tr><th scope="col" class="name">Reading</th><th scope="col" class="status">Verdict</th><th scope="col" class="name">Why it is admissible</th><th scope="col" class="name">Evidence</th></tr></thead>
        <tbody>
        {claim.Readings.Select(Row)}
        </tbody>
        </table>
        </div>
        </details>
        """);

    private static Markup Row(ClaimReading reading) => Markup.Of(
        $"""
        <tr><th scope="row" class="name">{reading.Name}{(reading.Default ? Markup.Of($"<small>default</small>") : Markup.Empty)}</th><td class="status">{Wording.Badge(reading.Verdict)}</td><td class="name">{reading.Source}</td><td class="name">{reading.Evidence.Split('\n').Select(line => Markup.Of($"<small>{line}</small>"))}</td></tr>

        """);
}
