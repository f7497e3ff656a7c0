using System.Globalization;
using Impetus.Lab.Data;
using Impetus.Lab.Experiments.Training;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Tests.Tasks;

[Collection(NetworkEngine.Collection)]
public sealed class FashionMnistCnnTests
{
    [Fact]
    public void The_model_has_the_parameters_that_the_summary_names()
    {
        using Module model = FashionMnistCnn.Task.CreateModel();

        Assert.Equal(98_682, model.ParameterCount);
        Assert.Contains(model.ParameterCount.ToString("N0", CultureInfo.InvariantCulture), FashionMnistCnn.Task.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_the_default_and_has_a_budget_for_every_scale()
    {
        Assert.Equal("fashion-mnist-cnn", TaskRegistry.Default.Name);
        Assert.Same(TaskRegistry.Default, TaskRegistry.Find("fashion-mnist-cnn"));
        Assert.Null(TaskRegistry.Find("Fashion-MNIST"));
        Assert.All(TaskRegistry.All, task => Assert.All(Enum.GetValues<Scale>(), scale => Assert.True(task.Budgets[scale].Steps > 0)));
    }

    [Theory]
    [InlineData("adam-cm")]
    [InlineData("am-adamw")]
    [InlineData("sam(rho=0.05)+sgdm")]
    public void A_run_gives_the_same_numbers_twice(string optimizer)
    {
        Engine.ThreadCount = 2;
        ImageClassificationData data = FashionMnist.Load().Limit(training: 1_000, validation: 200, test: 300);

        TrainingOutcome first = Train(optimizer, seed: 3, data);
        TrainingOutcome other = Train(optimizer, seed: 4, data);
        TrainingOutcome again = Train(optimizer, seed: 3, data);

        Assert.Equal(RunStatus.Finished, first.Status);
        Assert.Equal(first.Curve, again.Curve);
        Assert.Equal((first.TrainLoss, first.FinalAccuracy), (again.TrainLoss, again.FinalAccuracy));
        Assert.NotEqual(first.TrainLoss, other.TrainLoss);
    }

    private static TrainingOutcome Train(string optimizer, int seed, ImageClassificationData data) => TrainingRun.Run(
        new TrainingSettings
        {
            CreateModel = FashionMnistCnn.Task.CreateModel,
            Data = data,
            Optimizer = optimizer,
            LearningRate = 1e-3,
            Seed = seed,
            Steps = 12,
            BatchSize = 128,
            CurveSet = data.Validation,
            Evaluations = 2,
            FinalSet = data.Test,
            OptimizerThreads = 1,
        },
        (_, _, _) => { },
        CancellationToken.None);
}
