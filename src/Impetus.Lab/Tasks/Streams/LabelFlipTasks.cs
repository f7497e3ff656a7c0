using System.Globalization;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Tasks.Published;
using Impetus.Lab.Tasks.Vision;

namespace Impetus.Lab.Tasks.Streams;

/// <summary>
/// Perceptrons on CIFAR-10 with labels that change from task to task: <c>label-flip</c> (two hidden layers, 80 % of the
/// classes change), and the other five cases of Malviya et al. 2024, Figure 5.
/// </summary>
public static class LabelFlipTasks
{
    private const int Batch = 128;

    // The paper prints neither the number of tasks (its figure shows more than 30) nor the batch size.
    private const int PaperTasks = 50;
    private const int PaperEpochs = 40;
    private const int PaperImages = 40_000;

    private const int CpuTasks = 16;
    private const int CpuEpochs = 10;
    private const int CpuImages = 5_120;

    private const int SmokeTasks = 3;
    private const int SmokeEpochs = 2;
    private const int SmokeImages = 512;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TrainingTask> All { get; } =
    [
        Create(VisionNetwork.TwoHiddenLayers, 2, parameters: 411_146, 0.8),
        Create(VisionNetwork.TwoHiddenLayers, 2, parameters: 411_146, 0.4),
        Create(VisionNetwork.TwoHiddenLayers, 2, parameters: 411_146, 1),
        Create(VisionNetwork.FourHiddenLayers, 4, parameters: 444_170, 0.8),
        Create(VisionNetwork.FourHiddenLayers, 4, parameters: 444_170, 0.4),
        Create(VisionNetwork.FourHiddenLayers, 4, parameters: 444_170, 1),
    ];

    private static TrainingTask Create(VisionNetwork network, int hiddenLayers, long parameters, double share)
    {
        string percent = (100 * share).ToString("0", CultureInfo.InvariantCulture);
        return new TrainingTask
        {
            Name = $"label-flip{(hiddenLayers == 2 ? "" : $"-{network.Name}")}{(share == 0.8 ? "" : $"-{percent}")}",
            Summary = string.Create(
                CultureInfo.InvariantCulture,
                $"{network.Title}, {parameters:N0} parameters, on a stream of tasks: CIFAR-10, of whose classes {percent} % exchange their labels from task to task"),
            Source = "Malviya et al. 2024 (TAM), Figure 5",
            Data = [ImageSets.Cifar10],
            Metric = new Metric("online accuracy", HigherIsBetter: true, IsShare: true),
            Budgets = new Dictionary<Scale, ScaleBudget>
            {
                [Scale.Smoke] = Budget(SmokeTasks, SmokeEpochs, SmokeImages, seeds: 1),
                [Scale.Cpu] = Budget(CpuTasks, CpuEpochs, CpuImages, seeds: 3),
                [Scale.Paper] = Budget(PaperTasks, PaperEpochs, PaperImages, seeds: 5) with
                {
                    Published = TorqueAwarePublished.LabelFlip(share, hiddenLayers),
                },
            },
            Load = request => new LabelFlipStream(
                VisionData.LoadCifar10(request.Scale),
                request.Budget,
                request.Budget.EpochsPerTask ?? request.Scale switch { Scale.Smoke => SmokeEpochs, Scale.Cpu => CpuEpochs, _ => PaperEpochs },
                share,
                () => network.Create(VisionData.Cifar10, request.Scale, request.Budget.Width)),
        };
    }

    // One point of the curve at the end of every task.
    private static ScaleBudget Budget(int tasks, int epochs, int images, int seeds) => new()
    {
        Steps = tasks * epochs * (images / Batch),
        Seeds = seeds,
        Evaluations = tasks,
        BatchSize = Batch,
        Schedule = LearningRateSchedule.Parse("constant"),
        TrainingExamples = images,
    };
}
