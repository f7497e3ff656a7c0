using System.Globalization;
using Impetus.Lab.Reproduction;
using Impetus.Lab.Reproduction.Networks;
using Impetus.Lab.Tasks;
using static Impetus.Lab.Papers.Cm.Networks.Optimizers;

namespace Impetus.Lab.Papers.Cm.Networks;

/// <summary>Figures 8, 9, 19 and 20 and Table 14: how sharp the loss is around networks, how far they travel, and what is in the buffer.</summary>
internal static class Sharpness
{
    private const string Largest = "sharpness/largest-eigenvalue", Rise = "m-sharpness/rise", Travelled = "distance/from-start";
    private const string Variance = "telemetry/buffer-variance", Agreement = "telemetry/buffer-cosine";
    private const double LogMargin = 0.1;
    private const string Changes = "a convolutional network of half the width (25,154 parameters) on Fashion-MNIST for two epochs stands for ResNet-34 on CIFAR for 100; sharpness is measured four times in a run, on the first four batches; eight seeds instead of five.";

    private static readonly int[] Capacities = [2, 5, 10, 20];
    private static readonly double[] Rates = [0.0001, 0.001, 0.01];

    /// <summary>Figure 8.</summary>
    public static NetworkExperiment Figure8 { get; } = Of("cm/fig8", "Sharpness, distance from the start, and variance and agreement of the buffer over training", 18,
        Five(Cifar100, [1e-3], [1e-3, 1e-3, 1e-3, 1e-3, 1e-3]),
    [
        new("Adam+CM ends at flatter points than Adam, Adam+SAM and Adam+CG", results => results.Smaller(AdamCm, [Adam, AdamSam, AdamCg], LastSharpness)),
        new("Adam+CM travels farther than Adam, Adam+SAM and Adam+CG", results => results.Better(AdamCm, [Adam, AdamSam, AdamCg], Distance)),
        new("Adam+SAM travels as far as Adam, and Adam+SAM+CM as far as Adam+CM: within 10 %", results => Decision.All("", results.Similar(AdamSam, [Adam], LogMargin, LogDistance), results.Similar(AdamSamCm, [AdamCm], LogMargin, LogDistance))),
        new("The buffer of Adam+CM varies less than that of Adam+CG", results => results.Smaller(AdamCm, [AdamCg], Quantity.Mean(Variance, "buffer variance"))),
        new("The entries of Adam+CM's buffer agree more than those of Adam+CG's", results => results.Better(AdamCm, [AdamCg], Quantity.Mean(Agreement, "buffer cosine", higherIsBetter: true))),
    ]);

    /// <summary>Figure 9.</summary>
    public static NetworkExperiment Figure9 { get; } = Of("cm/fig9", "Final sharpness of Adam+CM over buffer sizes", 13,
        [.. Capacities.Select(capacity => new Arm(OfCapacity(capacity)) { Candidates = Grid.Of($"adam-cm:beta1=0.9,beta2=0.999,capacity={capacity},decay=0.7", 1e-3) })],
        [new("The larger the buffer, the flatter the point where Adam+CM ends", results => results.Everywhere(study => study.Falls([.. Capacities.Select(OfCapacity)], LastSharpness)))]);

    /// <summary>Figure 19.</summary>
    public static NetworkExperiment Figure19 { get; } = Of("cm/fig19", "m-sharpness over training, with a rate of 0.0001 for all", 14,
        Five(Cifar10, [1e-4], [1e-4, 1e-4, 1e-4, 1e-4, 1e-4]),
        [new("Adam+CM has a lower m-sharpness at the end than Adam, Adam+SAM and Adam+CG", results => results.Smaller(AdamCm, [Adam, AdamSam, AdamCg], Quantity.Last(Rise, "m-sharpness")))]);

    /// <summary>Figure 20.</summary>
    public static NetworkExperiment Figure20 { get; } = Of("cm/fig20", "Final sharpness of Adam over learning rates", 8, ByRate(),
        [new("The larger the rate, the flatter the point where Adam ends", results => results.Everywhere(study => study.Falls([.. Rates.Select(OfRate)], LastSharpness)))]);

    /// <summary>Table 14.</summary>
    public static NetworkExperiment Table14 { get; } = Of("cm/table14", "Accuracy of Adam over learning rates", 10, ByRate(93.4, 93.7, 93.5),
        [new("The rate of 0.001 is more accurate than 0.01 and 0.0001", results => results.Better(OfRate(0.001), [OfRate(0.01), OfRate(0.0001)]))]);

    private static Quantity LastSharpness => Quantity.Last(Largest, "sharpness");

    private static Quantity Distance => Quantity.Last(Travelled, "distance", higherIsBetter: true);

    private static Quantity LogDistance => Distance with { Name = "logarithm of the distance", Of = static run => Math.Log(Quantity.Last(Travelled, "").Of(run)) };

    private static NetworkExperiment Of(string id, string title, double minutes, IReadOnlyList<Arm> arms, IReadOnlyList<NetworkClaim> statements) => new()
    {
        Id = id,
        Paper = Publications.CriticalMomenta,
        Title = title,
        Minutes = minutes,
        Judged = Quantity.Best,
        Columns = [LastSharpness, Quantity.Last(Rise, "m-sharpness"), Distance],
        Traces = [(Largest, "Sharpness"), (Rise, "m-sharpness"), (Travelled, "Distance from the start"), (Variance, "Buffer variance"), (Agreement, "Buffer cosine")],
        Studies =
        [
            // The same instruments in all of them, so that they share runs.
            Measured("Fashion-MNIST, convolutional network", TaskRegistry.Default, arms, 4) with { Cpu = static budget => SmallBudgets.HalfWidth(SmallBudgets.TwoEpochs(budget)), IsStandIn = true },
            Measured("CIFAR-10, ResNet-34", TaskRegistry.Find("cifar10-resnet34")!, arms, 20) with { IsLarge = true },
            Measured("CIFAR-100, ResNet-34", TaskRegistry.Find("cifar100-resnet34")!, [.. arms.Select(arm => arm with { Paper = null })], 20) with { IsLarge = true },
        ],
        Statements = statements,
        Smaller = Changes,
        Remarks = ["Buffer variance has no formula in the paper: it is the mean over coordinates of the variance between entries, here at the measured steps.", "Settings are those of Table 10 where the paper names its best ones, else its defaults."],
    };

    private static Study Measured(string name, TrainingTask task, IReadOnlyList<Arm> arms, int measurements) => new(name, task)
    {
        Arms = arms,
        Instruments = ["telemetry", "distance", "sharpness", "m-sharpness"],
        Measurements = measurements,
    };

    private static Arm[] ByRate(params double[] paper) =>
        [.. Rates.Select((rate, index) => new Arm(OfRate(rate)) { Candidates = Grid.Of("adam:beta1=0.9,beta2=0.999", rate), Paper = paper.Length > 0 ? paper[index] : null })];

    private static string OfCapacity(int capacity) => $"C = {capacity}";

    private static string OfRate(double rate) => string.Create(CultureInfo.InvariantCulture, $"η = {rate}");
}
