namespace Impetus.Lab.Tasks.Vision;

/// <summary>Networks on Fashion-MNIST. No paper trains on it alone: it is the small task that is at hand everywhere.</summary>
public static class FashionMnistTasks
{
    private const int StepsPerEpoch = 421;

    // As long as it still learns.
    private static ScaleBudget Thirty => new() { Steps = 30 * StepsPerEpoch, Seeds = 5, Evaluations = 60 };

    /// <summary>The convolutional network: the task of a comparison that names none.</summary>
    public static TrainingTask Convolutional { get; } = VisionTask.Create(
        VisionData.FashionMnist,
        VisionNetwork.Convolutional,
        parameters: 98_682,
        target: 0.88,
        new Dictionary<Scale, ScaleBudget>
        {
            [Scale.Smoke] = new()
            {
                Steps = 16,
                Seeds = 2,
                Evaluations = 2,
                TrainingExamples = 4_096,
                ValidationExamples = 500,
                CurveExamples = 250,
                TestExamples = 1_000,
            },

            // What seven optimizers with tuning can do within ten minutes on two cores without AVX-512: a fourth seed tells more
            // apart than a second epoch.
            [Scale.Cpu] = new() { Steps = StepsPerEpoch, Seeds = 4, Evaluations = 7, CurveExamples = 1_000 },
            [Scale.Paper] = Thirty,
        });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TrainingTask> All { get; } =
    [
        Convolutional,
        VisionTask.Create(VisionData.FashionMnist, VisionNetwork.TwoHiddenLayers, parameters: 118_282, target: 0.85, VisionBudgets.Of(2 * StepsPerEpoch, cpuWidth: 1, Thirty)),
        VisionTask.Create(VisionData.FashionMnist, VisionNetwork.ResNet18, parameters: 11_172_810, target: 0.85, VisionBudgets.Of(StepsPerEpoch, cpuWidth: 0.25, Thirty)),
    ];
}
