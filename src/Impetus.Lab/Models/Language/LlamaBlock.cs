using Impetus.Lab.Models.Layers;
using Impetus.Torch;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Language;

/// <summary>One layer of a <see cref="Llama"/>: x + attention(norm(x)), then the same with the feed-forward layer.</summary>
internal sealed class LlamaBlock : Module<Tensor, Tensor>
{
    private readonly GroupedQueryAttention self_attn;
    private readonly GatedFeedForward mlp;
    private readonly RMSNorm input_layernorm;
    private readonly RMSNorm post_attention_layernorm;

    public LlamaBlock(LlamaConfiguration sizes)
        : base(nameof(LlamaBlock))
    {
        Initializer initializer = Initializers.Normal(sizes.InitializerRange);
        self_attn = new GroupedQueryAttention(sizes.HiddenSize, sizes.Heads, sizes.KeyValueHeads ?? sizes.Heads, sizes.RotaryBase, initializer);
        mlp = new GatedFeedForward(sizes.HiddenSize, sizes.IntermediateSize, initializer);
        input_layernorm = new RMSNorm(sizes.HiddenSize, sizes.NormEpsilon);
        post_attention_layernorm = new RMSNorm(sizes.HiddenSize, sizes.NormEpsilon);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        Tensor attended = input.Plus(self_attn.call(input_layernorm.call(input)));
        return attended.Plus(mlp.call(post_attention_layernorm.call(attended)));
    }
}
