namespace Impetus.Report.Html;

/// <summary>A whole HTML document that stands alone: style and scripts inside, and a policy that forbids it any request.</summary>
internal sealed record Page
{
    /// <summary>The title of the window.</summary>
    public required string Title { get; init; }

    /// <summary>Everything that is read.</summary>
    public required Markup Body { get; init; }

    /// <summary>JSON for the script, made by a serializer that escapes &lt;; null for a page without a script.</summary>
    public string? Data { get; init; }

    /// <summary>The library that the script needs; null for a page without a script.</summary>
    public PlotLibrary? Library { get; init; }

    /// <summary>The document's text.</summary>
    public string ToDocument() => Markup.Of(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <title>{Title}</title>
        <style>
        {Markup.Trusted(EmbeddedText.Read("figure.css"))}
        {Markup.Trusted(EmbeddedText.Read("report.css"))}
        </style>
        </head>
        <body>
        <main>
        {Body}
        </main>
        {Scripts()}
        </body>
        </html>

        """).ToString();

    private Markup Scripts() => Data is null || Library is null
        ? Markup.Empty
        : Markup.Of(
            $"""
            <script type="application/json" id="charts">{Markup.Trusted(Data)}</script>
            <!-- uPlot: {Markup.Trusted(Library.Licence)} -->
            <style>{Markup.Trusted(Library.Style)}</style>
            <script>{Markup.Trusted(Library.Script)}</script>
            <script>
            {Markup.Trusted(EmbeddedText.Read("ticks.js"))}
            {Markup.Trusted(EmbeddedText.Read("curves.js"))}
            </script>
            """);
}
