using System.Globalization;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Reproduction.Networks;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Papers.Am.Networks;

/// <summary>Section 4.2 and Figure 4, and the ablations of Section 4.6 and Figure 7: MGD and AM-MGD on images.</summary>
internal static class ImageNetworks
{
    private const string Mgd = "MGD", AmMgd = "AM-MGD", MgdRule = "mgd:beta1=0.9", AmRule = "am-mgd:lambda=0.1,beta-max=0.9", Beta = "telemetry/beta";
    private const double Rate = 0.1, Point = 1, Half = 0.5, Low = 0.1, Trained = 70;
    private const string Steps = "step:milestones=0.5/0.75,factor=0.1";

    private static readonly double[] Lambdas = [0, 0.01, 0.05, 0.1, 0.5, 1, 10];
    private static readonly int[] Batches = [32, 64, 128, 256, 512];
    private static readonly double[] Rates = [0.03, 0.1, 0.3, 1, 3];

    /// <summary>Figure 4.</summary>
    public static NetworkExperiment Figure4 { get; } = new()
    {
        Id = "am/fig4",
        Paper = Publications.AdaptiveMemory,
        Title = "MGD and AM-MGD on CIFAR-10 with ResNet-18, VGG-19 and a wide ResNet: loss, accuracy, and what β does",
        Minutes = 21,
        Seeds = 6,
        Columns = [Quantity.TrainLoss, LowShare("β low in the first third", 0, 1.0 / 3), LowShare("β low in the last third", 2.0 / 3, 1)],
        Traces = [(Beta, "β")],
        Studies = [.. from data in new[] { "CIFAR-10", "CIFAR-100" } from network in new[] { ("ResNet-18", "resnet18"), ("VGG-19", "vgg19"), ("ResNet-50", "resnet50"), ("wide ResNet", "wrn") } select Panel(data, network.Item1, network.Item2)],
        Statements =
        [
            new("AM-MGD ends with a lower training loss than MGD", results => results.Better(AmMgd, [Mgd], Quantity.TrainLoss)),
            new("AM-MGD ends more accurate than MGD", results => results.Better(AmMgd, [Mgd])),
            new("β is steady at first and swings down to 0 later: below 0.1 in more steps of the last third than of the first", results => results.Everywhere(study => Decision.Smaller(
                $"{study.Study.Name}: share of steps", study.Values(AmMgd, LowShare("", 0, 1.0 / 3)), study.Values(AmMgd, LowShare("", 2.0 / 3, 1))))),
        ],
        Smaller = "CIFAR-10 alone, without ResNet-50, at an eighth of the width (the wide ResNet 16 layers deep instead of 40), 400 steps (the wide ResNet 250) instead of 62,400; the rate of 0.1 is the paper's, and it falls after half and three quarters of the run.",
        Remarks = ["The figure prints no numbers."],
    };

    /// <summary>Figure 7a.</summary>
    public static NetworkExperiment Figure7A { get; } = Ablation("am/fig7a", "Accuracy of AM-MGD over λ", 18, [.. Lambdas.Select(OfLambda), new(Mgd) { Candidates = Grid.Of(MgdRule, Rate) }],
    [
        new("λ up to 0.5 matters little: accuracies are within a point of that with λ = 0.1", results => results.Similar(LambdaName(0.1), [.. Lambdas.Where(lambda => lambda <= 0.5 && lambda != 0.1).Select(LambdaName)], Point)),
        new("With a large λ (10) it behaves as with a fixed momentum of 0.9: within a point of MGD", results => results.Similar(LambdaName(10), [Mgd], Point)),
    ]);

    /// <summary>Figure 7b.</summary>
    public static NetworkExperiment Figure7B { get; } = Ablation("am/fig7b", "Accuracy of MGD and AM-MGD over the batch size", 23,
        [.. from batch in Batches from rule in new[] { (Mgd, MgdRule), (AmMgd, AmRule) } select new Arm(BatchName(rule.Item1, batch)) { Candidates = Grid.Of(rule.Item2, Rate), BatchSize = batch }],
    [
        new("At a fixed rate and number of epochs, larger batches end less accurate", results => Decision.All("", [.. new[] { Mgd, AmMgd }.Select(rule => results.Studies[0].Falls([.. Batches.Select(batch => BatchName(rule, batch))], results.Studies[0].Judged))])),
        new("Small batches do not take away from the gain of AM-MGD over MGD: with 32 it is at most half a point smaller than with 512", results => Decision.Smaller(
            "gain with 512, less half a point, and with 32", [.. Gain(results.Studies[0], Batches[^1]).Select(gain => gain - Half)], Gain(results.Studies[0], Batches[0]))),
    ]);

    /// <summary>Figure 7c.</summary>
    public static NetworkExperiment Figure7C { get; } = Ablation("am/fig7c", "Accuracy of MGD and AM-MGD over the learning rate", 16,
        [.. from rate in Rates from rule in new[] { (Mgd, MgdRule), (AmMgd, AmRule) } select new Arm(RateName(rule.Item1, rate)) { Candidates = Grid.Of(rule.Item2, rate) }],
    [
        new("AM-MGD trains at more rates: with 1 and 3 its runs reach 70 % more often than MGD's", results => Decision.MoreOften("", Trains(results.Studies[0], AmMgd), Trains(results.Studies[0], Mgd))),
        new("At rates of 1 and 3 AM-MGD ends more accurate than MGD", results => Decision.All("", [.. Rates.Where(rate => rate >= 1).Select(rate => results.Studies[0].Better(RateName(AmMgd, rate), RateName(Mgd, rate)))])),
    ]);

    private static NetworkExperiment Ablation(string id, string title, double minutes, IReadOnlyList<Arm> arms, IReadOnlyList<NetworkClaim> statements) => new()
    {
        Id = id,
        Paper = Publications.AdaptiveMemory,
        Title = title,
        Minutes = minutes,
        Seeds = 6,
        Columns = [Quantity.TrainLoss],
        Studies =
        [
            new("Fashion-MNIST, convolutional network", TaskRegistry.Default) { Arms = arms, Cpu = SmallBudgets.TwoConstantEpochs, IsStandIn = true },
            new("CIFAR-10, ResNet-18", TaskRegistry.Find("cifar10-resnet18")!) { Arms = arms, IsLarge = true, Paper = static budget => budget with { Schedule = SmallBudgets.Constant } },
            new("CIFAR-100, ResNet-18", TaskRegistry.Find("cifar100-resnet18")!) { Arms = arms, IsLarge = true, Paper = static budget => budget with { Schedule = SmallBudgets.Constant } },
        ],
        Statements = statements,
        Smaller = "a convolutional network of 98,682 parameters on Fashion-MNIST for two epochs stands for ResNet-18 and ResNet-50 on CIFAR for 200; there is no schedule, as in the paper; six seeds.",
        Remarks = ["The figure prints no numbers, and the copy at hand does not show which values it has: these are ours. Claims are decided on the first part."],
    };

    private static Study Panel(string data, string network, string task) => new($"{data}, {network}", TaskRegistry.Find($"{(data == "CIFAR-10" ? "cifar10" : "cifar100")}-{task}")!)
    {
        Arms = [new(Mgd) { Candidates = Grid.Of(MgdRule, Rate) }, new(AmMgd) { Candidates = Grid.Of(AmRule, Rate) }],
        Cpu = budget => budget with { Width = 0.125, Steps = task == "wrn" ? 250 : budget.Steps, Schedule = LearningRateSchedule.Parse(Steps) },
        Paper = budget => task is "wrn" or "resnet50" ? budget : budget with { Schedule = LearningRateSchedule.Parse(Steps) },
        IsLarge = data != "CIFAR-10" || task == "resnet50",
        Instruments = ["telemetry"],
        Measurements = 100,
    };

    private static Arm OfLambda(double lambda) => new(LambdaName(lambda)) { Candidates = Grid.Of("am-mgd:beta-max=0.9", [Rate], "lambda", lambda) };

    private static string LambdaName(double lambda) => string.Create(CultureInfo.InvariantCulture, $"λ = {lambda}");

    private static string BatchName(string rule, int batch) => $"{rule}, batch {batch}";

    private static string RateName(string rule, double rate) => string.Create(CultureInfo.InvariantCulture, $"{rule}, η = {rate}");

    private static double[] Gain(StudyResult study, int batch) => [.. study.Values(BatchName(AmMgd, batch)).Zip(study.Values(BatchName(Mgd, batch)), (adaptive, plain) => adaptive - plain)];

    private static bool[] Trains(StudyResult study, string rule) => [.. Rates.Where(rate => rate >= 1).SelectMany(rate => study.Values(RateName(rule, rate))).Select(value => value >= Trained)];

    private static Quantity LowShare(string name, double from, double to) => new(name, HigherIsBetter: false, run =>
    {
        double[] betas =
        [
            .. run.Traces.Where(point => point.Step > from * run.Configuration.Steps && point.Step <= to * run.Configuration.Steps)
                .Select(point => point.Values.GetValueOrDefault(Beta)).OfType<double>(),
        ];
        return betas.Length == 0 ? double.NaN : betas.Average(beta => beta < Low ? 1.0 : 0.0);
    });
}
