using Impetus.Lab.Data.Images;
using Impetus.Lab.Models;
using Impetus.Lab.Tasks;
using Impetus.Lab.Tasks.Streams;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Tasks.Streams;

[Collection(NetworkEngine.Collection)]
public class ExperiencesTests
{
    private const int Images = 200, Side = 4;

    [Fact]
    public void TheShiftGrowsFromNothing()
    {
        LabelledImages images = Photographs();

        Assert.Equal(images.Pixels.ToArray(), ShiftedImages.Of(images, 0).Pixels.ToArray());
        double[] red = [.. new[] { 0, 0.5, 1 }.Select(share => Mean(ShiftedImages.Of(images, share), plane: 0))], blue = [.. new[] { 0, 0.5, 1 }.Select(share => Mean(ShiftedImages.Of(images, share), plane: 2))];
        Assert.Equal(red.Order(), red);
        Assert.Equal(blue.OrderDescending(), blue);
    }

    [Fact]
    public void LearningWithoutForgettingAddsNothingAtTheFormerWeightsAndSurvivesACheckpoint()
    {
        using Experiences naive = Stream(distillation: 0), held = Stream(distillation: 1);
        using nn.Module model = held.CreateModel();
        model.Initialize(1);
        using ITrainingBatches plain = naive.Batches(1), holding = held.Batches(1);
        using DisposeScope scope = NewDisposeScope();

        // The first experience has nothing behind it; the second begins at the weights that are held to.
        Assert.Equal(plain.Loss(model, 0).ToDouble(), holding.Loss(model, 0).ToDouble());
        Assert.Equal(plain.Loss(model, 2).ToDouble(), holding.Loss(model, 2).ToDouble(), 1e-6);
        using (no_grad())
        {
            foreach (Tensor parameter in model.parameters())
            {
                parameter.mul_(-1);
            }
        }

        double difference = holding.Loss(model, 3).ToDouble() - plain.Loss(model, 3).ToDouble();
        Assert.True(difference > 1e-3);
        using ITrainingBatches restored = held.Batches(1);
        ((IRunState)restored).Restore(((IRunState)holding).Save());
        Assert.Equal(holding.Loss(model, 3).ToDouble(), restored.Loss(model, 3).ToDouble());
    }

    private static Experiences Stream(double distillation) => new(
        new(Photographs(), Photographs(), Photographs()),
        new ScaleBudget { Steps = 20, Seeds = 1, Evaluations = 2, BatchSize = 5 },
        distillation,
        static () => nn.Sequential(nn.Flatten(), nn.Linear(3 * Side * Side, 2)));

    private static double Mean(LabelledImages images, int plane) => Enumerable.Range(0, images.Count)
        .Average(image => images[image].Slice(plane * Side * Side, Side * Side).ToArray().Average(value => (double)value));

    private static LabelledImages Photographs() => new(
        Enumerable.Range(0, Images * 3 * Side * Side).Select(k => (byte)(k * 7919 % 251)).ToArray(),
        Enumerable.Range(0, Images).Select(k => (byte)(k % 2)).ToArray(),
        Side, Side, classes: 2, channels: 3);
}
