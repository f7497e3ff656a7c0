using System.Text.RegularExpressions;
using Impetus.Report.Figures;
using Impetus.Report.Html;

namespace Impetus.Report.Comparisons;

/// <summary>An optimizer's name in a table or a sentence. A long specification may break behind its punctuation, a short name nowhere.</summary>
internal static partial class OptimizerName
{
    private const int Short = 24;

    /// <summary>The name alone.</summary>
    public static Markup Of(string optimizer) => Markup.Of($"""<span class="named"><span>{Breakable(optimizer)}</span></span>""");

    /// <summary>The name behind the look of its curve.</summary>
    public static Markup Of(string optimizer, SeriesStyle style) => Markup.Of(
        $"""<span class="named"><svg class="swatch" width="22" height="10" aria-hidden="true"><path class="line {style.Classes}" d="M1 5H21"/></svg><span>{Breakable(optimizer)}</span></span>""");

    /// <summary>The name within a sentence.</summary>
    public static Markup InText(string optimizer) =>
        optimizer.Length <= Short ? Markup.Of($"""<span class="whole">{optimizer}</span>""") : Breakable(optimizer);

    private static Markup Breakable(string optimizer) =>
        Markup.Of($"{BehindPunctuation().Split(optimizer).SelectMany(part => new[] { Markup.Of($"{part}"), Markup.Trusted("<wbr>") }).SkipLast(1)}");

    [GeneratedRegex("(?<=[*+:,])")]
    private static partial Regex BehindPunctuation();
}
