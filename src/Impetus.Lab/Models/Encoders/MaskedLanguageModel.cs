using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Encoders;

/// <summary>
/// An encoder with a head that guesses masked tokens. Scores are products with the encoder's own table of tokens. Names are those
/// of Hugging Face's <c>…ForMaskedLM</c>, which differ by family.
/// </summary>
public sealed class MaskedLanguageModel : Module<EncoderInput, Tensor, Tensor>, IPretrained
{
    private readonly Encoder _encoder;
    private readonly MaskedTokenHead _head;
    private readonly PretrainedWeights? _weights;
    private readonly IReadOnlyDictionary<string, float[]>? _trainedHead;

    /// <summary>Makes a model.</summary>
    /// <param name="configuration">The encoder's sizes.</param>
    /// <param name="weights">What it starts from; null for random values.</param>
    /// <param name="head">What a head that the weights lack starts from, by name; null for random values.</param>
    public MaskedLanguageModel(EncoderConfiguration configuration, PretrainedWeights? weights = null, IReadOnlyDictionary<string, float[]>? head = null)
        : base(nameof(MaskedLanguageModel))
    {
        ArgumentNullException.ThrowIfNull(configuration);
        (_weights, _trainedHead) = (weights, head);
        _encoder = new Encoder(configuration);
        _head = new MaskedTokenHead(configuration);
        register_module(configuration.Prefix, _encoder);
        if (configuration.Family == EncoderFamily.Roberta)
        {
            register_module("lm_head", _head);
        }
        else
        {
            register_module("cls", new Predictions(_head));
        }
    }

    /// <summary>The encoder without the head.</summary>
    public Encoder Encoder => _encoder;

    /// <summary>Scores for every token of the vocabulary (places, vocabulary).</summary>
    /// <param name="input">Texts.</param>
    /// <param name="places">Which tokens to guess, as positions in the whole batch, row · length + position.</param>
    public override Tensor forward(EncoderInput input, Tensor places)
    {
        Tensor hidden = _encoder.call(input);
        return _head.call(hidden.reshape(-1, hidden.shape[2]).index_select(0, places), _encoder.Tokens);
    }

    /// <summary>Whether a parameter is one of the head.</summary>
    internal static bool IsOfHead(string parameter) =>
        parameter.StartsWith("cls.", StringComparison.Ordinal) || parameter.StartsWith("lm_head.", StringComparison.Ordinal);

    /// <inheritdoc/>
    bool IPretrained.Fill(string parameter, Tensor values) => (_weights is not null && _weights.Fill(parameter, values)) || _trainedHead.Fill(parameter, values);
}

/// <summary>Gives the head a name more.</summary>
internal sealed class Predictions : Module
{
    public Predictions(MaskedTokenHead head)
        : base(nameof(Predictions)) => register_module("predictions", head);
}

/// <summary>A layer with a normalisation, and a bias for each token of the vocabulary.</summary>
internal sealed class MaskedTokenHead : Module<Tensor, Tensor, Tensor>, IInitialValues
{
    private readonly Module<Tensor, Tensor>[] _layers;

    public MaskedTokenHead(EncoderConfiguration configuration)
        : base(nameof(MaskedTokenHead))
    {
        int width = configuration.HiddenSize;
        Module<Tensor, Tensor> dense = Linear(width, width).StartingFrom(configuration.Initial);
        Module<Tensor, Tensor> activation = GELU();
        Module<Tensor, Tensor> norm = LayerNorm(width, configuration.NormEpsilon);
        register_parameter("bias", Parameter(zeros(configuration.Vocabulary)));
        if (configuration.Family == EncoderFamily.Roberta)
        {
            register_module("dense", dense);
            register_module("layer_norm", norm);
            _layers = [dense, activation, norm];
        }
        else
        {
            Module<Tensor, Tensor> transform = Sequential(("dense", dense), ("activation", activation), ("LayerNorm", norm));
            register_module("transform", transform);
            _layers = [transform];
        }
    }

    /// <inheritdoc/>
    public Initializer InitializerOf(string parameter) => Initializers.Constant(0);

    /// <summary>Scores (places, vocabulary).</summary>
    /// <param name="hidden">The encoder's vectors at the places (places, width).</param>
    /// <param name="tokens">The table of tokens (vocabulary, width).</param>
    public override Tensor forward(Tensor hidden, Tensor tokens) =>
        functional.linear(_layers.Aggregate(hidden, static (values, layer) => layer.call(values)), tokens, get_parameter("bias"));
}
