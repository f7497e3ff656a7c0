using Impetus.Lab.Tasks.Published;

namespace Impetus.Lab.Tasks.Vision;

/// <summary>The networks of the papers on CIFAR-10 and CIFAR-100.</summary>
public static class CifarTasks
{
    // With the papers' split there are 40,000 training images.
    private const int TrainingImages = 40_000;
    private const int Batch = 128;

    /// <summary>All of them, CIFAR-10 first.</summary>
    public static IReadOnlyList<TrainingTask> All { get; } =
    [
        .. Family(
            VisionData.Cifar10,
            [11_173_962, 21_282_122, 20_040_522, 55_841_754, 3_217_226, 23_520_842],
            target: 0.5,
            [.. MaximumVariationPublished.Cifar10ResNet18, .. TorqueAwarePublished.Cifar10ResNet18, .. AdaptiveMemoryPublished.Cifar],
            [.. CriticalMomentaPublished.Cifar10ResNet34, .. TorqueAwarePublished.Cifar10ResNet34OrCifar100ResNet18],
            TorqueAwarePublished.Cifar10MobileNet),
        .. Family(
            VisionData.Cifar100,
            [11_220_132, 21_328_292, 20_086_692, 55_899_444, 3_309_476, 23_705_252],
            target: 0.15,
            [.. MaximumVariationPublished.Cifar100ResNet18, .. TorqueAwarePublished.Cifar10ResNet34OrCifar100ResNet18],
            [.. CriticalMomentaPublished.Cifar100ResNet34, .. TorqueAwarePublished.Cifar100ResNet34],
            TorqueAwarePublished.Cifar100MobileNet),
    ];

    private static IEnumerable<TrainingTask> Family(
        VisionData data,
        long[] parameters,
        double target,
        IReadOnlyList<PublishedSetting> resNet18,
        IReadOnlyList<PublishedSetting> resNet34,
        IReadOnlyList<PublishedSetting> mobileNet)
    {
        yield return VisionTask.Create(
            data,
            VisionNetwork.ResNet18,
            parameters[0],
            target,
            VisionBudgets.Of(cpuSteps: 400, cpuWidth: 0.25, Epochs(200, Batch) with { Seeds = 4, Published = resNet18 }),
            "Zhu et al. 2021 (MaxVA), Table 1");
        yield return VisionTask.Create(
            data,
            VisionNetwork.ResNet34,
            parameters[1],
            target,
            VisionBudgets.Of(cpuSteps: 400, cpuWidth: 0.125, Epochs(100, batch: 64) with { Schedule = LearningRateSchedule.Parse("step:milestones=0.5,factor=0.1"), Published = resNet34 }),
            "Malviya et al. 2023 (CM), Table 2");
        yield return VisionTask.Create(
            data,
            VisionNetwork.Vgg19,
            parameters[2],
            target,
            VisionBudgets.Of(cpuSteps: 400, cpuWidth: 0.25, Epochs(200, Batch) with { Schedule = LearningRateSchedule.Parse("step:milestones=0.5/0.75,factor=0.1"), Published = AdaptiveMemoryPublished.Cifar }),
            "Adaptive memory momentum (AM), Appendix E.2");
        yield return VisionTask.Create(
            data,
            VisionNetwork.Wide,
            parameters[3],
            target,
            VisionBudgets.Of(cpuSteps: 400, cpuWidth: 0.1, Epochs(200, Batch) with { Published = AdaptiveMemoryPublished.Cifar }),
            "Adaptive memory momentum (AM), Appendix E.2");
        yield return VisionTask.Create(
            data,
            VisionNetwork.MobileNet,
            parameters[4],
            target,
            VisionBudgets.Of(cpuSteps: 400, cpuWidth: 0.25, Epochs(200, Batch) with { Published = mobileNet }),
            "Malviya et al. 2024 (TAM), Table 6");
        yield return VisionTask.Create(
            data,
            VisionNetwork.ResNet50,
            parameters[5],
            target,
            VisionBudgets.Of(cpuSteps: 400, cpuWidth: 0.125, Epochs(200, Batch) with { Published = AdaptiveMemoryPublished.Cifar }),
            "Adaptive memory momentum (AM), Appendix E.2");
    }

    // Cosine, unless the paper says otherwise; five seeds, as in three of the four papers.
    private static ScaleBudget Epochs(int epochs, int batch) => new()
    {
        Steps = epochs * (TrainingImages / batch),
        Seeds = 5,
        Evaluations = epochs,
        BatchSize = batch,
    };
}
