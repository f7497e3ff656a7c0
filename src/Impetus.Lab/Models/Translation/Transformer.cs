using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Models.Translation;

/// <summary>
/// The encoder and decoder of Vaswani et al. 2017: sinusoidal positions, normalisation after every sublayer. The output layer
/// shares the weights of the target embedding, which is the source's too if the languages share a vocabulary. Parameters have
/// the names of fairseq's checkpoints.
/// </summary>
public sealed class Transformer : Module
{
    private readonly TransformerConfiguration _sizes;
    private readonly Half _encoder;
    private readonly Half _decoder;
    private readonly Dropout _dropout;

    /// <summary>Makes one, not yet initialised.</summary>
    public Transformer(TransformerConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _sizes = configuration;
        Embedding source = Tokens(configuration.SourceVocabulary);
        _encoder = Child("encoder", new Half(configuration, source, isDecoder: false));
        _decoder = Child("decoder", new Half(
            configuration, configuration.TargetVocabulary is { } own ? Tokens(own) : source, isDecoder: true));
        _dropout = Child("dropout", new Dropout(configuration.Dropout));
        Embedding Tokens(int count) => new(count, configuration.Width, Initializers.Normal(1 / Math.Sqrt(configuration.Width)));
    }

    /// <summary>Scores of the next token of the translation after every position.</summary>
    /// <param name="source">Sentences to translate.</param>
    /// <param name="target">Their translations so far (batch, position), of type <see cref="ScalarType.Int64"/>; whatever stands
    /// behind a translation's end has no effect on the positions before.</param>
    /// <returns>Unnormalised scores (batch, position, vocabulary).</returns>
    public Tensor Forward(PaddedSentences source, Tensor target) => Scores(Decode(Encode(source), target));

    /// <summary>What the encoder makes of sentences, ready for <see cref="Decode"/>.</summary>
    public EncodedSentences Encode(PaddedSentences source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Tensor hidden = Embed(_encoder, source.Tokens);
        foreach (TransformerBlock block in _encoder.Blocks)
        {
            hidden = block.Forward(hidden, source.Mask);
        }
        return new EncodedSentences([.. _decoder.Blocks.Select(block => block.Project(hidden))], source.Mask);
    }

    /// <summary>The decoder's last hidden vectors (batch, position, width).</summary>
    /// <param name="source">What <see cref="Encode"/> gave.</param>
    /// <param name="target">The translations so far (batch, position).</param>
    public Tensor Decode(EncodedSentences source, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        Tensor hidden = Embed(_decoder, target);
        Tensor mask = CausalMask.Of(target.Shape[1], hidden.ScalarType);
        for (int block = 0; block < _decoder.Blocks.Length; block++)
        {
            hidden = _decoder.Blocks[block].Forward(hidden, mask, source.Projections[block], source.Mask);
        }
        return hidden;
    }

    /// <summary>Scores of the next token (…, vocabulary) from hidden vectors (…, width).</summary>
    public Tensor Scores(Tensor hidden) => _decoder.Tokens.Scores(hidden);

    private Tensor Embed(Half half, Tensor tokens)
    {
        Tensor vectors = half.Tokens.Forward(tokens) * Math.Sqrt(_sizes.Width);
        return _dropout.Forward(vectors + SinusoidalPositions.Create((int)tokens.Shape[1], _sizes.Width, vectors.ScalarType));
    }

    private sealed class Half : Module
    {
        public Half(TransformerConfiguration sizes, Embedding tokens, bool isDecoder)
        {
            Tokens = Child("embed_tokens", tokens);
            Blocks = [.. Enumerable.Range(0, sizes.Layers).Select(_ => new TransformerBlock(sizes, isDecoder))];
            Child("layers", new Sequential(Blocks));
        }

        public Embedding Tokens { get; }

        public TransformerBlock[] Blocks { get; }
    }
}
