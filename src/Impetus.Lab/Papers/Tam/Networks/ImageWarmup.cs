using Impetus.Lab.Reproduction;
using Impetus.Lab.Reproduction.Networks;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Papers.Tam.Networks;

/// <summary>Figures 6, 8 and 9: warm-up with TAM on images, what ŝ does, and norms of gradients.</summary>
internal static class ImageWarmup
{
    private const string Sgdm = "SGDM", Tam = "TAM", Adam = "Adam", AdaTam = "AdaTAM";
    private const string SgdmRule = "sgdm:momentum=0.9,lr=0.1", TamRule = "tam:momentum=0.9,gamma=0.9,lr=0.2";
    private const string Norm = "telemetry/gradient-norm", Cosine = "telemetry/smoothed-cosine", Barrier = "loss-barrier/height";
    private const string Accuracy = "accuracy and gradients", Connectivity = "loss barrier", LargeAccuracy = "CIFAR-10, ResNet-18", LargeConnectivity = "CIFAR-10, ResNet-18, loss barrier";
    private const double JumpFactor = 2, NearZero = 0.1;
    private const int JumpHistory = 5;

    // 25 and 50 of 200 epochs.
    private static readonly (string Name, string Share)[] Switches = [("25", "{0.125}"), ("50", "{0.25}")];

    /// <summary>Figure 6.</summary>
    public static NetworkExperiment Figure6 { get; } = new()
    {
        Id = "tam/fig6",
        Paper = Publications.TorqueAware,
        Title = "Constant rate: accuracy, gradient norms and loss barriers of TAM and SGDM, and of SGDM after a warm-up with TAM",
        Minutes = 19,
        Seeds = 8,
        Columns = [FirstJump, HighestBarrier],
        Traces = [(Norm, "Gradient norm"), (Barrier, "Loss barrier")],
        Studies =
        [
            new(Accuracy, TaskRegistry.Default) { Arms = Six(), Instruments = ["telemetry"], Measurements = 84, Cpu = static budget => SmallBudgets.HalfWidth(SmallBudgets.TwoConstantEpochs(budget)), IsStandIn = true },
            new(Connectivity, TaskRegistry.Default)
            {
                Arms = [new(Sgdm) { Candidates = [SgdmRule] }, new(Tam) { Candidates = [TamRule] }],
                Instruments = ["loss-barrier"],
                Measurements = 4,
                Cpu = static budget => SmallBudgets.HalfWidth(budget) with { Schedule = SmallBudgets.Constant },
                IsStandIn = true,
            },
            new(LargeAccuracy, TaskRegistry.Find("cifar10-resnet18")!) { Arms = Six(), Instruments = ["telemetry"], Measurements = 400, Paper = Constant, IsLarge = true },
            new(LargeConnectivity, TaskRegistry.Find("cifar10-resnet18")!)
            {
                Arms = [new(Sgdm) { Candidates = [SgdmRule] }, new(Tam) { Candidates = [TamRule] }],
                Instruments = ["loss-barrier"],
                Measurements = 10,
                Paper = Constant,
                IsLarge = true,
            },
        ],
        Statements =
        [
            new("TAM, with and without a switch to SGDM, ends more accurate than SGDM", results => results.Everywhere(WithNorms, study => Decision.All("", [.. Switches.Select(at => After(Tam, at.Name)).Prepend(Tam).Select(arm => study.Better(arm, Sgdm))]))),
            new("SGDM after a warm-up with TAM ends more accurate than SGDM whose rate is halved at the same epoch", results => results.Everywhere(WithNorms, study => Decision.All("", [.. Switches.Select(at => study.Better(After(Tam, at.Name), After(Sgdm, at.Name)))]))),
            new("The gradient norm jumps later with TAM than with SGDM", results => results.Everywhere(WithNorms, study => Decision.TendsToBeLarger("first jump", study.Values(Tam, FirstJump), study.Values(Sgdm, FirstJump), "runs"))),
            new("The highest loss barrier is lower with TAM than with SGDM", results => results.Everywhere(study => !WithNorms(study), study => study.Smaller(Tam, Sgdm, HighestBarrier))),
        ],
        Smaller = "a convolutional network of half the width (25,154 parameters) on Fashion-MNIST for two epochs (one for the barriers) stands for ResNet-18 on CIFAR-10 for 200; switches come after an eighth and a quarter of the run, as in the paper; barriers are measured at five points; eight seeds instead of five.",
        Remarks =
        [
            "The figure prints no numbers; its text says that the jump comes five to ten epochs later.",
            "A jump is the first measurement that is more than twice the median of those before it; a run without one counts as one step longer than it is.",
        ],
    };

    /// <summary>Figure 8.</summary>
    public static NetworkExperiment Figure8 { get; } = new()
    {
        Id = "tam/fig8",
        Paper = Publications.TorqueAware,
        Title = "The smoothed cosine ŝ of TAM over training",
        Minutes = 12,
        Seeds = 8,
        Columns = [Quantity.Mean(Cosine, "ŝ in the first tenth", 0, 0.1), Quantity.Mean(Cosine, "ŝ in the last half", 0.5)],
        Traces = [(Cosine, "ŝ")],
        Studies =
        [
            new("CIFAR-10, ResNet-18", TaskRegistry.Find("cifar10-resnet18")!) { Arms = [new(Tam) { Candidates = [TamRule] }], Instruments = ["telemetry"], Measurements = 100, Cpu = static budget => SmallBudgets.Cifar(budget) with { Steps = 1_000 } },
            new("CIFAR-100, ResNet-18", TaskRegistry.Find("cifar100-resnet18")!) { Arms = [new(Tam) { Candidates = [TamRule] }], Instruments = ["telemetry"], Measurements = 400, IsLarge = true },
        ],
        Statements =
        [
            new("ŝ starts above 0", results => results.Everywhere(study => Positive(study, Quantity.Mean(Cosine, "ŝ in the first tenth", 0, 0.1), 1))),
            new("ŝ falls below 0 afterwards, before it settles", results => results.Everywhere(study => Positive(study, Quantity.Mean(Cosine, "ŝ in the second and third tenth", 0.1, 0.3), -1))),
            new("ŝ settles near 0: its mean over the last half is within 0.1 of 0", results => results.Everywhere(study => Decision.Similar("ŝ in the last half, and 0", study.Values(Tam, Quantity.Mean(Cosine, "ŝ", 0.5)), [.. study[Tam].Runs.Select(_ => 0.0)], NearZero))),
        ],
        Smaller = "CIFAR-10 alone, with ResNet-18 at an eighth of the width, 8,000 images and 1,000 steps of 64; eight seeds.",
    };

    /// <summary>Figure 9.</summary>
    public static NetworkExperiment Figure9 { get; } = new()
    {
        Id = "tam/fig9",
        Paper = Publications.TorqueAware,
        Title = "Gradient norms over training: TAM against SGDM, AdaTAM against Adam",
        Minutes = 15,
        Seeds = 6,
        Columns = [Quantity.Mean(Norm, "gradient norm"), FirstJump],
        Traces = [(Norm, "Gradient norm")],
        Studies =
        [
            new("CIFAR-10, ResNet-18", TaskRegistry.Find("cifar10-resnet18")!) { Arms = Four(), Instruments = ["telemetry"], Measurements = 100, Cpu = static budget => SmallBudgets.Cifar(budget) with { Steps = 800, Schedule = SmallBudgets.Constant }, IsStandIn = true },
            new("CIFAR-100, ResNet-18", TaskRegistry.Find("cifar100-resnet18")!) { Arms = Four(), Instruments = ["telemetry"], Measurements = 400, Paper = Constant, IsLarge = true },
        ],
        Statements =
        [
            new("The gradient norm jumps later with TAM than with SGDM", results => results.Everywhere(study => Decision.TendsToBeLarger("first jump", study.Values(Tam, FirstJump), study.Values(Sgdm, FirstJump), "runs"))),
            new("AdaTAM keeps lower gradient norms than Adam", results => results.Smaller(AdaTam, [Adam], Quantity.Mean(Norm, "gradient norm"))),
        ],
        Smaller = "CIFAR-10 with ResNet-18 at an eighth of the width, 8,000 images and 800 steps of 64 stands for CIFAR-100; six seeds. The panel on SVHN is left out.",
        Remarks = ["Rates are constant, as in Figure 6, which this one follows; nothing else is said of them: the choices of Table 5."],
    };

    private static Quantity FirstJump => new("first jump", HigherIsBetter: true, static run =>
    {
        (long Step, double Value)[] norms = [.. run.Traces.Select(point => (point.Step, Value: point.Values.GetValueOrDefault(Norm))).Where(point => point.Value is not null).Select(point => (point.Step, point.Value!.Value))];
        int jump = Enumerable.Range(0, norms.Length).FirstOrDefault(k => k >= JumpHistory && norms[k].Value > JumpFactor * Statistics.OverSeeds.Median(norms.Take(k).Select(point => point.Value)), -1);
        return norms.Length == 0 ? double.NaN : jump < 0 ? run.Configuration.Steps + 1 : norms[jump].Step;
    });

    private static Quantity HighestBarrier => new("highest barrier", HigherIsBetter: false, static run =>
        run.Traces.Select(point => point.Values.GetValueOrDefault(Barrier)).OfType<double>().DefaultIfEmpty(double.NaN).Max());

    private static string After(string first, string epoch) => first == Tam ? $"TAM {epoch} → SGDM" : $"SGDM, halved at {epoch}";

    private static bool WithNorms(StudyResult study) => study.Study.Instruments.Contains("telemetry");

    private static ScaleBudget Constant(ScaleBudget budget) => budget with { Schedule = SmallBudgets.Constant };

    private static Claim Positive(StudyResult study, Quantity quantity, int sign)
    {
        double[] values = [.. study.Values(Tam, quantity).Select(value => sign * value)];
        return Decision.Smaller($"{quantity.Name} {(sign > 0 ? "above" : "below")} 0", [.. values.Select(_ => 0.0)], values);
    }

    private static Arm[] Six() =>
    [
        new(Sgdm) { Candidates = [SgdmRule] },
        new(Tam) { Candidates = [TamRule] },
        .. Switches.Select(at => new Arm(After(Tam, at.Name)) { Candidates = [$"switch(steps={at.Share},first=({TamRule}))+{SgdmRule}"] }),
        .. Switches.Select(at => new Arm(After(Sgdm, at.Name)) { Candidates = [$"switch(steps={at.Share},first=({SgdmRule}))+sgdm:momentum=0.9,lr=0.05"] }),
    ];

    private static Arm[] Four() =>
    [
        new(Sgdm) { Candidates = [SgdmRule] },
        new(Tam) { Candidates = [TamRule] },
        new(Adam) { Candidates = ["adam:beta1=0.9,beta2=0.999,lr=0.001"] },
        new(AdaTam) { Candidates = ["adatam:momentum=0.9,gamma=0.9,beta2=0.999,lr=0.0001"] },
    ];
}
