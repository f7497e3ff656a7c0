using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Samples;

/// <summary>A decoder-only transformer over characters (Radford et al. 2019), as small as it gets.</summary>
internal sealed class MinGpt : Module<Tensor, Tensor>
{
    private readonly Embedding embedding;
    private readonly Embedding place_embedding;
    private readonly Sequential blocks;
    private readonly LayerNorm norm;
    private readonly Linear scores;
    private readonly int _length;

    public MinGpt(int letters, int length, int layers, int heads, int width)
        : base(nameof(MinGpt))
    {
        _length = length;
        embedding = Embedding(letters, width);
        place_embedding = Embedding(length, width);
        blocks = Sequential([.. Enumerable.Range(0, layers).Select(layer => ($"{layer}", (Module<Tensor, Tensor>)new Block(heads, width)))]);
        norm = LayerNorm(width);
        scores = Linear(width, letters, hasBias: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor places = arange(input.shape[1]);
        Tensor hidden = blocks.call(embedding.call(input) + place_embedding.call(places));
        return scores.call(norm.call(hidden)).MoveToOuterDisposeScope();
    }

    /// <summary>Draws letters that go on where a text ends.</summary>
    public IEnumerable<long> Continue(Tensor start, int count)
    {
        List<long> letters = [.. start.data<long>()];
        for (int i = 0; i < count; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable withoutGradient = no_grad();
            Tensor window = tensor(letters.TakeLast(_length).ToArray()).unsqueeze(0);
            letters.Add(multinomial(call(window)[0, -1].softmax(0), 1).item<long>());
        }

        return letters;
    }

    private sealed class Block : Module<Tensor, Tensor>
    {
        private readonly LayerNorm norm1;
        private readonly LayerNorm norm2;
        private readonly Linear queries_keys_values;
        private readonly Linear output;
        private readonly Sequential feed_forward;
        private readonly int _heads;

        public Block(int heads, int width)
            : base(nameof(Block))
        {
            _heads = heads;
            (norm1, norm2) = (LayerNorm(width), LayerNorm(width));
            queries_keys_values = Linear(width, 3 * width);
            output = Linear(width, width);
            feed_forward = Sequential(Linear(width, 4 * width), GELU(), Linear(4 * width, width));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor hidden = input + Attend(norm1.call(input));
            return (hidden + feed_forward.call(norm2.call(hidden))).MoveToOuterDisposeScope();
        }

        private Tensor Attend(Tensor input)
        {
            (long batch, long length, long width) = (input.shape[0], input.shape[1], input.shape[2]);
            Tensor[] parts = [.. queries_keys_values.call(input).chunk(3, 2).Select(part => part.view(batch, length, _heads, width / _heads).transpose(1, 2))];
            Tensor mixed = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], is_casual: true);
            return output.call(mixed.transpose(1, 2).reshape(batch, length, width));
        }
    }
}
