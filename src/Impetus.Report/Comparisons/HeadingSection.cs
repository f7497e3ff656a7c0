using System.Globalization;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Report.Html;

namespace Impetus.Report.Comparisons;

/// <summary>What was compared, when and how large.</summary>
internal static class HeadingSection
{
    /// <summary>The section.</summary>
    public static Markup Of(Comparison comparison) => Markup.Of(
        $"""
        <header>
        <p class="kicker">Impetus · comparison of optimizers</p>
        <h1>{comparison.Task}</h1>
        <p class="lead">{ModelSize.Summary(comparison.Description, comparison.Parameters, comparison.Scale)}</p>
        <ul class="facts">
        {Fact(comparison.Rows.Count == 1 ? "optimizer" : "optimizers", Numbers.Count(comparison.Rows.Count))}
        {Fact(comparison.Seeds == 1 ? "seed" : "seeds", Numbers.Count(comparison.Seeds))}
        {Fact("scale", comparison.Scale)}
        {(ModelSize.Text(comparison.Parameters) is { } parameters ? Fact("parameters trained here", parameters) : Markup.Empty)}
        {Fact("budget of a run", $"{Numbers.Count(comparison.Budget.Steps)} steps")}
        {Fact("started", comparison.StartedAt.ToString("d MMMM yyyy, HH:mm 'UTC'zzz", CultureInfo.InvariantCulture))}
        {Fact("took", Numbers.Duration(comparison.ElapsedSeconds))}
        </ul>
        {Stopped(comparison)}
        </header>
        """);

    private static Markup Fact(string name, string value) => Markup.Of($"<li><b>{value}</b> <span>{name}</span></li>");

    private static Markup Stopped(Comparison comparison) => comparison.Status == RunStatus.Stopped
        ? Markup.Of($"""<p class="notice">This comparison was stopped before its end. It shows the runs that had finished.</p>""")
        : Markup.Empty;
}
