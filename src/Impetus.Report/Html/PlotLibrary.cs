namespace Impetus.Report.Html;

/// <summary>uPlot, which draws the interactive curves.</summary>
/// <param name="Script">Its program.</param>
/// <param name="Style">Its style sheet.</param>
/// <param name="Licence">The notice that every copy must carry.</param>
internal sealed record PlotLibrary(string Script, string Style, string Licence)
{
    /// <summary>The copy inside this assembly, or null if the build could not get one.</summary>
    public static PlotLibrary? Embedded { get; } = EmbeddedText.TryRead("uPlot/uPlot.iife.min.js") is { } script
        ? new(script, EmbeddedText.Read("uPlot/uPlot.min.css"), EmbeddedText.Read("uPlot/LICENSE"))
        : null;
}
