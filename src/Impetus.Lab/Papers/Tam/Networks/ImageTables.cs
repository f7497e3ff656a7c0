using Impetus.Lab.Reproduction;
using Impetus.Lab.Reproduction.Networks;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Papers.Tam.Networks;

/// <summary>Tables 1, 6, 8 and 9: accuracy of convolutional networks.</summary>
internal static class ImageTables
{
    private const string Sgd = "SGD", Sgdm = "SGDM", Tam = "TAM", Adam = "Adam", Angular = "AngularGrad", AdaTam = "AdaTAM", AdaTam2 = "AdaTAM2";
    private const string TamRule = "tam:momentum=0.9,gamma=0.9", AdaTamRule = "adatam:momentum=0.9,gamma=0.9,beta2=0.999";
    private const double Margin = 0.5;
    private const string Transformer = "CIFAR-10, vision transformer";
    private const int Epochs = 200, Batch = 128, Images = 40_000;

    private static readonly double[] Gammas = [0.99, 0.9, 0.8, 0.5, 0];

    /// <summary>Table 1.</summary>
    public static NetworkExperiment Table1 { get; } = new()
    {
        Id = "tam/table1",
        Paper = Publications.TorqueAware,
        Title = "Validation accuracy of SGD, SGDM, TAM, Adam, AngularGrad and AdaTAM with ResNets on CIFAR-10 and CIFAR-100",
        Minutes = 22,
        TuningShare = 0.5,
        Studies =
        [
            new("CIFAR-10, ResNet-18", TaskRegistry.Find("cifar10-resnet18")!) { Arms = Six([0.1, 0.1, 0.2, 1e-3, 1e-3, 1e-4], [93.3, 93.6, 94.2, 93.4, 93.3, 93.3], furtherRates: [1, 0.3, 0.6, 1e-2, 1e-2, 3e-5]), Cpu = static budget => SmallBudgets.Cifar(budget) with { Steps = 400 }, Paper = Long },
            new("CIFAR-10, ResNet-34", TaskRegistry.Find("cifar10-resnet34")!) { Arms = Six([0.1, 0.01, 0.2, 1e-3, 1e-3, 1e-4], [93.8, 93.9, 94.3, 93.6, 93.7, 93.3]), IsLarge = true, Paper = Long },
            new("CIFAR-100, ResNet-18", TaskRegistry.Find("cifar100-resnet18")!) { Arms = Six([0.1, 0.01, 0.2, 1e-3, 1e-3, 1e-4], [73.1, 73.2, 73.8, 70.1, 70.9, 72.7]), IsLarge = true, Paper = Long },
            new("CIFAR-100, ResNet-34", TaskRegistry.Find("cifar100-resnet34")!) { Arms = Six([0.1, 0.1, 0.2, 1e-3, 1e-3, 1e-4], [73.6, 74.7, 74.3, 71.7, 71.2, 72.9]), IsLarge = true, Paper = Long },
        ],
        Statements =
        [
            new("TAM is more accurate than SGDM and SGD", results => results.Better(Tam, [Sgdm, Sgd])),
            new("AdaTAM is at most 0.5 points behind Adam and AngularGrad", results => results.NotWorse(AdaTam, [Adam, Angular], Margin)),
            new("Without adaptive step sizes networks end more accurate: SGDM is ahead of Adam", results => results.Better(Sgdm, [Adam])),
        ],
        Smaller = "one of the four columns, CIFAR-10 with ResNet-18 at an eighth of the width; 8,000 images, 400 steps of 64 instead of 62,400 of 128; grids of four rates around the paper's choice, tuned for half the steps; eight seeds instead of five. ImageNet is left out at every scale.",
        Remarks = ["Batch size and schedule are not printed: 128, and a cosine. \"Validation accuracy\" is taken on images that tuning does not see."],
    };

    /// <summary>Table 6.</summary>
    public static NetworkExperiment Table6 { get; } = new()
    {
        Id = "tam/table6",
        Paper = Publications.TorqueAware,
        Title = "Accuracy of SGD, SGDM, TAM, Adam, AngularGrad and AdaTAM with MobileNet, and of the first three with a vision transformer that was trained before",
        Minutes = 25,
        TuningShare = 0.5,
        Studies =
        [
            new("CIFAR-10, MobileNet", TaskRegistry.Find("cifar10-mobilenet")!)
            {
                Arms = Six([0.1, 0.01, 0.02, 1e-2, 1e-3, 1e-4], [93.7, 93.9, 93.9, 92.7, 91.7, 93.1], furtherRates: [1, 0.3, 0.6, 1e-2, 1e-2, 3e-3]),
                Cpu = static budget => budget with { Width = 0.125, Steps = 300, Seeds = 8 },
            },
            new("CIFAR-100, MobileNet", TaskRegistry.Find("cifar100-mobilenet")!) { Arms = Six([0.1, 0.01, 0.02, 1e-3, 1e-3, 1e-4], [72.8, 72.8, 72.8, 69.8, 66.4, 70.7]), IsLarge = true },
            new(Transformer, TaskRegistry.Find("cifar10-vit")!)
            {
                Arms = FineTuned,
                Cpu = static budget => budget with { Steps = 250, TestExamples = 5_000 },
                IsStandIn = true,
            },
        ],
        Statements =
        [
            new("Fine-tuned, the transformer is more accurate with SGDM and TAM than with SGD", results => results.Everywhere(
                static study => study.Study.Name == Transformer, static study => Decision.All("", study.Better(Sgdm, Sgd), study.Better(Tam, Sgd)))),
            new("TAM is at most 0.5 points behind SGDM", results => results.NotWorse(Tam, [Sgdm], Margin)),
            new("AdaTAM is more accurate than Adam and AngularGrad", results => results.Better(AdaTam, [Adam, Angular])),
        ],
        Smaller = "CIFAR-10 alone. MobileNet: an eighth of the width, 300 steps instead of 62,400, grids of four rates around the paper's choice, reaching higher as the run is short. The transformer: 4 layers of 64 with patches of 4 (142,026 weights) instead of ViT-B/16 (87 million), trained here on Fashion-MNIST for 1,000 steps of 64 instead of on ImageNet, and fine-tuned for 250 steps of 64 on the paper's grids. Clothes in grey teach far less about photographs than photographs: what is fine-tuned is little better than new. Eight seeds instead of five.",
        Remarks = ["At paper scale the half of the table about the transformer is left out: it takes weights that were trained on ImageNet."],
    };

    /// <summary>Table 8.</summary>
    public static NetworkExperiment Table8 { get; } = new()
    {
        Id = "tam/table8",
        Paper = Publications.TorqueAware,
        Title = "Accuracy of TAM with γ of 0.99, 0.9, 0.8, 0.5 and 0",
        Minutes = 7,
        Studies =
        [
            new("Fashion-MNIST, convolutional network", TaskRegistry.Default) { Arms = [.. Gammas.Select(gamma => ByGamma(gamma, null))], Cpu = SmallBudgets.TwoEpochs, IsStandIn = true },
            new("CIFAR-10, ResNet-18", TaskRegistry.Find("cifar10-resnet18")!) { Arms = [.. Gammas.Zip([93.9, 94.2, 94.1, 93.9, 94.1], (gamma, paper) => ByGamma(gamma, paper))], IsLarge = true, Paper = Long },
            new("CIFAR-100, ResNet-18", TaskRegistry.Find("cifar100-resnet18")!) { Arms = [.. Gammas.Zip([74.0, 73.8, 74.1, 73.7, 74.1], (gamma, paper) => ByGamma(gamma, paper))], IsLarge = true, Paper = Long },
        ],
        Statements =
        [
            new("γ matters little: all accuracies are within 0.5 points of that with γ = 0.9", results => results.Similar(NameOf(0.9), [.. Gammas.Where(gamma => gamma != 0.9).Select(NameOf)], Margin)),
        ],
        Smaller = "a convolutional network of 98,682 parameters on Fashion-MNIST for two epochs stands for ResNet-18 on CIFAR; TAM's rate is the default of 0.2; eight seeds instead of five.",
    };

    /// <summary>Table 9.</summary>
    public static NetworkExperiment Table9 { get; } = new()
    {
        Id = "tam/table9",
        Paper = Publications.TorqueAware,
        Title = "Accuracy of AdaTAM and of AdaTAM2, whose momentum is an exponential average",
        Minutes = 11,
        Studies =
        [
            new("Fashion-MNIST, convolutional network", TaskRegistry.Default) { Arms = Adaptive(null, null), Cpu = SmallBudgets.TwoEpochs, IsStandIn = true },
            new("CIFAR-10, ResNet-18", TaskRegistry.Find("cifar10-resnet18")!) { Arms = Adaptive(93.3, 93.3), IsLarge = true, Paper = Long },
            new("CIFAR-10, ResNet-34", TaskRegistry.Find("cifar10-resnet34")!) { Arms = Adaptive(93.3, 93.6), IsLarge = true, Paper = Long },
            new("CIFAR-100, ResNet-18", TaskRegistry.Find("cifar100-resnet18")!) { Arms = Adaptive(72.7, 71.9), IsLarge = true, Paper = Long },
            new("CIFAR-100, ResNet-34", TaskRegistry.Find("cifar100-resnet34")!) { Arms = Adaptive(72.9, 72.6), IsLarge = true, Paper = Long },
        ],
        Statements = [new("The exponential average changes little: the two are within 0.5 points of each other", results => results.Similar(AdaTam, [AdaTam2], Margin))],
        Smaller = "a convolutional network on Fashion-MNIST for two epochs stands for the ResNets on CIFAR; each of the two has its rate tuned; eight seeds instead of five.",
        Remarks = ["What rate AdaTAM2 had is not printed: at paper scale the grid of Table 4 is tried."],
    };

    private static ScaleBudget Long(ScaleBudget budget) => budget with { Steps = Epochs * (Images / Batch), BatchSize = Batch, Schedule = LearningRateSchedule.Cosine, Evaluations = Epochs };

    private static string NameOf(double gamma) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"γ = {gamma}");

    private static Arm ByGamma(double gamma, double? paper) => new(NameOf(gamma))
    {
        Candidates = Grid.Of("tam:momentum=0.9", [0.2], "gamma", gamma),
        Paper = paper,
    };

    private static Arm[] Adaptive(double? adaTam, double? adaTam2) =>
    [
        new(AdaTam) { Candidates = Grid.Of(AdaTamRule, 1e-4, 3e-4, 1e-3), Printed = Grid.Of(AdaTamRule, 1e-4), Paper = adaTam },
        new(AdaTam2) { Candidates = Grid.Of("adatam2:momentum=0.9,gamma=0.9,beta2=0.999", 3e-4, 1e-3, 3e-3), Printed = Grid.Of("adatam2:momentum=0.9,gamma=0.9,beta2=0.999", 1e-4, 1e-3, 1e-2, 1e-1), Paper = adaTam2 },
    ];

    private static Arm[] FineTuned =>
    [
        new(Sgd) { Candidates = Grid.Of("sgd", 0.01, 0.03, 0.1, 0.3), Paper = 97.1 },
        new(Sgdm) { Candidates = Grid.Of("sgdm:momentum=0.9", 0.01, 0.03, 0.1, 0.3), Paper = 97.7 },
        new(Tam) { Candidates = Grid.Of(TamRule, 0.02, 0.06, 0.2, 0.6), Paper = 97.7 },
    ];

    private static Arm[] Six(double[] chosen, double[] paper, params double[] furtherRates)
    {
        (string Name, string Rule, double[] Rates)[] all =
        [
            (Sgd, "sgd", [0.03, 0.1, 0.3]),
            (Sgdm, "sgdm:momentum=0.9", [0.01, 0.03, 0.1]),
            (Tam, TamRule, [0.02, 0.06, 0.2]),
            (Adam, "adam:beta1=0.9,beta2=0.999", [3e-4, 1e-3, 3e-3]),
            (Angular, "angulargrad:beta1=0.9,beta2=0.999", [3e-4, 1e-3, 3e-3]),
            (AdaTam, AdaTamRule, [1e-4, 3e-4, 1e-3]),
        ];
        return [.. all.Select((line, index) => new Arm(line.Name) { Candidates = Grid.Of(line.Rule, [.. line.Rates, .. furtherRates.Skip(index).Take(1)]), Printed = Grid.Of(line.Rule, chosen[index]), Paper = paper[index] })];
    }
}
