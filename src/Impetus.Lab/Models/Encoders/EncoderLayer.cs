using Impetus.Torch;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Encoders;

/// <summary>A layer: attention, then two linear layers on each token by itself; after each, x ← norm(x + sublayer(x)).</summary>
internal sealed class EncoderLayer : Module<Tensor, Tensor?, Tensor?, Tensor>
{
    private readonly EncoderAttention attention;
    private readonly Sequential intermediate;
    private readonly ResidualOutput output;

    public EncoderLayer(EncoderConfiguration configuration)
        : base(nameof(EncoderLayer))
    {
        attention = new EncoderAttention(configuration);
        intermediate = Sequential(
            ("dense", Linear(configuration.HiddenSize, configuration.IntermediateSize).StartingFrom(configuration.Initial)),
            ("activation", GELU()));
        output = new ResidualOutput(configuration.IntermediateSize, configuration);
        RegisterComponents();
    }

    /// <summary>One layer.</summary>
    /// <param name="hidden">(batch, position, width).</param>
    /// <param name="mask">Added to the scores of attention; or null.</param>
    /// <param name="relative">The vectors of distances, for relative attention; or null.</param>
    public override Tensor forward(Tensor hidden, Tensor? mask, Tensor? relative)
    {
        Tensor attended = attention.call(hidden, mask, relative);
        return output.call(intermediate.call(attended), attended);
    }
}

/// <summary>Attention and what stands behind it.</summary>
internal sealed class EncoderAttention : Module<Tensor, Tensor?, Tensor?, Tensor>
{
    private readonly Module<Tensor, Tensor?, Tensor?, Tensor> self;
    private readonly ResidualOutput output;

    public EncoderAttention(EncoderConfiguration configuration)
        : base(nameof(EncoderAttention))
    {
        self = configuration.Family == EncoderFamily.Deberta ? new DisentangledSelfAttention(configuration) : new EncoderSelfAttention(configuration);
        output = new ResidualOutput(configuration.HiddenSize, configuration);
        RegisterComponents();
    }

    /// <inheritdoc cref="EncoderLayer.forward"/>
    public override Tensor forward(Tensor hidden, Tensor? mask, Tensor? relative) => output.call(self.call(hidden, mask, relative), hidden);
}

/// <summary>The end of a sublayer: norm(x + dense(values)).</summary>
internal sealed class ResidualOutput : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear dense;
    [ComponentName(Name = "LayerNorm")]
    private readonly LayerNorm norm;
    private readonly Dropout dropout;

    /// <param name="inputs">Length of the vectors that come in.</param>
    /// <param name="configuration">The encoder.</param>
    public ResidualOutput(int inputs, EncoderConfiguration configuration)
        : base(nameof(ResidualOutput))
    {
        dense = Linear(inputs, configuration.HiddenSize).StartingFrom(configuration.Initial);
        norm = LayerNorm(configuration.HiddenSize, configuration.NormEpsilon);
        dropout = Dropout(configuration.Dropout);
        RegisterComponents();
    }

    /// <summary>The sublayer's end.</summary>
    /// <param name="values">What the sublayer has made (batch, position, inputs).</param>
    /// <param name="input">What went into the sublayer (batch, position, width).</param>
    public override Tensor forward(Tensor values, Tensor input) => norm.call(dropout.call(dense.call(values)).Plus(input));
}
