using Impetus.Torch.Modules;

namespace Impetus.Torch.Tests;

/// <summary>A convolutional classifier of 8×8 images, small enough for finite differences, with every kind of module.</summary>
internal static class SmallNetwork
{
    public const int Classes = 3;

    public static Sequential Create(ulong seed, double dropout = 0)
    {
        Sequential model = new(
            new Convolution2d(1, 4, kernel: 3, padding: 1, bias: false),
            new BatchNormalization2d(4),
            new Rectifier(),
            new MaxPool2d(2),
            new Convolution2d(4, 6, kernel: 3),
            new AdaptiveAveragePool2d(1),
            new Flatten(),
            new Dropout(dropout),
            new Linear(6, Classes));
        model.Initialize(seed);
        return model;
    }

    /// <summary>Images whose brightness tells their class, with noise.</summary>
    public static (Tensor Images, Tensor Labels) Batch(int size, int seed)
    {
        Random random = new(seed);
        long[] labels = [.. Enumerable.Range(0, size).Select(i => (long)(i % Classes))];
        float[] images = [.. labels.SelectMany(label => Enumerable.Range(0, 64).Select(_ => label - 1 + random.NextSingle()))];
        return (Tensor.From(images, size, 1, 8, 8), Tensor.From(labels));
    }
}
