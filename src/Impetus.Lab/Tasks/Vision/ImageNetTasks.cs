using Impetus.Lab.Tasks.Published;

namespace Impetus.Lab.Tasks.Vision;

/// <summary>Networks on photographs of a thousand kinds of things.</summary>
public static class ImageNetTasks
{
    // TAM prints 90 epochs; batch size and schedule are those of MaxVA, section 5.1, on the same data.
    private const int Epochs = 90;
    private const int Batch = 256;
    private const int TrainingImages = 1_281_167 - 10_000;

    // CM does not print how long it trains: three of its intervals of 30 epochs.
    private const string EveryThirtyEpochs = "step:milestones=0.3333333333333333/0.6666666666666667,factor=0.1";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TrainingTask> All { get; } =
    [
        Create(VisionNetwork.ResNet50, parameters: 25_557_032, seeds: 5, TorqueAwarePublished.ImageNetResNet50, "Malviya et al. 2024 (TAM), Table 1"),
        Create(VisionNetwork.ResNet18, parameters: 11_689_512, seeds: 1, [.. MaximumVariationPublished.ImageNetResNet18, .. AdaptiveMemoryPublished.ImageNetResNet18], "Zhu et al. 2021 (MaxVA), Table 1"),
        Create(VisionNetwork.EfficientNetB0, parameters: 5_288_548, seeds: 5, CriticalMomentaPublished.ImageNetEfficientNet, "Malviya et al. 2023 (CM), Table 2"),
    ];

    private static TrainingTask Create(VisionNetwork network, long parameters, int seeds, IReadOnlyList<PublishedSetting> published, string source) => VisionTask.Create(
        VisionData.ImageNet,
        network,
        parameters,
        target: 0.1,
        new Dictionary<Scale, ScaleBudget>
        {
            [Scale.Smoke] = new()
            {
                Steps = 6,
                Seeds = 1,
                Evaluations = 2,
                BatchSize = 16,
                Width = 0.125,
                TrainingExamples = 512,
                ValidationExamples = 64,
                CurveExamples = 64,
                TestExamples = 128,
            },
            [Scale.Cpu] = new()
            {
                Steps = 400,
                Seeds = 3,
                Evaluations = 8,
                BatchSize = 64,
                Width = 0.25,
                ValidationExamples = 1_000,
                CurveExamples = 500,
                TestExamples = 2_000,
            },
            [Scale.Paper] = new()
            {
                Steps = Epochs * (TrainingImages / Batch),
                Seeds = seeds,
                Evaluations = Epochs,
                BatchSize = Batch,
                Schedule = LearningRateSchedule.Parse(EveryThirtyEpochs),
                Published = published,
            },
        },
        source);
}
