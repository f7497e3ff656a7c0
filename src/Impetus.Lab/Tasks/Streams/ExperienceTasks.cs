using System.Globalization;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Tasks.Vision;

namespace Impetus.Lab.Tasks.Streams;

/// <summary>
/// ResNet-18 on ten experiences of CIFAR-10 whose images shift: <c>cifar10-experiences</c> without anything against forgetting, and
/// <c>cifar10-experiences-lwf</c> with learning without forgetting. They stand for CLEAR, which only its publisher gives.
/// </summary>
public static class ExperienceTasks
{
    private const int Parameters = 11_173_962;

    /// <summary>Both.</summary>
    public static IReadOnlyList<TrainingTask> All { get; } =
    [
        Create("cifar10-experiences", "", distillation: 0),
        Create("cifar10-experiences-lwf", ", with learning without forgetting", distillation: 1),
    ];

    private static TrainingTask Create(string name, string how, double distillation) => new()
    {
        Name = name,
        Summary = string.Create(CultureInfo.InvariantCulture, $"ResNet-18, {Parameters:N0} parameters, on ten experiences of CIFAR-10 whose contrast and colours shift{how}"),
        Source = "Malviya et al. 2024 (TAM), Table 7, there on CLEAR",
        Data = [ImageSets.Cifar10],
        Metric = new Metric("accuracy over experiences", HigherIsBetter: true, IsShare: true),
        Budgets = new Dictionary<Scale, ScaleBudget>
        {
            [Scale.Smoke] = Budget(steps: 20, images: 640, batch: 32) with { Seeds = 1, Width = 0.125, ValidationExamples = 50, CurveExamples = 20, TestExamples = 50 },
            [Scale.Cpu] = Budget(steps: 400, images: 8_000, batch: 64) with { Seeds = 3, Width = 0.125, ValidationExamples = 500, CurveExamples = 100, TestExamples = 1_000 },
            [Scale.Paper] = Budget(steps: 31_000, images: int.MaxValue, batch: 128),
        },
        Load = request => new Experiences(
            VisionData.LoadCifar10(request.Scale),
            request.Budget,
            distillation,
            () => VisionNetwork.ResNet18.Create(VisionData.Cifar10, request.Scale, request.Budget.Width)),
    };

    private static ScaleBudget Budget(long steps, int images, int batch) => new()
    {
        Steps = steps,
        Seeds = 5,
        Evaluations = Experiences.Count,
        BatchSize = batch,
        Schedule = LearningRateSchedule.Parse("constant"),
        TrainingExamples = images,
    };
}
