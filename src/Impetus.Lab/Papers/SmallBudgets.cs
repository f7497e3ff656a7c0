using Impetus.Lab.Tasks;

namespace Impetus.Lab.Papers;

/// <summary>What networks for images may spend at cpu scale, where several papers' experiments are of one size.</summary>
internal static class SmallBudgets
{
    private const int FashionMnistEpoch = 421;

    /// <summary>ResNets on CIFAR-10: an eighth of the width, 8,000 images, steps of 64, as many as an experiment has time for.</summary>
    public static ScaleBudget Cifar(ScaleBudget budget) => budget with
    {
        Width = 0.125,
        TrainingExamples = 8_000,
        BatchSize = 64,
        ValidationExamples = 2_000,
        CurveExamples = 1_000,
        TestExamples = 5_000,
    };

    /// <summary>The convolutional network on Fashion-MNIST: two epochs.</summary>
    public static ScaleBudget TwoEpochs(ScaleBudget budget) => budget with { Steps = 2 * FashionMnistEpoch };

    /// <summary>The same at a rate that stays.</summary>
    public static ScaleBudget TwoConstantEpochs(ScaleBudget budget) => TwoEpochs(budget) with { Schedule = Constant };

    /// <summary>Half the width of a network: of the convolutional one, a third of the time.</summary>
    public static ScaleBudget HalfWidth(ScaleBudget budget) => budget with { Width = 0.5 };

    /// <summary>A learning rate that stays.</summary>
    public static LearningRateSchedule Constant { get; } = LearningRateSchedule.Parse("constant");
}
