using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Models.Language;

/// <summary>One layer of a <see cref="Llama"/>: x + attention(norm(x)), then the same with the feed-forward layer.</summary>
internal sealed class LlamaBlock : Module
{
    private readonly RootMeanSquareNormalization _attentionNorm;
    private readonly GroupedQueryAttention _attention;
    private readonly RootMeanSquareNormalization _feedForwardNorm;
    private readonly GatedFeedForward _feedForward;

    public LlamaBlock(LlamaConfiguration sizes)
    {
        Initializer initializer = Initializers.Normal(sizes.InitializerRange);
        _attention = Child("self_attn", new GroupedQueryAttention(
            sizes.HiddenSize, sizes.Heads, sizes.KeyValueHeads ?? sizes.Heads, sizes.RotaryBase, initializer));
        _feedForward = Child("mlp", new GatedFeedForward(sizes.HiddenSize, sizes.IntermediateSize, initializer));
        _attentionNorm = Child("input_layernorm", new RootMeanSquareNormalization(sizes.HiddenSize, sizes.NormEpsilon));
        _feedForwardNorm = Child("post_attention_layernorm", new RootMeanSquareNormalization(sizes.HiddenSize, sizes.NormEpsilon));
    }

    public override Tensor Forward(Tensor input)
    {
        Tensor attended = input + _attention.Forward(_attentionNorm.Forward(input));
        return attended + _feedForward.Forward(_feedForwardNorm.Forward(attended));
    }
}
