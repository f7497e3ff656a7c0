using Impetus.Distributed;
using Impetus.Lab.Models;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Models.Encoders.Tokenizers;
using Impetus.Lab.Models.Layers;
using Impetus.Lab.Tasks;
using Impetus.Lab.Training.Distributed;
using Impetus.Tests.Distributed;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Distributed;

/// <summary>Layers that see the whole batch though each process has a part of it: against libtorch's own on the whole batch.</summary>
[Collection(NetworkEngine.Collection)]
public sealed class WholeBatchTests
{
    private const int Examples = 10, Channels = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void BatchNormalisationCountsAllExamplesForwardAndBackward(int count)
    {
        float[] inputs = Numbers(Examples * Channels * 4 * 4, 0.37), slopes = Numbers(Examples * Channels * 4 * 4, 0.71);
        Normalized whole = Normalize(inputs, slopes, null);
        Normalized[] parts = ThreadGroup.Run(count, processes => Normalize(inputs, slopes, processes));

        AssertNear(whole.Output, [.. parts.SelectMany(part => part.Output)]);
        AssertNear(whole.InputGradient, [.. parts.SelectMany(part => part.InputGradient)]);
        AssertNear(whole.WeightGradient, Sum(parts, part => part.WeightGradient));
        AssertNear(whole.BiasGradient, Sum(parts, part => part.BiasGradient));
        Assert.All(parts, part => AssertNear(whole.Buffers, part.Buffers));
        Assert.All(parts, part => Assert.Equal(parts[0].Buffers, part.Buffers));
        Assert.Equal(parts.SelectMany(part => part.Output), ThreadGroup.Run(count, processes => Normalize(inputs, slopes, processes)).SelectMany(part => part.Output));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void WhatIsDroppedIsWhatOneProcessDrops(int count)
    {
        foreach (Func<nn.Module<Tensor, Tensor>> create in (Func<nn.Module<Tensor, Tensor>>[])[() => nn.Dropout(0.4), () => nn.Dropout2d(0.4), () => new StochasticDepth(0.4)])
        {
            float[] inputs = Numbers(Examples * Channels * 4 * 4, 0.37);
            float[] whole = Drop(create(), inputs, 0, 1);
            // One after the other, as each process has a generator of its own.
            float[] parts = [.. Enumerable.Range(0, count).SelectMany(rank => Drop(create(), inputs, rank, count))];
            Assert.Equal(whole, parts);
            Assert.Contains(0, whole);
        }
    }

    [Theory]
    [InlineData(EncoderFamily.Bert)]
    [InlineData(EncoderFamily.Deberta)]    // drops vectors of distances besides, which belong to no example
    public void AnEncoderDropsInPartsWhatItDropsInTheWhole(EncoderFamily family)
    {
        EncodedText[] texts = [.. Enumerable.Range(1, 8).Select(length => new EncodedText([.. Enumerable.Range(2, length)], length))];
        float[] whole = Encode(family, texts, 0, 1), parts = [.. Enumerable.Range(0, 2).SelectMany(rank => Encode(family, texts, rank, 2))];
        AssertNear(whole, parts);
        Assert.NotEqual(whole, Encode(family, texts, 0, 1, seed: 6));
    }

    [Fact]
    public void ALayerThatCannotIsRefused()
    {
        using nn.Module lstm = nn.LSTM(3, 3, numLayers: 2);
        Assert.Contains("--data-parallel cannot train a model with LSTM", Assert.Throws<LabException>(() => WholeBatchLayers.Prepare(lstm, null!, BatchPart.Of(4, 0, 2))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BatchesThatCannotBeDividedAreRefused()
    {
        string[] messages = ThreadGroup.Run(2, processes => Assert.Throws<LabException>(() => new ParallelTraining(processes, 4, null!, null!, new OneWhole())).Message);
        Assert.All(messages, message => Assert.Contains("cannot divide the batches of this task", message, StringComparison.Ordinal));
    }

    private sealed class OneWhole : ITrainingBatches
    {
        public Tensor Loss(nn.Module model, long batch) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }

    private static Normalized Normalize(float[] inputs, float[] slopes, IProcessGroup? processes)
    {
        using DisposeScope scope = NewDisposeScope();
        BatchPart part = BatchPart.Of(Examples, processes?.Rank ?? 0, processes?.Size ?? 1);
        BatchNorm layer = nn.BatchNorm2d(Channels);
        using (no_grad())
        {
            layer.weight.copy_(tensor(Numbers(Channels, 0.9)));
        }

        if (processes is not null)
        {
            WholeBatchLayers.Prepare(layer, processes, part);
        }

        Tensor input = tensor(inputs, [Examples, Channels, 4, 4]).narrow(0, part.Offset, part.Count).clone().requires_grad_(true);
        Tensor output = layer.call(input);
        (output * tensor(slopes, [Examples, Channels, 4, 4]).narrow(0, part.Offset, part.Count)).sum().backward();
        return new(
            Values(output), Values(input.grad!), Values(layer.weight.grad!), Values(layer.bias!.grad!),
            [.. Values(layer.running_mean!), .. Values(layer.running_var!), layer.num_batches_tracked!.to(ScalarType.Float32).item<float>()]);
    }

    private static float[] Drop(nn.Module<Tensor, Tensor> layer, float[] inputs, int rank, int count)
    {
        using DisposeScope scope = NewDisposeScope();
        BatchPart part = BatchPart.Of(Examples, rank, count);
        if (count > 1)
        {
            WholeBatchLayers.Prepare(layer, null!, part);
        }

        using Generator generator = manual_seed(5);
        return Values(layer.call(tensor(inputs, [Examples, Channels, 4, 4]).narrow(0, part.Offset, part.Count).clone()));
    }

    private static float[] Encode(EncoderFamily family, EncodedText[] texts, int rank, int count, int seed = 5)
    {
        using DisposeScope scope = NewDisposeScope();
        BatchPart part = BatchPart.Of(texts.Length, rank, count);
        using Encoder encoder = new(new()
        {
            Family = family,
            Vocabulary = 12,
            HiddenSize = 8,
            IntermediateSize = 12,
            Layers = 2,
            Heads = 2,
            Positions = 16,
            AddsPositions = family == EncoderFamily.Bert,
            RelativePositions = family == EncoderFamily.Deberta ? 8 : 0,
            ContentToPosition = true,
            PositionToContent = true,
        });
        encoder.Initialize(1);
        WholeBatchLayers.Prepare(encoder, null!, part);
        using Generator generator = manual_seed(seed);
        return Values(encoder.call(EncoderInput.Of(part.Of<EncodedText>(texts).ToArray(), padding: 0, atLeast: texts.Max(static text => text.Tokens.Count))));
    }

    private static float[] Numbers(int count, double pace) => [.. Enumerable.Range(0, count).Select(at => 3 + (float)Math.Sin(at * pace))];

    private static float[] Values(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();

    private static float[] Sum(Normalized[] parts, Func<Normalized, float[]> of) =>
        [.. Enumerable.Range(0, of(parts[0]).Length).Select(at => parts.Sum(part => of(part)[at]))];

    private static void AssertNear(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        float size = expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - (2e-5f * size), pair.First + (2e-5f * size)));
    }

    private sealed record Normalized(float[] Output, float[] InputGradient, float[] WeightGradient, float[] BiasGradient, float[] Buffers);
}
