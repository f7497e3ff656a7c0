namespace Impetus.Report.Html;

/// <summary>Names with their values, side by side as far as there is room.</summary>
internal static class FactSection
{
    /// <summary>The section.</summary>
    /// <param name="title">Its heading.</param>
    /// <param name="facts">The names and values, in order.</param>
    public static Markup Of(string title, IEnumerable<(string Name, string Value)> facts) => Markup.Of(
        $"""
        <section>
        <h2>{title}</h2>
        <dl>
        {facts.Select(fact => Markup.Of($"<div><dt>{fact.Name}</dt><dd>{fact.Value}</dd></div>"))}
        </dl>
        </section>
        """);
}
