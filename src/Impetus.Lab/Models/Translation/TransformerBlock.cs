using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Models.Translation;

/// <summary>
/// A block of the encoder, or with attention to the encoder one of the decoder. After every sublayer x ← norm(x + sublayer(x))
/// (Vaswani et al. 2017, section 3.1).
/// </summary>
internal sealed class TransformerBlock : Module
{
    private readonly MultiHeadAttention _attention;
    private readonly LayerNormalization _attentionNorm;
    private readonly MultiHeadAttention? _sourceAttention;
    private readonly LayerNormalization? _sourceNorm;
    private readonly Linear _inner;
    private readonly Linear _outer;
    private readonly LayerNormalization _lastNorm;
    private readonly Rectifier _rectifier = new();
    private readonly Dropout _dropout;

    public TransformerBlock(TransformerConfiguration sizes, bool isDecoder)
    {
        Initializer square = Initializers.UniformByInputsAndOutputs(sizes.Width, sizes.Width);
        Initializer oblong = Initializers.UniformByInputsAndOutputs(sizes.Width, sizes.InnerWidth);
        _attention = Child("self_attn", new MultiHeadAttention(sizes.Width, sizes.Heads, initializer: square));
        _attentionNorm = Child("self_attn_layer_norm", new LayerNormalization(sizes.Width));
        if (isDecoder)
        {
            _sourceAttention = Child("encoder_attn", new MultiHeadAttention(sizes.Width, sizes.Heads, initializer: square));
            _sourceNorm = Child("encoder_attn_layer_norm", new LayerNormalization(sizes.Width));
        }
        _inner = Child("fc1", new Linear(sizes.Width, sizes.InnerWidth, initializer: oblong));
        _outer = Child("fc2", new Linear(sizes.InnerWidth, sizes.Width, initializer: oblong));
        _lastNorm = Child("final_layer_norm", new LayerNormalization(sizes.Width));
        _dropout = Child("dropout", new Dropout(sizes.Dropout));
    }

    /// <summary>Keys and values of what the encoder says, for <see cref="Forward(Tensor, Tensor?, ValueTuple{Tensor, Tensor}?, Tensor?)"/>.</summary>
    public (Tensor Keys, Tensor Values) Project(Tensor encoded) => _sourceAttention!.Project(encoded);

    /// <summary>One block.</summary>
    /// <param name="input">(batch, position, width).</param>
    /// <param name="mask">Added to the scores of self-attention.</param>
    /// <param name="source">The projected output of the encoder; null in the encoder.</param>
    /// <param name="sourceMask">Added to the scores of attention to the encoder.</param>
    public Tensor Forward(Tensor input, Tensor? mask, (Tensor Keys, Tensor Values)? source = null, Tensor? sourceMask = null)
    {
        Tensor hidden = _attentionNorm.Forward(input + _dropout.Forward(_attention.Forward(input, input, mask)));
        if (source is { } encoded)
        {
            Tensor answer = _sourceAttention!.Forward(hidden, encoded.Keys, encoded.Values, sourceMask);
            hidden = _sourceNorm!.Forward(hidden + _dropout.Forward(answer));
        }
        Tensor inner = _outer.Forward(_rectifier.Forward(_inner.Forward(hidden)));
        return _lastNorm.Forward(hidden + _dropout.Forward(inner));
    }
}
