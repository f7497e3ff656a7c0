using Impetus.Lab.Reproduction;
using Impetus.Lab.Reproduction.Networks;
using Impetus.Lab.Tasks;
using static Impetus.Lab.Papers.Cm.Networks.Optimizers;

namespace Impetus.Lab.Papers.Cm.Networks;

/// <summary>Tables 2, 3 and 4 and Figure 10: how well networks end.</summary>
internal static class Performance
{
    private const string Sgd = "SGD", SgdCg = "SGD+CG", SgdCm = "SGD+CM";
    private const string HalfWay = "step:milestones=0.5,factor=0.1";
    private const double Margin = 0.5;
    private const int TextSteps = 250, TextEpochs = 2, Streams = 20;

    private static readonly int[] Batches = [16, 32, 64, 128, 256], Capacities = [2, 5, 10, 20];

    /// <summary>Table 2.</summary>
    public static NetworkExperiment Table2 { get; } = new()
    {
        Id = "cm/table2",
        Paper = Publications.CriticalMomenta,
        Title = "Best validation perplexity on the Penn Treebank and best accuracy on CIFAR of Adam, with CG, SAM, CM, and SAM and CM",
        Minutes = 17,
        Seeds = 4,
        Judged = Quantity.Best,
        Studies =
        [
            new("PTB, LSTM", TaskRegistry.Find("ptb-lstm")!)
            {
                Arms = Five(PennTreebank, [1e-3], [1e-3, 1e-3, 1e-3, 1e-3, 1e-3], 179.4, 174.4, 168.7, 163.2, 176.2),
                Cpu = static budget => budget with { TrainingExamples = TextSteps * Streams, Steps = TextEpochs * TextSteps, Evaluations = 6, Schedule = LearningRateSchedule.Parse(HalfWay) },
            },
            new("CIFAR-10, ResNet-34", TaskRegistry.Find("cifar10-resnet34")!)
            {
                Arms = Five(Cifar10, [1e-3], [1e-3, 1e-4, 1e-4, 1e-4, 1e-4], 93.9, 93.8, 93.7, 94.0, 94.4),
                Cpu = static budget => SmallBudgets.Cifar(budget) with { Steps = 200, Schedule = LearningRateSchedule.Parse(HalfWay) },
            },
            new("CIFAR-100, ResNet-34", TaskRegistry.Find("cifar100-resnet34")!) { Arms = Five(Cifar100, [1e-3], [1e-3, 1e-3, 1e-3, 1e-3, 1e-3], 70.7, 71.0, 70.5, 71.2, 69.7), IsLarge = true },
        ],
        Statements =
        [
            new("Adam+CM ends better than Adam, Adam+CG and Adam+SAM", results => results.Better(AdamCm, [Adam, AdamCg, AdamSam])),
            new("On the Penn Treebank Adam+SAM comes second, ahead of Adam+SAM+CM", results => results["PTB, LSTM"].Better(AdamSam, AdamSamCm)),
            new("On CIFAR-10 Adam+SAM+CM ends best", results => Decision.All("", [.. Names.Where(name => name != AdamSamCm).Select(name => results["CIFAR-10, ResNet-34"].Better(AdamSamCm, name))])),
        ],
        Smaller = "a fifth of the Penn Treebank for 2 epochs instead of all of it for 50, ResNet-34 at an eighth of the width for 200 steps of 64 on CIFAR-10; settings of Tables 9 and 10, but a rate of 0.001 for all, as small ones are not worth their time in short runs; four seeds instead of five. CIFAR-100 is left out, ImageNet at every scale.",
        Remarks = ["Perplexities are those of short runs and far above the paper's: they are compared with each other. Sizes of the network and of batches are not printed: a layer of 50, 20 streams of 35 words."],
    };

    /// <summary>Table 3.</summary>
    public static NetworkExperiment Table3 { get; } = new()
    {
        Id = "cm/table3",
        Paper = Publications.CriticalMomenta,
        Title = "Accuracy of SGD, SGD+CG and SGD+CM, and how soon they reach what SGD has half way",
        Minutes = 16,
        Seeds = 8,
        Judged = Quantity.Best,
        Columns = [Quantity.TrainLoss],
        Studies =
        [
            new("Fashion-MNIST, convolutional network", TaskRegistry.Default) { Arms = WithoutScaling(), Cpu = static budget => SmallBudgets.TwoEpochs(budget) with { Evaluations = 42, Schedule = LearningRateSchedule.Parse(HalfWay) }, IsStandIn = true },
            new("CIFAR-10, ResNet-34", TaskRegistry.Find("cifar10-resnet34")!) { Arms = WithoutScaling(93.0, 93.1, 93.1), IsLarge = true },
            new("CIFAR-100, ResNet-34", TaskRegistry.Find("cifar100-resnet34")!) { Arms = WithoutScaling(69.6, 69.6, 69.6), IsLarge = true },
        ],
        Statements =
        [
            new("The best accuracies are within 0.5 points of SGD's", results => results.Similar(Sgd, [SgdCg, SgdCm], Margin)),
            new("SGD+CG and SGD+CM reach the accuracy that SGD has half way in fewer steps", results => results.Everywhere(study => Decision.All("", Sooner(study, SgdCg), Sooner(study, SgdCm)))),
        ],
        Smaller = "a convolutional network on Fashion-MNIST for two epochs stands for ResNet-34 on CIFAR for 100; four rates each; eight seeds instead of five.",
        Remarks = ["The paper prints speed-ups of 1.2 and 1.3 on CIFAR-10, 1.2 and 1.2 on CIFAR-100, over the first half of training, and does not say how they are measured."],
    };

    /// <summary>Figure 10.</summary>
    public static NetworkExperiment Figure10 { get; } = new()
    {
        Id = "cm/fig10",
        Paper = Publications.CriticalMomenta,
        Title = "Best accuracy of Adam+CM over batch sizes and over buffer sizes",
        Minutes = 19,
        Seeds = 8,
        Judged = Quantity.Best,
        Studies =
        [
            new("Fashion-MNIST, convolutional network", TaskRegistry.Default) { Arms = Sizes(1e-3), Cpu = static budget => SmallBudgets.HalfWidth(budget) with { Evaluations = 14 }, IsStandIn = true },
            new("CIFAR-10, ResNet-34", TaskRegistry.Find("cifar10-resnet34")!) { Arms = Sizes(1e-4, 1e-3), IsLarge = true },
            new("CIFAR-100, ResNet-34", TaskRegistry.Find("cifar100-resnet34")!) { Arms = Sizes(1e-4, 1e-3), IsLarge = true },
        ],
        Statements =
        [
            new("A batch of 64 is best", results => results.Better(OfBatch(64), [.. Batches.Where(batch => batch != 64).Select(OfBatch)])),
            new("A buffer of 5 is best", results => results.Better(OfCapacity(5), [.. Capacities.Where(capacity => capacity != 5).Select(OfCapacity)])),
        ],
        Smaller = "a convolutional network of half the width (25,154 parameters) on Fashion-MNIST for one epoch stands for ResNet-34 on CIFAR; the rate is 0.001 throughout, where the paper has a grid for each; eight seeds.",
        Remarks = ["The figure prints no numbers. Buffers are compared with batches of 64."],
    };

    /// <summary>Table 4.</summary>
    public static NetworkExperiment Table4 { get; } = new()
    {
        Id = "cm/table4",
        Paper = Publications.CriticalMomenta,
        Title = "Learning accuracy of the five optimizers on a stream of data sets",
        Minutes = 24,
        Seeds = 6,
        TuningShare = 0.5,
        Studies =
        [
            new("", TaskRegistry.Find("five-datasets")!)
            {
                Arms = Five(
                    ["adam:beta1=0.9,beta2=0.999", "adam-cg:beta1=0.9,beta2=0.999", "sam+adam:beta1=0.9,beta2=0.999", "adam-cm:beta1=0.9,beta2=0.9999", "sam+adam-cm:beta1=0.9,beta2=0.999"],
                    [1e-4, 1e-3, 1e-2], [1e-4, 1e-4, 1e-3, 1e-3, 1e-5], 88.2, 88.2, 88.3, 88.4, 88.5),
                Cpu = static budget => budget with { Width = 0.125, Steps = 300, ValidationExamples = 1_000, TestExamples = 1_000 },
            },
        ],
        Statements =
        [
            new("Adam+CM learns better than Adam", results => results.Better(AdamCm, [Adam])),
            new("Adam+SAM+CM learns best", results => results.Better(AdamSamCm, [Adam, AdamCg, AdamSam, AdamCm])),
            new("Adam+SAM is within 0.5 points of Adam", results => results.Similar(AdamSam, [Adam], Margin)),
        ],
        Smaller = "those of the five data sets that are at hand, ResNet-18 at an eighth of the width, 300 steps over the stream; rates of 0.0001, 0.001 and 0.01, tuned for half the steps; six seeds instead of five. The stream of 40 tasks out of Tiny ImageNet is left out at every scale.",
        Remarks = ["Epochs, batch size and radius of SAM are not printed: 20 a set at paper scale, 128, 0.05."],
    };

    private static string OfBatch(int batch) => $"batch {batch}";

    private static string OfCapacity(int capacity) => $"C = {capacity}";

    private static Arm[] WithoutScaling(params double[] paper)
    {
        (string Name, string Rule)[] all = [(Sgd, "sgd"), (SgdCg, "sgd-cg:capacity=5,decay=0.7"), (SgdCm, "sgd-cm:beta1=0.9,capacity=5,decay=0.7")];
        return
        [
            .. all.Select((line, index) => new Arm(line.Name)
            {
                Candidates = Grid.Of(line.Rule, 0.03, 0.1, 0.3, 1),
                Printed = Grid.Of(line.Rule, 1e-4, 1e-3, 1e-2, 1e-1),
                Paper = paper.Length > 0 ? paper[index] : null,
            }),
        ];
    }

    private static Arm[] Sizes(params double[] rates) =>
    [
        .. Batches.Select(batch => new Arm(OfBatch(batch)) { Candidates = Grid.Of("adam-cm:beta1=0.9,beta2=0.999,capacity=5,decay=0.7", rates), BatchSize = batch }),
        .. Capacities.Select(capacity => new Arm(OfCapacity(capacity)) { Candidates = Grid.Of($"adam-cm:beta1=0.9,beta2=0.999,capacity={capacity},decay=0.7", rates), BatchSize = 64 }),
    ];

    private static Claim Sooner(StudyResult study, string arm)
    {
        (double Own, double Sgd)[] steps = [.. study[arm].Runs.Zip(study[Sgd].Runs, (own, sgd) => HalfWayValue(sgd) is { } value ? (Steps(own, value), Steps(sgd, value)) : (0, 0))];
        return Decision.TendsToBeSmaller($"{study.Study.Name}: {arm} and SGD", [.. steps.Select(pair => pair.Own)], [.. steps.Select(pair => pair.Sgd)], "runs");
    }

    private static double? HalfWayValue(NetworkRun sgd) => sgd.Curve.LastOrDefault(point => point.Step > 0 && point.Step <= sgd.Configuration.Steps / 2 && point.ValidationMetric is not null)?.ValidationMetric;

    private static double Steps(NetworkRun run, double value) => run.Curve.FirstOrDefault(point => point.ValidationMetric >= value)?.Step ?? run.Configuration.Steps + 1;
}
