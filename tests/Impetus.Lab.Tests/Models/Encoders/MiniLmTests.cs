using Impetus.Lab.Data;
using Impetus.Lab.Models;
using Impetus.Lab.Models.Encoders;
using Impetus.Lab.Models.Encoders.Tokenizers;
using Impetus.Lab.Tasks;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Models.Encoders;

/// <summary>all-MiniLM-L6-v2 as its package carries it, beside another engine.</summary>
[Collection(NetworkEngine.Collection)]
public sealed class MiniLmTests
{
    private const int Sentences = 50, BatchSize = 10;

    private static readonly string[] Words =
    [
        "the", "a", "momentum", "of", "Optimizers", "learning", "is", "not", "torque-aware", "gradient", "café", "naïve", "1,234.5", "river", "bank", "why?", "(see", "below)", "e.g.", "東京",
        "won't", "unbelievable", "xyzzyplugh", "and", "then", "he", "said:", "\"stop!\"", "...", "£5",
    ];

    [Fact]
    public void Its_vectors_are_those_of_ONNX_Runtime_for_fifty_padded_sentences()
    {
        using PretrainedEncoder pretrained = PretrainedEncoder.Read(MiniLmFolder.Path);
        using Encoder encoder = pretrained.CreateEncoder();
        Assert.Equal(22_565_376, encoder.ParameterCount());
        using InferenceSession session = new(MiniLmFolder.Network());
        using IDisposable constants = no_grad();
        double largest = 0;
        foreach (EncodedText[] texts in Texts(pretrained.Tokenizer).Chunk(BatchSize))
        {
            using DisposeScope scope = NewDisposeScope();
            EncoderInput input = EncoderInput.Of(texts, pretrained.Tokenizer.Padding);
            float[] ours = encoder.call(input).ToArray<float>(), theirs = Reference(session, input);
            int width = pretrained.Configuration.HiddenSize, length = (int)input.Tokens.shape[1];
            Assert.Contains(texts, text => text.Tokens.Count < length);
            for (int row = 0; row < texts.Length; row++)
            {
                int start = row * length * width, count = texts[row].Tokens.Count * width;
                largest = Math.Max(largest, Enumerable.Range(start, count).Max(place => Math.Abs(ours[place] - theirs[place])));
            }
        }

        Assert.InRange(largest, 0, 1e-5);
    }

    [Fact]
    public void Sentences_of_one_meaning_are_near_each_other_whatever_stands_beside_them()
    {
        using PretrainedEncoder pretrained = PretrainedEncoder.Read(MiniLmFolder.Path);
        using Encoder encoder = pretrained.CreateEncoder();
        using IDisposable constants = no_grad();
        float[] together = Embed("A man is eating food.", "A man is eating a piece of bread in the kitchen of his house.", "The girl carries a baby.");
        float[] alone = Embed("A man is eating food.");

        Assert.InRange(Cosine(together.AsSpan(0, 384), alone), 0.99999, 1.00001);
        Assert.True(Cosine(alone, together.AsSpan(384, 384)) > Cosine(alone, together.AsSpan(768, 384)) + 0.3);

        float[] Embed(params string[] texts)
        {
            using DisposeScope scope = NewDisposeScope();
            EncodedText[] encoded = Array.ConvertAll(texts, text => pretrained.Tokenizer.Encode(text, null, 64));
            return encoder.Embed(EncoderInput.Of(encoded, pretrained.Tokenizer.Padding)).ToArray<float>();
        }
    }

    [Fact]
    public void The_package_is_read_and_never_loaded()
    {
        _ = MiniLmFolder.Path;
        Assert.DoesNotContain(AppDomain.CurrentDomain.GetAssemblies(), static assembly => assembly.GetName().Name!.StartsWith("SentenceTransformers", StringComparison.Ordinal));
    }

    private static IEnumerable<EncodedText> Texts(EncoderTokenizer tokenizer)
    {
        DeterministicRandom random = new(5);
        for (int sentence = 0; sentence < Sentences; sentence++)
        {
            string[] words = [.. Enumerable.Range(0, 1 + random.Next(40)).Select(_ => Words[random.Next(Words.Length)])];
            yield return tokenizer.Encode(string.Join(' ', words), null, 64);
        }
    }

    private static float[] Reference(InferenceSession session, EncoderInput input)
    {
        int[] shape = [.. input.Tokens.shape.Select(static length => (int)length)];
        long[] present = input.Present is null ? [.. Enumerable.Repeat(1L, shape[0] * shape[1])] : Array.ConvertAll(input.Present.ToArray<float>(), static value => (long)value);
        Dictionary<string, long[]> values = new() { ["input_ids"] = input.Tokens.ToArray<long>(), ["attention_mask"] = present, ["token_type_ids"] = new long[present.Length] };
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results =
            session.Run([.. values.Select(named => NamedOnnxValue.CreateFromTensor(named.Key, new DenseTensor<long>(named.Value, shape)))]);
        return [.. results.First(static result => result.AsTensor<float>().Rank == 3).AsTensor<float>()];
    }

    private static double Cosine(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        double product = 0, square = 0, otherSquare = 0;
        for (int i = 0; i < one.Length; i++)
        {
            (product, square, otherSquare) = (product + ((double)one[i] * other[i]), square + ((double)one[i] * one[i]), otherSquare + ((double)other[i] * other[i]));
        }

        return product / Math.Sqrt(square * otherSquare);
    }
}
