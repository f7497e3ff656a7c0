using System.Globalization;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Tam.Printed;

/// <summary>Section 4.2 and Figures 4 and 10: on how many data sets AdaTAMW is ahead of AdamW, counted again from the paper's own tables.</summary>
/// <param name="id">The experiment's name.</param>
/// <param name="tolerance">The share of the highest score within which two scores count as similar.</param>
internal sealed class SimilarScores(string id, double tolerance) : IExperiment
{
    private const string MostSettings = "AdaTAMW is similar or better on most data sets, in all settings but those that the paper excepts";
    private const string TwoThirds = "Except for DeBERTa-base, AdaTAMW is higher on more than two-thirds of the data sets with 3 and 5 epochs";
    private const string Unreadable = "RoBERTa-large";

    // Of Figure 10: the share of data sets with higher, and with similar or higher scores, in percent.
    private static readonly Dictionary<string, (int Higher, int Similar)[]> Printed = new()
    {
        ["BERT-base"] = [(71, 100), (50, 96), (18, 45)],
        ["BERT-large"] = [(68, 73), (75, 77), (48, 52)],
        ["DeBERTa-base"] = [(54, 88), (43, 79), (64, 93)],
        ["DeBERTa-large"] = [(93, 95), (73, 79), (50, 61)],
        ["RoBERTa-base"] = [(80, 96), (84, 95), (88, 98)],
        [Unreadable] = [(39, 55), (43, 52), (39, 55)],
    };

    private static readonly Reading<Func<Setting, bool>>[] Exceptions =
    [
        new("all but RoBERTa-large and BERT-base with 10 epochs", "Section 4.2", setting => setting.Model != Unreadable && !(setting.Model == "BERT-base" && setting.Epochs == 10)),
        new("all but RoBERTa-large and BERT with 10 epochs", "the captions of Figures 4 and 10", setting => setting.Model != Unreadable && !(setting.Model.StartsWith("BERT", StringComparison.Ordinal) && setting.Epochs == 10)),
    ];

    private static readonly Reading<Func<Setting, double>>[] Shares =
    [
        new("as printed in Figure 10", "the first number of each cell", setting => Printed[setting.Model][setting.Index].Higher / 100.0),
        new("counted from the tables, equal scores for AdaTAMW", "Tables 11 to 16; so Figure 10 seems to count", setting => setting.Rows.Average(row => row.AdaTamW[setting.Index] >= row.AdamW[setting.Index] ? 1.0 : 0.0)),
        new("counted from the tables, strictly higher", "Tables 11 to 16; \"higher scores\"", setting => setting.Rows.Average(row => row.AdaTamW[setting.Index] > row.AdamW[setting.Index] ? 1.0 : 0.0)),
    ];

    private static readonly Reading<bool>[] Tests =
    [
        new("Wilcoxon's signed-rank test", "counts the sizes of the differences; the paper has no test", true),
        new("sign test", "counts data sets, as the figure does; the paper has no test", false),
    ];

    public string Id => id;

    public Publication Paper => Publications.TorqueAware;

    public string Title => string.Create(CultureInfo.InvariantCulture, $"MTEB from the paper's tables: on how many data sets AdaTAMW is ahead, with scores within {100 * tolerance} % counted as similar");

    private bool IsOfFigure10 => id == "tam/fig10";

    public IReadOnlyList<string> Claims => IsOfFigure10
        ? [MostSettings, .. PrintedScores.Models.Select(Ahead)]
        : [MostSettings, TwoThirds];

    public Findings Run(ExperimentSettings settings)
    {
        Setting[] all = [.. PrintedScores.Models.SelectMany(model => PrintedScores.Epochs.Select((epochs, index) => new Setting(model, epochs, index, PrintedScores.Of(model))))];
        Claim most = Readings.Decide(Exceptions, belongs => Decision.All(MostSettings, [.. all.Where(belongs).Select(setting => Decision.MoreOftenThanNot(
            setting.Name, [.. setting.Rows.Select(row => row.IsSimilarOrBetter(setting.Index, tolerance))], "data sets"))]));
        return new()
        {
            Seeds = 1,
            Rows = [.. all.Select(Row)],
            Claims = IsOfFigure10 ? [most, .. Readings.Decide(Tests, isRanked => Models(all, isRanked))] : [most, Readings.Decide(Shares, share => AboveTwoThirds(all, share))],
            Notes =
            [
                "Nothing is trained here: the paper's figure is counted again from its Tables 11 to 16, data set by data set.",
                $"Of Table 16, RoBERTa-large, the copy at hand can be read for the first {PrintedScores.Of(Unreadable).Count} of {PrintedScores.DataSets} rows, so its counts are of these.",
                .. IsOfFigure10 ? ["Tests are over data sets, which share encoders and tuning: they say whether the scores in print differ by more than the sign of chance, not whether another run of the tuning would do the same. Holm's correction is over all 18 tests."] : Array.Empty<string>(),
            ],
        };
    }

    private static string Ahead(string model) => $"Ours: {model} scores higher with AdaTAMW after 3, 5 and 10 epochs";

    private static Claim AboveTwoThirds(Setting[] all, Func<Setting, double> share) => Decision.All(TwoThirds, [.. all
        .Where(setting => setting.Model != "DeBERTa-base" && setting.Epochs < 10)
        .Select(setting => new Claim(
            setting.Name,
            share(setting) > 2 / 3.0 ? Verdict.Holds : Verdict.Fails,
            string.Create(CultureInfo.InvariantCulture, $"{share(setting):P0} of the data sets{(setting.Model == Unreadable ? " that can be read" : "")}; counted")))]);

    private static IEnumerable<Claim> Models(Setting[] all, bool isRanked)
    {
        IReadOnlyList<Claim> tests = Decision.Family([.. all.Select(setting => isRanked
            ? Decision.TendsToBeLarger(setting.Name, [.. setting.Rows.Select(row => row.AdaTamW[setting.Index])], [.. setting.Rows.Select(row => row.AdamW[setting.Index])], "data sets")
            : Decision.MoreOftenThanNot(setting.Name, [.. setting.Rows.Where(row => row.AdamW[setting.Index] != row.AdaTamW[setting.Index]).Select(row => row.AdaTamW[setting.Index] > row.AdamW[setting.Index])], "data sets"))]);
        return PrintedScores.Models.Select((model, index) => Decision.All(Ahead(model), [.. tests.Skip(index * PrintedScores.Epochs.Count).Take(PrintedScores.Epochs.Count)]));
    }

    private Dictionary<string, object?> Row(Setting setting) => new()
    {
        ["optimizer"] = "adatamw",
        ["model"] = setting.Model,
        ["epochs"] = setting.Epochs,
        ["dataSets"] = setting.Rows.Count,
        ["shareHigher"] = setting.Rows.Average(row => row.AdaTamW[setting.Index] > row.AdamW[setting.Index] ? 1.0 : 0.0),
        ["shareHigherOrEqual"] = setting.Rows.Average(row => row.AdaTamW[setting.Index] >= row.AdamW[setting.Index] ? 1.0 : 0.0),
        ["paperShareHigher"] = Printed[setting.Model][setting.Index].Higher / 100.0,
        ["shareSimilarOrHigher"] = setting.Rows.Average(row => row.IsSimilarOrBetter(setting.Index, tolerance) ? 1.0 : 0.0),
        ["paperShareSimilarOrHigher"] = IsOfFigure10 ? Printed[setting.Model][setting.Index].Similar / 100.0 : null,
        ["medianDifference"] = Statistics.OverSeeds.Median(setting.Rows.Select(row => row.AdaTamW[setting.Index] - row.AdamW[setting.Index])),
    };

    /// <summary>An encoder and a number of epochs.</summary>
    private sealed record Setting(string Model, int Epochs, int Index, IReadOnlyList<PrintedScore> Rows)
    {
        public string Name => $"{Model}, {Epochs} epochs";
    }
}
