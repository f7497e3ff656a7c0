using System.Globalization;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Reproduction.Networks;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Papers.MaxVa.Networks;

/// <summary>Section 5.1, Table 1 and Figure 3: ResNet-18 on CIFAR.</summary>
internal static class ImageNetworks
{
    private const string Sgd = "SGD", Adam = "Adam", LaProp = "LaProp", MAdam = "MAdam", LaMAdam = "LaMAdam", Plain = " without AMSGrad", StepSize = "telemetry/average-step-size";
    private const string AmsGrad = "amsgrad=true,";

    // The last rate of the paper's cosine, as a share of the first.
    private const double LastRate = 2e-6;

    private static readonly double[] Chosen10 = [2e-1, 3e-3, 1e-3, 8e-3, 6e-3], Chosen100 = [3e-2, 2e-3, 5e-4, 4e-3, 3e-3];
    private static readonly double[] Decay10 = [3e-4, 0.2, 0.4, 0.05, 0.05], Decay100 = [2e-3, 0.4, 1, 0.2, 0.2];

    private static readonly (string Name, string Rule, double[] Rates, double[] Decays)[] Lines =
    [
        (Sgd, "sgdm:momentum=0.9", [0.03, 0.1, 0.3], [3e-4, 2e-3]),
        (Adam, $"adamw:{AmsGrad}beta2=0.999", [1e-3, 3e-3, 8e-3], [0.05, 0.2]),
        (LaProp, $"laprop:{AmsGrad}beta2=0.999", [5e-4, 1e-3, 3e-3], [0.05, 0.4]),
        (MAdam, $"madam:{AmsGrad}beta2-min=0.5,beta2-max=0.999", [1e-3, 3e-3, 8e-3], [0.05, 0.2]),
        (LaMAdam, $"lamadam:{AmsGrad}beta2-min=0.5,beta2-max=0.999", [1e-3, 3e-3, 6e-3], [0.05, 0.2]),
    ];

    /// <summary>Table 1.</summary>
    public static NetworkExperiment Table1 { get; } = Of("maxva/table1", "Accuracy of SGD, Adam, LaProp, MAdam and LaMAdam with ResNet-18 on CIFAR-10 and CIFAR-100", 20,
    [
        .. Lines.Skip(1).Select(line => new Arm(line.Name + Plain) { Derived = new(line.Name, static (chosen, _) => chosen.Replace(AmsGrad, "", StringComparison.Ordinal)) }),
    ],
    [
        new("MAdam is more accurate than Adam", results => results.Better(MAdam, [Adam])),
        new("LaMAdam is more accurate than LaProp", results => results.Better(LaMAdam, [LaProp])),
        new("The gap to SGD is smaller for MAdam than for Adam, and for LaMAdam than for LaProp", results => results.Everywhere(study => Decision.All("", Gap(study, MAdam, Adam), Gap(study, LaMAdam, LaProp)))),
        new("AMSGrad makes every adaptive method more accurate", results => results.Everywhere(study => Decision.All("", [.. Lines.Skip(1).Select(line => study.Better(line.Name, line.Name + Plain))]))),
    ]);

    /// <summary>Figure 3.</summary>
    public static NetworkExperiment Figure3 { get; } = Of("maxva/fig3", "Training loss, accuracy and average step size with ResNet-18 on CIFAR-10", 14, [],
    [
        new("MAdam's best rate is at least twice Adam's, and LaMAdam's twice LaProp's", results => results.Everywhere(study => Decision.All("", Ratio(study, MAdam, Adam), Ratio(study, LaMAdam, LaProp)))),
        new("Ours: for its rate, the average step of MAdam is smaller than Adam's, and that of LaMAdam smaller than LaProp's", results => results.Everywhere(study => Decision.All("", study.Smaller(MAdam, Adam, RelativeStep), study.Smaller(LaMAdam, LaProp, RelativeStep)))),
    ]);

    private static Quantity RelativeStep => new("average step size over the rate", HigherIsBetter: false, static run =>
        Quantity.Mean(StepSize, "").Of(run) / Training.GivenLearningRate.Of(run.Configuration.Optimizer));

    private static NetworkExperiment Of(string id, string title, double minutes, IReadOnlyList<Arm> further, IReadOnlyList<NetworkClaim> statements) => new()
    {
        Id = id,
        Paper = Publications.MaximumVariation,
        Title = title,
        Minutes = minutes,
        Seeds = 8,
        PaperSeeds = 4,
        TuningShare = 0.5,
        Columns = [Quantity.TrainLoss, Quantity.Mean(StepSize, "average step size")],
        Traces = [(StepSize, "Average step size")],
        Studies =
        [
            Panel("CIFAR-10", "cifar10-resnet18", [95.44, 95.37, 95.34, 95.51, 95.38], Chosen10, Decay10, further),
            Panel("CIFAR-100", "cifar100-resnet18", [79.62, 78.77, 78.36, 79.32, 79.21], Chosen100, Decay100, further) with { IsLarge = true },
        ],
        Statements = statements,
        Smaller = "CIFAR-10 alone, with ResNet-18 at an eighth of the width, 8,000 images and 250 steps of 64 instead of 78,000 of 128; three rates and two decays each around the paper's choice, tuned for half the steps; eight seeds instead of four runs.",
        Remarks =
        [
            "The paper's numbers are medians over four runs; the column of medians stands beside ours. It trains on all 50,000 images and tunes on the test part; here 40,000 train at paper scale. The cosine ends at 2·10⁻⁶ there, here at that share of the rate.",
            "The authors' code never reads its AMSGrad option, so the printed numbers are those without. ImageNet is left out.",
        ],
    };

    private static Study Panel(string name, string task, double[] paper, double[] chosen, double[] decay, IReadOnlyList<Arm> further) => new(name, TaskRegistry.Find(task)!)
    {
        Arms =
        [
            .. Lines.Select((line, index) => new Arm(line.Name)
            {
                Candidates = Grid.Of(line.Rule, line.Rates, "weight-decay", line.Decays),
                Printed = Grid.Of(line.Rule, [chosen[index]], "weight-decay", decay[index]),
                Paper = paper[index],
            }),
            .. further,
        ],
        Instruments = ["telemetry"],
        Measurements = 40,
        Cpu = static budget => SmallBudgets.Cifar(budget) with { Steps = 250, Schedule = new LearningRateSchedule { Final = LastRate } },
        Paper = static budget => budget with { Schedule = new LearningRateSchedule { Final = LastRate } },
    };

    private static Claim Gap(StudyResult study, string adaptive, string baseline) => Decision.Smaller(
        $"{study.Study.Name}: distance to SGD of {adaptive}, and of {baseline}", Distance(study, adaptive), Distance(study, baseline));

    private static double[] Distance(StudyResult study, string arm) => [.. study.Values(arm).Zip(study.Values(Sgd), (own, sgd) => Math.Abs(own - sgd))];

    private static Claim Ratio(StudyResult study, string arm, string baseline)
    {
        double own = study[arm].LearningRate, other = study[baseline].LearningRate;
        return Decision.Exact($"{study.Study.Name}: {arm} and {baseline}", own >= 2 * other, string.Create(CultureInfo.InvariantCulture, $"tuning chose {own:G3} and {other:G3}; compared, not tested"));
    }
}
