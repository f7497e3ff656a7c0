using Impetus.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Encoders;

/// <summary>
/// Attention of every token to all tokens (Vaswani et al. 2017, section 3.2) under Hugging Face's names, which
/// <see cref="Layers.MultiHeadAttention"/> does not have; the layer's projection behind it is <see cref="ResidualOutput"/>.
/// </summary>
internal sealed class EncoderSelfAttention : Module<Tensor, Tensor?, Tensor?, Tensor>
{
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly Dropout dropout;
    private readonly AttentionHeads _heads;
    private readonly double _root;

    public EncoderSelfAttention(EncoderConfiguration configuration)
        : base(nameof(EncoderSelfAttention))
    {
        _heads = new(configuration);
        _root = Math.Sqrt(_heads.Size);
        query = Projection();
        key = Projection();
        value = Projection();
        dropout = Dropout(configuration.AttentionDropout);
        RegisterComponents();

        Linear Projection() => Linear(configuration.HiddenSize, configuration.HiddenSize).StartingFrom(configuration.Initial);
    }

    /// <summary>What every token gathers.</summary>
    /// <param name="hidden">(batch, position, width).</param>
    /// <param name="mask">Added to the scores; or null.</param>
    /// <param name="relative">Not used here.</param>
    public override Tensor forward(Tensor hidden, Tensor? mask, Tensor? relative)
    {
        Tensor scores = _heads.Split(query.call(hidden)).Over(_root).matmul(_heads.Split(key.call(hidden)).transpose(-1, -2));
        Tensor shares = dropout.call(functional.softmax(mask is null ? scores : scores.Plus(mask), -1));
        return _heads.Merge(shares.matmul(_heads.Split(value.call(hidden))));
    }
}

/// <summary>How vectors are cut into heads.</summary>
/// <param name="configuration">Width and heads.</param>
internal readonly struct AttentionHeads(EncoderConfiguration configuration)
{
    private readonly long _heads = configuration.Heads;

    /// <summary>Length of a head's vector.</summary>
    public long Size { get; } = configuration.HiddenSize / configuration.Heads;

    /// <summary>(batch, position, width) to (batch, head, position, size).</summary>
    public Tensor Split(Tensor joined) => joined.reshape(joined.shape[0], joined.shape[1], _heads, -1).transpose(1, 2);

    /// <summary>(batch, head, position, size) to (batch, position, width).</summary>
    public Tensor Merge(Tensor split) => split.transpose(1, 2).reshape(split.shape[0], split.shape[2], _heads * Size);
}
