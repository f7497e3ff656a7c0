using System.Globalization;
using Impetus.Lab.Models;
using Impetus.Lab.Models.Vision;
using Impetus.Lab.Runs;
using Impetus.Lab.Tasks;
using Impetus.Lab.Tasks.Vision;
using Impetus.Lab.Training;
using Impetus.Torch;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Tasks;

[Collection(NetworkEngine.Collection)]
public sealed class VisionTaskTests
{
    private static readonly ScaleBudget Small = FashionMnistTasks.Convolutional.Budgets[Scale.Smoke] with { TrainingExamples = 1_000, ValidationExamples = 200, TestExamples = 300 };

    [Fact]
    public void A_vision_transformer_starts_from_what_was_trained_before_but_for_its_last_layer()
    {
        using VisionTransformer trained = new(VisionTransformerTask.Sizes);
        trained.Initialize(1);
        Dictionary<string, float[]> weights = Values(trained);
        using VisionTransformer model = new(VisionTransformerTask.Sizes, weights);
        model.Initialize(2);

        Assert.All(Values(model), own => Assert.Equal(own.Key != "head.weight", own.Value.SequenceEqual(weights[own.Key])));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $" {model.ParameterCount():N0} parameters"), VisionTransformerTask.Task.Summary, StringComparison.Ordinal);

        static Dictionary<string, float[]> Values(nn.Module model) => model.named_parameters().ToDictionary(named => named.name, named => TensorValues.ToArray<float>(named.parameter));
    }

    [Fact]
    public void The_networks_have_the_parameters_that_the_summaries_name()
    {
        VisionData[] sets = [VisionData.FashionMnist, VisionData.Cifar10, VisionData.Cifar100, VisionData.ImageNet];
        VisionNetwork[] networks =
        [
            VisionNetwork.Convolutional, VisionNetwork.TwoHiddenLayers, VisionNetwork.ResNet18, VisionNetwork.ResNet34,
            VisionNetwork.ResNet50, VisionNetwork.Vgg19, VisionNetwork.Wide, VisionNetwork.MobileNet, VisionNetwork.EfficientNetB0,
        ];
        var pairs = from data in sets
                    from network in networks
                    let task = TaskRegistry.Find($"{data.Name}-{network.Name}")
                    where task is not null
                    select (task, network.Create(data, Scale.Paper, 1));
        int count = 0;
        foreach ((TrainingTask task, nn.Module model) in pairs)
        {
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $" {model.ParameterCount():N0} parameters"), task.Summary, StringComparison.Ordinal);
            count++;
        }

        Assert.Equal(FashionMnistTasks.All.Count + CifarTasks.All.Count + ImageNetTasks.All.Count, count);
    }

    [Theory]
    [InlineData("N, 11,000 parameters, on D", 700, "smoke", "N, 11,000 parameters at paper scale, on D")]
    [InlineData("N, 11,000 parameters, on D", null, "cpu", "N, 11,000 parameters at paper scale, on D")]
    [InlineData("N, 11,000 parameters, on D", 11_000, "cpu", "N, 11,000 parameters, on D")]
    [InlineData("N, 11,000 parameters, on D", null, "paper", "N, 11,000 parameters, on D")]
    [InlineData("N on D", 700, "smoke", "N on D")]
    public void A_summary_does_not_pass_off_the_model_of_the_paper_scale_as_the_trained_one(string summary, int? parameters, string scale, string expected)
        => Assert.Equal(expected, ModelSize.Summary(summary, parameters, scale));

    [Fact]
    public void It_is_the_default_and_has_a_budget_for_every_scale()
    {
        Assert.Equal("fashion-mnist-cnn", TaskRegistry.Default.Name);
        Assert.Same(TaskRegistry.Default, TaskRegistry.Find("fashion-mnist-cnn"));
        Assert.Null(TaskRegistry.Find("Fashion-MNIST"));
        Assert.All(TaskRegistry.All, task => Assert.All(Enum.GetValues<Scale>(), scale => Assert.True(task.Budgets[scale].Steps > 0)));
    }

    [Fact]
    public void What_a_paper_printed_can_be_run_and_has_a_source()
    {
        foreach (TrainingTask task in TaskRegistry.All)
        {
            foreach (PublishedSetting setting in task.Budgets[Scale.Paper].Published)
            {
                OptimizerSpecification specification = OptimizerSpecification.Parse(setting.Optimizer);
                Assert.NotNull(setting.Source ?? task.Source);
                Assert.True(setting.Chosen is not { } chosen || setting.LearningRates.Contains(chosen), $"{task.Name}: {setting.Optimizer} chose a rate that it did not try");
                Assert.DoesNotContain("lr=", specification.Text, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("adam-cm")]
    [InlineData("am-adamw")]
    [InlineData("sam(rho=0.05)+sgdm")]
    public void A_run_gives_the_same_numbers_twice(string optimizer)
    {
        TorchBackend.Tune(threads: 2);
        using ILoadedTask task = FashionMnistTasks.Convolutional.Load(new TaskRequest(Scale.Smoke, Small));

        TrainingOutcome first = Train(optimizer, seed: 3, task);
        TrainingOutcome other = Train(optimizer, seed: 4, task);
        TrainingOutcome again = Train(optimizer, seed: 3, task);

        Assert.Equal(RunStatus.Finished, first.Status);
        Assert.Equal((first.TrainLoss, first.Final), (again.TrainLoss, again.Final));
        Assert.NotEqual(first.TrainLoss, other.TrainLoss);
    }

    private static TrainingOutcome Train(string optimizer, int seed, ILoadedTask task) => TrainingRun.Run(
        new TrainingSettings
        {
            Task = task,
            Metric = FashionMnistTasks.Convolutional.Metric,
            Optimizer = optimizer,
            LearningRate = 1e-3,
            Seed = seed,
            Steps = 12,
            Schedule = LearningRateSchedule.Cosine,
            Evaluations = 2,
            Losses = 12,
            FinalPart = EvaluationPart.Test,
            OptimizerThreads = 1,
        },
        _ => { },
        CancellationToken.None);
}
