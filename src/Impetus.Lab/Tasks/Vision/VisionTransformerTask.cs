using System.Globalization;
using Impetus.Lab.Data.Images;
using Impetus.Lab.Data.Sets;
using Impetus.Lab.Models.Vision;
using Impetus.Lab.Tasks.Published;
using Impetus.Lab.Tasks.Streams;
using Impetus.Lab.Training;

namespace Impetus.Lab.Tasks.Vision;

/// <summary>Fine-tuning a small vision transformer on CIFAR-10, which was trained on Fashion-MNIST before.</summary>
public static class VisionTransformerTask
{
    private const string Name = "cifar10-vit", Optimizer = "adamw:lr=0.001,weight-decay=0.05";
    private const int Side = 32, Channels = 3, Classes = 10, BatchSize = 64;

    /// <summary>The network's sizes.</summary>
    internal static readonly VisionTransformerSizes Sizes = new(Side, Channels, Patch: 4, Width: 64, Layers: 4, Heads: 4, Classes) { Expansion = 2 };
    private static readonly LearningRateSchedule Warm = LearningRateSchedule.Parse("cosine:warmup=0.1");

    /// <summary>The task.</summary>
    public static TrainingTask Task { get; } = new()
    {
        Name = Name,
        Summary = "small vision transformer, 142,026 parameters, trained on Fashion-MNIST before, fine-tuned on CIFAR-10 (50,000 training and 10,000 test images)",
        Source = "Malviya et al. 2024 (TAM), Table 6, there ViT-B/16 and ImageNet",
        Data = [ImageSets.Cifar10, ImageSets.FashionMnist],
        Metric = Metric.Accuracy(0.5),
        Budgets = VisionBudgets.Of(cpuSteps: 400, cpuWidth: 1, new() { Steps = 30_000, Seeds = 4, Evaluations = 50, Schedule = Warm, Published = TorqueAwarePublished.Cifar10VisionTransformer })
            .ToDictionary(static pair => pair.Key, static pair => pair.Value with { BatchSize = BatchSize, Schedule = Warm }),
        Load = static request =>
        {
            ImageParts parts = VisionData.Cifar10.Load(request);
            IReadOnlyDictionary<string, float[]> weights = Pretrained(request.Scale).Weights();
            return new ImageClassification(parts, request.Budget, () => new VisionTransformer(Sizes, weights));
        },
    };

    private static Pretraining Pretrained(Scale scale)
    {
        long steps = scale switch { Scale.Smoke => 2, Scale.Cpu => 1_000, _ => 10_000 };
        ScaleBudget budget = new()
        {
            Steps = steps,
            Seeds = 1,
            Evaluations = 0,
            BatchSize = BatchSize,
            Schedule = Warm,
            CurveExamples = 1_000,
        };
        return new()
        {
            Name = "vision-transformer",
            Subject = string.Create(CultureInfo.InvariantCulture, $"{ImageSets.FashionMnist.Name} in colour, {BatchSize} images a step, {Sizes}"),
            Task = () => new ImageClassification(Clothes(scale), budget, static () => new VisionTransformer(Sizes)),
            Metric = Metric.Accuracy(0.8),
            Optimizer = Optimizer,
            Schedule = Warm,
            Steps = steps,
            Wants = static name => !name.StartsWith(VisionTransformer.Head, StringComparison.Ordinal),
            IsKept = scale != Scale.Smoke,
        };
    }

    // Grey images on three planes with a border, in the shape of those that come later.
    private static ImageParts Clothes(Scale scale)
    {
        const int SmokeImages = 256;
        ImageClassificationData images = FashionMnist.Load();
        return ImageParts.Of(ColourImages.Of(scale == Scale.Smoke ? images.Limit(SmokeImages, SmokeImages, SmokeImages) : images, Side), Augmentation.None);
    }
}
