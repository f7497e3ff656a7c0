using Impetus.Lab.Data;
using Impetus.Lab.Data.Images;
using Impetus.Lab.Models;
using Impetus.Lab.Tasks;

namespace Impetus.Lab.Tests.Comparisons;

/// <summary>A data set made in memory that a network learns within a few steps: the class is where the bright stripe is.</summary>
internal static class StripedImages
{
    private const int Side = 28;

    public static TrainingTask Task { get; } = new()
    {
        Name = "striped-images",
        Summary = "stripes",
        Metric = Metric.Accuracy(target: 0.6),
        Budgets = new Dictionary<Scale, ScaleBudget>
        {
            [Scale.Smoke] = new() { Steps = 12, Seeds = 2, Evaluations = 3, BatchSize = 16, CurveExamples = 30 },
        },
        Load = request => new ImageClassification(ImageParts.Of(Data(), Augmentation.None), request.Budget, () => SmallConvolutionalNetwork.Create(classes: 4)),
    };

    public static ImageClassificationData Data() =>
        ImageClassificationData.Split(Make(360, seed: 1), Make(100, seed: 2), validationCount: 60);

    private static LabelledImages Make(int count, ulong seed)
    {
        DeterministicRandom random = new(seed);
        byte[] pixels = new byte[count * Side * Side];
        byte[] labels = new byte[count];
        for (int image = 0; image < count; image++)
        {
            labels[image] = (byte)random.Next(4);
            for (int pixel = 0; pixel < Side * Side; pixel++)
            {
                bool bright = pixel / Side / 7 == labels[image];
                pixels[(image * Side * Side) + pixel] = (byte)(random.Next(80) + (bright ? 100 : 0));
            }
        }

        return new LabelledImages(pixels, labels, Side, Side, classes: 4);
    }
}
