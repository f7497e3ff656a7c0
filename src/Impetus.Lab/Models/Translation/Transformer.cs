using Impetus.Lab.Models.Layers;
using Impetus.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Translation;

/// <summary>
/// The encoder and decoder of Vaswani et al. 2017: sinusoidal positions, normalisation after every sublayer. The output layer
/// shares the weights of the target embedding, which is the source's too if the languages share a vocabulary. Parameters have
/// the names of fairseq's checkpoints.
/// </summary>
public sealed class Transformer : Module<PaddedSentences, Tensor, Tensor>
{
    private readonly Half encoder;
    private readonly Half decoder;
    private readonly Dropout dropout;
    private readonly TransformerConfiguration _sizes;

    /// <summary>Makes one, not yet initialised.</summary>
    public Transformer(TransformerConfiguration configuration)
        : base(nameof(Transformer))
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _sizes = configuration;
        Embedding source = Tokens(configuration.SourceVocabulary);
        encoder = new Half(configuration, source, isDecoder: false);
        decoder = new Half(configuration, configuration.TargetVocabulary is { } own ? Tokens(own) : source, isDecoder: true);
        dropout = Dropout(configuration.Dropout);
        RegisterComponents();

        Embedding Tokens(int count) => Embedding(count, configuration.Width).StartingFrom(Initializers.Normal(1 / Math.Sqrt(configuration.Width)));
    }

    /// <summary>Scores of the next token of the translation after every position.</summary>
    /// <param name="source">Sentences to translate.</param>
    /// <param name="target">Their translations so far (batch, position), of type <see cref="int64"/>; whatever stands
    /// behind a translation's end has no effect on the positions before.</param>
    /// <returns>Unnormalised scores (batch, position, vocabulary).</returns>
    public override Tensor forward(PaddedSentences source, Tensor target) => Scores(Decode(Encode(source), target));

    /// <summary>What the encoder makes of sentences, ready for <see cref="Decode"/>.</summary>
    public EncodedSentences Encode(PaddedSentences source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Tensor hidden = Embed(encoder, source.Tokens);
        foreach (TransformerBlock block in encoder.Blocks)
        {
            hidden = block.call(hidden, source.Mask, null, null);
        }

        return new EncodedSentences([.. decoder.Blocks.Select(block => block.Project(hidden))], source.Mask);
    }

    /// <summary>The decoder's last hidden vectors (batch, position, width).</summary>
    /// <param name="source">What <see cref="Encode"/> gave.</param>
    /// <param name="target">The translations so far (batch, position).</param>
    public Tensor Decode(EncodedSentences source, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        Tensor hidden = Embed(decoder, target);
        Tensor mask = CausalMask.Of(target.shape[1], hidden.dtype);
        foreach ((int number, TransformerBlock block) in decoder.Blocks.Index())
        {
            hidden = block.call(hidden, mask, source.Projections[number], source.Mask);
        }

        return hidden;
    }

    /// <summary>Scores of the next token (…, vocabulary) from hidden vectors (…, width).</summary>
    public Tensor Scores(Tensor hidden) => functional.linear(hidden, decoder.TokenVectors);

    private Tensor Embed(Half half, Tensor tokens)
    {
        Tensor vectors = half.call(tokens).Times(Math.Sqrt(_sizes.Width));
        return dropout.call(vectors.Plus(SinusoidalPositions.Of(tokens.shape[1], _sizes.Width, vectors.dtype)));
    }

    // Its forward pass is the embedding alone: what follows depends on which half it is.
    private sealed class Half : Module<Tensor, Tensor>
    {
        private readonly Embedding embed_tokens;
        private readonly ModuleList<TransformerBlock> layers;

        public Half(TransformerConfiguration sizes, Embedding tokens, bool isDecoder)
            : base(nameof(Half))
        {
            embed_tokens = tokens;
            layers = new ModuleList<TransformerBlock>([.. Enumerable.Range(0, sizes.Layers).Select(_ => new TransformerBlock(sizes, isDecoder))]);
            RegisterComponents();
        }

        public ModuleList<TransformerBlock> Blocks => layers;

        public Tensor TokenVectors => embed_tokens.weight!;

        public override Tensor forward(Tensor tokens) => embed_tokens.call(tokens);
    }
}
