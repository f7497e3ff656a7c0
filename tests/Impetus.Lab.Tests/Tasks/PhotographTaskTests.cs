using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Tasks.Vision;
using Impetus.Lab.Tests.Data.Images.Folders;
using Impetus.Lab.Training;
using Impetus.Torch;

namespace Impetus.Lab.Tests.Tasks;

[Collection(NetworkEngine.Collection)]
public sealed class PhotographTaskTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("impetus-images-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void A_network_for_photographs_learns_classes_of_files_and_gives_the_same_numbers_twice()
    {
        Pictures.WriteClasses(Path.Combine(_root.FullName, "train"), 20, "dark", "bright");
        Pictures.WriteClasses(Path.Combine(_root.FullName, "val"), 6, "dark", "bright");
        TorchBackend.Tune(threads: 2);
        ScaleBudget budget = ImageNetTasks.All[0].Budgets[Scale.Smoke] with { BatchSize = 8 };
        using ImageClassification task = new(
            Photographs.Load(Scale.Smoke, _root.FullName),
            budget,
            () => VisionNetwork.ResNet50.Create(VisionData.ImageNet with { Side = 64, Classes = 2 }, Scale.Smoke, budget.Width));

        Assert.Equal(new ExampleCounts(36, 4, 12), task.Examples);
        TrainingOutcome first = Train(task, seed: 1), again = Train(task, seed: 1);

        Assert.Equal(RunStatus.Finished, first.Status);
        Assert.Equal((first.TrainLoss, first.Final), (again.TrainLoss, again.Final));
        Assert.InRange(first.TrainLoss!.Value, 0, 0.4);
    }

    private static TrainingOutcome Train(ImageClassification task, int seed) => TrainingRun.Run(
        new TrainingSettings
        {
            Task = task,
            Metric = ImageNetTasks.All[0].Metric,
            Optimizer = "adamw",
            LearningRate = 3e-3,
            Seed = seed,
            Steps = 20,
            Schedule = LearningRateSchedule.Cosine,
            Evaluations = 1,
            Losses = 20,
            FinalPart = EvaluationPart.Test,
            OptimizerThreads = 1,
        },
        _ => { },
        CancellationToken.None);
}
