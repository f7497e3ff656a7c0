using Impetus.Lab.Data.Images;
using Impetus.Lab.Models;

namespace Impetus.Lab.Tasks;

/// <summary>A small convolutional network on Fashion-MNIST.</summary>
public static class FashionMnistCnn
{
    /// <summary>The task.</summary>
    public static TrainingTask Task { get; } = new()
    {
        Name = "fashion-mnist-cnn",
        Summary = "convolutional network with 98,682 parameters on Fashion-MNIST (60,000 training and 10,000 test images)",
        Metric = Metric.Accuracy(target: 0.88),
        Budgets = new Dictionary<Scale, ScaleBudget>
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
            // Two epochs of 421 batches.
            [Scale.Cpu] = new() { Steps = 842, Seeds = 3, Evaluations = 10 },
            [Scale.Paper] = new() { Steps = 30 * 421, Seeds = 5, Evaluations = 60 },
        },
        Load = request => new ImageClassification(FashionMnist.Load(), request.Budget, () => SmallConvolutionalNetwork.Create(classes: 10)),
    };
}
