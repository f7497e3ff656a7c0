using Impetus.Lab.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Language;

/// <summary>
/// A language model of the LLaMA family (Touvron et al. 2023): token embedding, blocks of causal attention with rotary
/// positions and gated feed-forward layers, each behind a root-mean-square normalisation, and an output layer. Parameters
/// have the names of the usual safetensors checkpoints, such as <c>model.layers.0.self_attn.q_proj.weight</c>.
/// </summary>
public sealed class Llama : Module<Tensor, Tensor>
{
    private readonly Body model;
    private readonly Linear? lm_head;

    /// <summary>Makes one, not yet initialised.</summary>
    public Llama(LlamaConfiguration configuration)
        : base(nameof(Llama))
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Configuration = configuration;
        model = new Body(configuration);
        lm_head = configuration.TiedEmbeddings
            ? null
            : Linear(configuration.HiddenSize, configuration.Vocabulary, hasBias: false).StartingFrom(Initializers.Normal(configuration.InitializerRange));
        RegisterComponents();
    }

    /// <summary>Its sizes.</summary>
    public LlamaConfiguration Configuration { get; }

    /// <summary>Scores of the next token after every position.</summary>
    /// <param name="tokens">Tokens (batch, position) of type <see cref="int64"/>.</param>
    /// <returns>Unnormalised scores (batch, position, vocabulary).</returns>
    public override Tensor forward(Tensor tokens)
    {
        Tensor hidden = model.call(tokens);
        return lm_head is null ? functional.linear(hidden, model.TokenVectors) : lm_head.call(hidden);
    }

    private sealed class Body : Module<Tensor, Tensor>
    {
        private readonly Embedding embed_tokens;
        private readonly ModuleList<LlamaBlock> layers;
        private readonly RMSNorm norm;

        public Body(LlamaConfiguration sizes)
            : base(nameof(Body))
        {
            embed_tokens = Embedding(sizes.Vocabulary, sizes.HiddenSize).StartingFrom(Initializers.Normal(sizes.InitializerRange));
            layers = new ModuleList<LlamaBlock>([.. Enumerable.Range(0, sizes.Layers).Select(_ => new LlamaBlock(sizes))]);
            norm = new RMSNorm(sizes.HiddenSize, sizes.NormEpsilon);
            RegisterComponents();
        }

        public Tensor TokenVectors => embed_tokens.weight!;

        public override Tensor forward(Tensor tokens)
        {
            Tensor hidden = embed_tokens.call(tokens);
            foreach (LlamaBlock layer in layers)
            {
                hidden = layer.call(hidden);
            }

            return norm.call(hidden);
        }
    }
}
