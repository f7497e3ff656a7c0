using System.Runtime.InteropServices;
using Impetus.Lab.Models;
using Impetus.Lab.Models.Language;
using Impetus.Lab.Tasks;
using TorchSharp;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Models.Language;

[Collection(NetworkEngine.Collection)]
public sealed class LlamaTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_checkpoint_of_llama2c_gives_the_scores_of_an_independent_implementation(bool shared)
    {
        const int Width = 24, Inner = 20, Layers = 2, Heads = 6, KeyHeads = 3, Vocabulary = 11, Longest = 9;
        int tables = Longest * (Width / Heads);
        int body = ReferenceLlama.Count(Width, Inner, Layers, Heads, KeyHeads, Vocabulary);
        Random random = new(3);
        float[] weights = [.. Enumerable.Range(0, body + tables + (shared ? 0 : Vocabulary * Width)).Select(_ => random.NextSingle() - 0.4f)];
        int[] tokens = [1, 7, 7, 0, 10, 3, 2, 5];
        ReferenceLlama reference = new(Width, Inner, Layers, Heads, KeyHeads, Vocabulary, shared, weights);

        int[] header = [Width, Inner, Layers, Heads, KeyHeads, shared ? Vocabulary : -Vocabulary, Longest];
        using TemporaryFile file = new([.. MemoryMarshal.AsBytes<int>(header), .. MemoryMarshal.AsBytes<float>(weights)]);
        using Llama model = Llama2Checkpoint.Read(file.Path);
        using DisposeScope scope = NewDisposeScope();

        float[] scores = model.call(TensorValues.Copy<long>([.. tokens.Select(token => (long)token)], 1, tokens.Length)).ToArray<float>();
        double[] expected = [.. reference.Scores(tokens, tables).SelectMany(row => row)];
        Assert.Equal(model.Configuration.ParameterCount, model.ParameterCount());
        Assert.All(scores.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4 * Math.Max(1, Math.Abs(pair.Second))));
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused_with_its_reason()
    {
        using TemporaryFile small = new([1, 2, 3]);
        Assert.Contains("its header alone has 28", Assert.Throws<LabException>(() => Llama2Checkpoint.Read(small.Path)).Message);
        using TemporaryFile overflow = new([.. MemoryMarshal.AsBytes<int>([1 << 20, 1 << 20, 1 << 20, 1, 1, 1 << 20, 1 << 20]), .. new byte[8]]);
        Assert.Contains("which make no model", Assert.Throws<LabException>(() => Llama2Checkpoint.Read(overflow.Path)).Message);
        using TemporaryFile large = new([.. MemoryMarshal.AsBytes<int>([1 << 20, 1 << 20, 1 << 12, 1, 1, 1 << 20, 1 << 20]), .. new byte[8]]);
        Assert.Contains("bytes, and it has 36", Assert.Throws<LabException>(() => Llama2Checkpoint.Read(large.Path)).Message);
        using TemporaryFile cut = new([.. MemoryMarshal.AsBytes<int>([8, 8, 1, 2, 2, 4, 4]), 0, 0, 0, 0]);
        Assert.Contains("need 2108 bytes, and it has 32", Assert.Throws<LabException>(() => Llama2Checkpoint.Read(cut.Path)).Message);
        using TemporaryFile odd = new([.. MemoryMarshal.AsBytes<int>([8, 8, 1, 3, 3, 4, 4])]);
        Assert.Contains("make no model", Assert.Throws<LabException>(() => Llama2Checkpoint.Read(odd.Path)).Message);
    }

    [Fact]
    public void A_later_token_never_changes_an_earlier_score()
    {
        using Llama model = new(LlamaSizes.Tiny(vocabulary: 50) with { KeyValueHeads = 2 });
        model.Initialize(5);
        Random random = new(11);
        for (int trial = 0; trial < 5; trial++)
        {
            using DisposeScope scope = NewDisposeScope();
            long[] tokens = [.. Enumerable.Range(0, 2 * 12).Select(_ => (long)random.Next(50))];
            int changed = random.Next(1, 12);
            float[] before = model.call(TensorValues.Copy<long>(tokens, 2, 12)).ToArray<float>();
            tokens[changed] = (tokens[changed] + 1) % 50;
            float[] after = model.call(TensorValues.Copy<long>(tokens, 2, 12)).ToArray<float>();

            Assert.Equal(before[..(changed * 50)], after[..(changed * 50)]);
            Assert.Equal(before[(12 * 50)..], after[(12 * 50)..]);
            Assert.All(Enumerable.Range(changed, 12 - changed), position =>
                Assert.NotEqual(before[(position * 50)..((position + 1) * 50)], after[(position * 50)..((position + 1) * 50)]));
        }
    }

    [Theory] // Counted by hand from the table: 2·V·h + L·(4h² + 3h·i + 2h) + h.
    [InlineData("20M", 19_548_416)]
    [InlineData("60M", 58_073_600)]
    [InlineData("100M", 99_989_120)]
    [InlineData("350M", 367_969_280)]
    [InlineData("1B", 1_339_082_752)]
    public void The_sizes_of_the_paper_have_the_parameters_that_their_names_say(string size, long count)
    {
        Assert.Equal(count, LlamaSizes.Paper[size].ParameterCount);
        if (count < 100_000_000) // The formula holds for the larger ones too, which take gigabytes.
        {
            using Llama model = new(LlamaSizes.Paper[size]);
            Assert.Equal(count, model.ParameterCount());
        }
    }

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(byte[] content) => File.WriteAllBytes(Path, content);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
