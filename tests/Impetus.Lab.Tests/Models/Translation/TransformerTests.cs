using Impetus.Lab.Models;
using Impetus.Lab.Models.Translation;
using Impetus.Lab.Tasks;
using Impetus.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Models.Translation;

[Collection(NetworkEngine.Collection)]
public sealed class TransformerTests
{
    // Tensors are small: a second thread would only be waited for.
    public TransformerTests() => set_num_threads(1);

    private const int Vocabulary = 20;

    [Fact] // Counted by hand, block by block; embeddings once for each vocabulary.
    public void Published_sizes_have_the_published_number_of_parameters()
    {
        using Transformer iwslt = new(TransformerConfiguration.Iwslt(source: 8_848, target: 6_632));
        using Transformer wmt = new(TransformerConfiguration.Wmt(vocabulary: 32_768));
        Assert.Equal(39_469_056, iwslt.ParameterCount());
        Assert.Equal(209_911_808, wmt.ParameterCount());
    }

    [Fact]
    public void Padding_and_later_tokens_change_nothing()
    {
        using Transformer model = Create();
        using DisposeScope scope = NewDisposeScope();
        int[] first = [3, 4, 5], second = [6, 7, 8, 9, 10];
        float[] together = model.call(PaddedSentences.Of([first, second]), TensorValues.Copy<long>([1, 11, 12, 1, 13, 14], 2, 3)).ToArray<float>();
        float[] alone = model.call(PaddedSentences.Of([first]), TensorValues.Copy<long>([1, 11], 1, 2)).ToArray<float>();

        Assert.Equal(alone, together[..(2 * Vocabulary)], (a, b) => MathF.Abs(a - b) < 1e-5f);
        float[] other = model.call(PaddedSentences.Of([[3, 5, 4]]), TensorValues.Copy<long>([1, 11], 1, 2)).ToArray<float>();
        Assert.NotEqual(alone[0], other[0], 1e-3f);
    }

    [Fact]
    public void A_network_that_has_learned_to_reverse_reverses_what_it_never_saw()
    {
        using Transformer model = Create();
        using ParameterArena arena = new(model);
        using ParameterSet parameters = arena.CreateParameterSet();
        using Impetus.Optimizer optimizer = Optimizers.Adam(parameters, new() { LearningRate = 2e-3 });
        Random random = new(1);
        for (int step = 0; step < 400; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            int[][] sentences = [.. Enumerable.Range(0, 32).Select(_ => Sentence())];
            long[] input = [.. sentences.SelectMany(sentence => sentence.Reverse().Prepend(1)).Select(token => (long)token)];
            long[] labels = [.. sentences.SelectMany(sentence => sentence.Reverse().Append(2)).Select(token => (long)token)];
            arena.ZeroGradients();
            Tensor scores = model.call(PaddedSentences.Of(sentences), TensorValues.Copy<long>(input, 32, 6));
            nn.functional.cross_entropy(scores.reshape(-1, Vocabulary), TensorValues.Copy<long>(labels)).backward();
            optimizer.Step();
        }
        model.eval();
        int[][] unseen = [.. Enumerable.Range(0, 50).Select(_ => Sentence())];
        IReadOnlyList<int[]> reversed = GreedyTranslation.Translate(model, unseen, start: 1, end: 2, longest: 10);
        Assert.InRange(unseen.Zip(reversed).Count(pair => pair.First.Reverse().SequenceEqual(pair.Second)), 45, 50);

        int[] Sentence() => [.. Enumerable.Range(0, 5).Select(_ => random.Next(3, Vocabulary))];
    }

    private static Transformer Create()
    {
        Transformer model = new(new TransformerConfiguration { SourceVocabulary = Vocabulary, Width = 32, InnerWidth = 64, Layers = 1, Heads = 4 });
        model.Initialize(2);
        return model;
    }
}
