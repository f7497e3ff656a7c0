using Impetus.Lab.Models.Layers;
using Impetus.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Translation;

/// <summary>
/// A block of the encoder, or with attention to the encoder one of the decoder. After every sublayer x ← norm(x + sublayer(x))
/// (Vaswani et al. 2017, section 3.1).
/// </summary>
internal sealed class TransformerBlock : Module<Tensor, Tensor?, (Tensor Keys, Tensor Values)?, Tensor?, Tensor>
{
    private readonly MultiHeadAttention self_attn;
    private readonly LayerNorm self_attn_layer_norm;
    private readonly MultiHeadAttention? encoder_attn;
    private readonly LayerNorm? encoder_attn_layer_norm;
    private readonly Linear fc1;
    private readonly Linear fc2;
    private readonly LayerNorm final_layer_norm;
    private readonly Dropout dropout;

    public TransformerBlock(TransformerConfiguration sizes, bool isDecoder)
        : base(nameof(TransformerBlock))
    {
        Initializer square = Initializers.UniformByInputsAndOutputs(sizes.Width, sizes.Width);
        Initializer oblong = Initializers.UniformByInputsAndOutputs(sizes.Width, sizes.InnerWidth);
        self_attn = new MultiHeadAttention(sizes.Width, sizes.Heads, square);
        self_attn_layer_norm = LayerNorm(sizes.Width);
        encoder_attn = isDecoder ? new MultiHeadAttention(sizes.Width, sizes.Heads, square) : null;
        encoder_attn_layer_norm = isDecoder ? LayerNorm(sizes.Width) : null;
        fc1 = Linear(sizes.Width, sizes.InnerWidth).StartingFrom(oblong);
        fc2 = Linear(sizes.InnerWidth, sizes.Width).StartingFrom(oblong);
        final_layer_norm = LayerNorm(sizes.Width);
        dropout = Dropout(sizes.Dropout);
        RegisterComponents();
    }

    /// <summary>Keys and values of what the encoder says, for every call of a decoder's block.</summary>
    public (Tensor Keys, Tensor Values) Project(Tensor encoded) => encoder_attn!.Project(encoded);

    /// <summary>One block.</summary>
    /// <param name="input">(batch, position, width).</param>
    /// <param name="mask">Added to the scores of self-attention.</param>
    /// <param name="source">The projected output of the encoder; null in the encoder.</param>
    /// <param name="sourceMask">Added to the scores of attention to the encoder.</param>
    public override Tensor forward(Tensor input, Tensor? mask, (Tensor Keys, Tensor Values)? source, Tensor? sourceMask)
    {
        (Tensor keys, Tensor values) = self_attn.Project(input);
        Tensor hidden = self_attn_layer_norm.call(input.Plus(dropout.call(self_attn.call(input, keys, values, mask))));
        if (source is { } encoded)
        {
            Tensor answer = encoder_attn!.call(hidden, encoded.Keys, encoded.Values, sourceMask);
            hidden = encoder_attn_layer_norm!.call(hidden.Plus(dropout.call(answer)));
        }

        Tensor inner = fc2.call(fc1.call(hidden).relu_());
        return final_layer_norm.call(hidden.Plus(dropout.call(inner)));
    }
}
