using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Impetus.Torch.Tests;

/// <summary>A convolutional classifier of 8×8 images whose brightness tells their class.</summary>
internal static class SmallNetwork
{
    public const int Classes = 3;

    public static Sequential Create(long seed)
    {
        manual_seed(seed);
        return nn.Sequential(
            nn.Conv2d(1, 4, 3, padding: 1, bias: false),
            nn.BatchNorm2d(4),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(4, 6, 3),
            nn.AdaptiveAvgPool2d(1),
            nn.Flatten(),
            nn.Linear(6, Classes));
    }

    public static (Tensor Images, Tensor Labels) Batch(int size, int seed)
    {
        Random random = new(seed);
        long[] labels = [.. Enumerable.Range(0, size).Select(i => (long)(i % Classes))];
        float[] images = [.. labels.SelectMany(label => Enumerable.Range(0, 64).Select(_ => label - 1 + random.NextSingle()))];
        return (tensor(images, [size, 1, 8, 8]), tensor(labels));
    }

    /// <summary>Adds the gradient of a batch to what is there, and gives the loss.</summary>
    public static float Differentiate(nn.Module<Tensor, Tensor> model, int batchSeed, int size = 12)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor images, Tensor labels) = Batch(size, batchSeed);
        Tensor loss = nn.functional.cross_entropy(model.forward(images), labels);
        loss.backward();
        return loss.item<float>();
    }

    public static float[] ToArray(Tensor tensor) => tensor.data<float>().ToArray();
}
