using Impetus.Lab.Comparisons;
using Impetus.Lab.Runs;
using Impetus.Report.Figures;

namespace Impetus.Report.Comparisons;

/// <summary>
/// What every optimizer of a comparison looks like: as on every other page, whatever its rank, unless another of the page has
/// taken that look. An optimizer has its place in the registry; one with other options takes the next that is free.
/// </summary>
internal sealed class OptimizerStyles
{
    private const int Count = SeriesStyle.Colours * SeriesStyle.Dashes;

    // Those that most comparisons have come first: their colours differ.
    private static readonly List<string> Places = [.. ComparisonPlan.DefaultOptimizers.Concat(OptimizerRegistry.All.Select(static optimizer => optimizer.Name)).Distinct()];

    private readonly Dictionary<string, SeriesStyle> _styles = new(StringComparer.Ordinal);

    private OptimizerStyles(IEnumerable<string> optimizers)
    {
        HashSet<int> taken = [];
        foreach (string optimizer in optimizers.Distinct(StringComparer.Ordinal).OrderBy(static text => text.Length).ThenBy(static text => text, StringComparer.Ordinal))
        {
            int place = PlaceOf(optimizer);
            while (taken.Contains(place % Count) && taken.Count < Count)
            {
                place++;
            }

            taken.Add(place % Count);
            _styles[optimizer] = SeriesStyle.Of(place % Count);
        }
    }

    /// <summary>The look of an optimizer of the comparison.</summary>
    public SeriesStyle this[string optimizer] => _styles[optimizer];

    /// <summary>The looks of a comparison's optimizers.</summary>
    public static OptimizerStyles Of(Comparison comparison) => new(comparison.Rows.Select(static row => row.Optimizer));

    private static int PlaceOf(string optimizer)
    {
        string name = optimizer[(optimizer.LastIndexOf('+') + 1)..].Split(':')[0];
        int known = Places.IndexOf(name);
        // A sum of letters is the same in every process, as a hash code is not.
        return known >= 0 ? known : name.Aggregate(0, static (sum, letter) => ((31 * sum) + letter) % Count);
    }
}
