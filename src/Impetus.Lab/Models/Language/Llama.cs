using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Models.Language;

/// <summary>
/// A language model of the LLaMA family (Touvron et al. 2023): token embedding, blocks of causal attention with rotary
/// positions and gated feed-forward layers, each behind a root-mean-square normalisation, and an output layer. Parameters
/// have the names of the usual safetensors checkpoints, such as <c>model.layers.0.self_attn.q_proj.weight</c>.
/// </summary>
public sealed class Llama : Module
{
    private readonly Body _body;
    private readonly Linear? _output;

    /// <summary>Makes one, not yet initialised.</summary>
    public Llama(LlamaConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Configuration = configuration;
        Initializer initializer = Initializers.Normal(configuration.InitializerRange);
        _body = Child("model", new Body(configuration, initializer));
        _output = configuration.TiedEmbeddings
            ? null
            : Child("lm_head", new Linear(configuration.HiddenSize, configuration.Vocabulary, bias: false, initializer));
    }

    /// <summary>Its sizes.</summary>
    public LlamaConfiguration Configuration { get; }

    /// <summary>Scores of the next token after every position.</summary>
    /// <param name="input">Tokens (batch, position) of type <see cref="ScalarType.Int64"/>.</param>
    /// <returns>Unnormalised scores (batch, position, vocabulary).</returns>
    public override Tensor Forward(Tensor input)
    {
        Tensor hidden = _body.Forward(input);
        return _output is null ? _body.Tokens.Scores(hidden) : _output.Forward(hidden);
    }

    private sealed class Body : Module
    {
        private readonly LlamaBlock[] _layers;
        private readonly RootMeanSquareNormalization _norm;

        public Body(LlamaConfiguration sizes, Initializer initializer)
        {
            Tokens = Child("embed_tokens", new Embedding(sizes.Vocabulary, sizes.HiddenSize, initializer));
            _layers = [.. Enumerable.Range(0, sizes.Layers).Select(_ => new LlamaBlock(sizes))];
            Child("layers", new Sequential(_layers));
            _norm = Child("norm", new RootMeanSquareNormalization(sizes.HiddenSize, sizes.NormEpsilon));
        }

        public Embedding Tokens { get; }

        public override Tensor Forward(Tensor input)
        {
            Tensor hidden = Tokens.Forward(input);
            foreach (LlamaBlock layer in _layers)
            {
                hidden = layer.Forward(hidden);
            }
            return _norm.Forward(hidden);
        }
    }
}
