using Impetus.Lab.Runs;
using Impetus.Report.Figures;
using Impetus.Report.Html;

namespace Impetus.Report.Comparisons;

/// <summary>The curves along training: static figures, which the page's script replaces by interactive ones where it can.</summary>
internal static class CurveSection
{
    /// <summary>The charts that the curves of a comparison allow.</summary>
    public static IReadOnlyList<CurveChart> Charts(Comparison comparison) =>
        [.. new[] { CurveChart.TrainingLoss(comparison), CurveChart.ValidationMetric(comparison) }.OfType<CurveChart>()];

    /// <summary>The section; empty without curves.</summary>
    public static Markup Of(Comparison comparison, IReadOnlyList<CurveChart> charts) => Markup.Join(charts.Select((chart, index) => Markup.Of(
        $"""
        <section>
        <h2>{chart.Title}</h2>
        <figure class="curves" data-chart="{index}"><div class="still">{FittedFigure.Of(chart.ToFigure())}</div>
        <figcaption>{Reading(comparison)} <span class="hint" hidden>Point at a curve to read it, drag to enlarge, double-click to return;
        a name in the legend hides or shows its curve.</span></figcaption></figure>
        </section>
        """)));

    private static string Reading(Comparison comparison) =>
        comparison.Seeds > 1 ? "Line: mean over seeds. Band: from the smallest to the largest seed." : "One line for each optimizer, from its only seed.";
}
