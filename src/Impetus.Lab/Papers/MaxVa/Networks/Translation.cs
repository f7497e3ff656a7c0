using System.Globalization;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Reproduction.Networks;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Papers.MaxVa.Networks;

/// <summary>Section 5.2, Table 2 and Figure 4: transformers that translate, with LaProp and LaMAdam.</summary>
internal static class Translation
{
    private const string LaProp = "LaProp", LaMAdam = "LaMAdam", SameRate = "LaProp at LaMAdam's rate", SmallerSteps = "LaProp-η′", Thrice = "LaMAdam at 3 × LaProp's rate", LaPropThrice = "LaProp at 3 × its rate", StepSize = "telemetry/average-step-size";
    private const string LaPropRule = "laprop:beta2=0.999,weight-decay=0.01", LaMAdamRule = "lamadam:beta2-min=0.5,beta2-max=0.999,weight-decay=0.01";

    // 4.375e-4 for 5e-4 in the paper.
    private const double StepShare = 0.875;

    // Section 5.2; footnote 4 says twice.
    private const double RateRatio = 3;

    private static readonly Reading<(string LaMAdam, string LaProp)>[] Rates =
    [
        new("rates that tuning chose", "Table 2", (LaMAdam, SameRate)),
        new("LaMAdam at three times LaProp's rate", "section 5.2", (Thrice, LaPropThrice)),
    ];

    private const string Changes = "Multi30k (29,000 sentences about photographs) instead of IWSLT'14, blocks of 64 instead of 512, three instead of six, 400 steps of 32 sentences instead of 60,000 of 4,096 tokens; rates of 0.0005, 0.0015 and 0.0045, tuned for half the steps; six seeds instead of five. No dropout.";

    /// <summary>Table 2.</summary>
    public static NetworkExperiment Table2 { get; } = Of("maxva/table2", "BLEU of transformers trained with LaProp and LaMAdam",
    [
        new("LaMAdam translates better than LaProp: a higher BLEU", results => Readings.Decide(Rates, arms => results.Better(arms.LaMAdam, [LaProp]))),
        new("Ours: LaMAdam ends with a lower loss on the test part", results => Readings.Decide(Rates, arms => results.Better(arms.LaMAdam, [LaProp], Quantity.Loss))),
    ]);

    /// <summary>Figure 4.</summary>
    public static NetworkExperiment Figure4 { get; } = Of("maxva/fig4", "Training loss, BLEU and average step size of LaProp and LaMAdam on a translation task",
    [
        new("LaMAdam's best rate is larger, at least twice LaProp's", results => Ratio(results.Studies[0])),
        new("At a rate three times as large LaMAdam's average step is smaller than LaProp's", results => results.Smaller(Thrice, [LaProp], Quantity.Mean(StepSize, "average step size"))),
        new("LaMAdam converges better on the training part", results => Readings.Decide(Rates, arms => results.Better(arms.LaMAdam, [LaProp], Quantity.TrainLoss))),
        new("LaProp diverges at LaMAdam's rate, or ends worse than LaMAdam", results => Readings.Decide(Rates, arms => results.Better(arms.LaMAdam, [arms.LaProp]))),
        new("LaProp with 0.875 of its rate, whose steps are as large as LaMAdam's in the paper, translates worse than LaMAdam", results => Readings.Decide(Rates, arms => results.Better(arms.LaMAdam, [SmallerSteps]))),
    ]);

    private static NetworkExperiment Of(string id, string title, IReadOnlyList<NetworkClaim> statements) => new()
    {
        Id = id,
        Paper = Publications.MaximumVariation,
        Title = title,
        Minutes = 14,
        Seeds = 6,
        TuningShare = 0.5,
        Columns = [Quantity.Loss, Quantity.TrainLoss, Quantity.Mean(StepSize, "average step size")],
        Traces = [(StepSize, "Average step size")],
        Studies =
        [
            new("", TaskRegistry.Find("multi30k-transformer")!)
            {
                Arms =
                [
                    new(LaProp) { Candidates = Grid.Of(LaPropRule, 5e-4, 1.5e-3, 4.5e-3), Printed = Grid.Of(LaPropRule, 5e-4), Paper = 35.98 },
                    new(LaMAdam) { Candidates = Grid.Of(LaMAdamRule, 5e-4, 1.5e-3, 4.5e-3), Printed = Grid.Of(LaMAdamRule, 1.5e-3), Paper = 36.09 },
                    new(SameRate) { Derived = new(LaMAdam, static (_, rate) => Grid.WithRate(LaPropRule, rate)) },
                    new(SmallerSteps) { Derived = new(LaProp, static (_, rate) => Grid.WithRate(LaPropRule, StepShare * rate)) },
                    new(Thrice) { Derived = new(LaProp, static (_, rate) => Grid.WithRate(LaMAdamRule, RateRatio * rate)) },
                    new(LaPropThrice) { Derived = new(LaProp, static (_, rate) => Grid.WithRate(LaPropRule, RateRatio * rate)) },
                ],
                Instruments = ["telemetry"],
                Measurements = 40,
                Cpu = static budget => budget with { Width = 0.5, BatchSize = 32, Steps = 400, TestExamples = 500 },
            },
        ],
        Statements = statements,
        Smaller = Changes,
        Remarks = ["The paper's numbers are medians over five runs on IWSLT'14 (standard errors 0.06 and 0.04); the text says that the rate is three times LaProp's, footnote 4 says twice. WMT'16 is left out."],
    };

    private static Claim Ratio(StudyResult study)
    {
        double own = study[LaMAdam].LearningRate, other = study[LaProp].LearningRate;
        return Decision.Exact("", own >= 2 * other, string.Create(CultureInfo.InvariantCulture, $"tuning chose {own:G3} for LaMAdam and {other:G3} for LaProp, from grids of a factor of three; compared, not tested"));
    }
}
