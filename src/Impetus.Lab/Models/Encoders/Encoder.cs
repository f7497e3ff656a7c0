using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Encoders;

/// <summary>
/// BERT (Devlin et al. 2019), RoBERTa (Liu et al. 2019) or DeBERTa (He et al. 2021): turns texts into a vector for each token.
/// Its parameters have Hugging Face's names.
/// </summary>
public sealed class Encoder : Module<EncoderInput, Tensor>
{
    private readonly EncoderEmbeddings embeddings;
    private readonly EncoderLayers encoder;
    private readonly Sequential? pooler;

    /// <summary>Makes an encoder.</summary>
    /// <param name="configuration">Its sizes.</param>
    /// <param name="hasPooler">Whether a layer stands on the first token, for classifiers of BERT.</param>
    public Encoder(EncoderConfiguration configuration, bool hasPooler = false)
        : base(nameof(Encoder))
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Configuration = configuration;
        embeddings = new EncoderEmbeddings(configuration);
        encoder = new EncoderLayers(configuration);
        pooler = hasPooler ? Sequential(("dense", Linear(configuration.HiddenSize, configuration.HiddenSize).StartingFrom(configuration.Initial)), ("activation", Tanh())) : null;
        RegisterComponents();
    }

    /// <summary>Its sizes.</summary>
    public EncoderConfiguration Configuration { get; }

    /// <summary>The table of tokens (vocabulary, width).</summary>
    internal Tensor Tokens => embeddings.Tokens;

    /// <summary>Leaves the embeddings and the lower layers as they are: no gradients are computed for them, and no optimizer moves them.</summary>
    /// <param name="layers">How many layers; all of them where there are fewer.</param>
    internal void Freeze(int layers)
    {
        foreach (TorchParameter parameter in embeddings.parameters().Concat(encoder.Lower(layers)))
        {
            parameter.requires_grad = false;
        }
    }

    /// <summary>A vector for each token (batch, position, width); those of padding mean nothing.</summary>
    public override Tensor forward(EncoderInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Tensor start = embeddings.call(input);
        return encoder.call(start, input.Mask(start.dtype));
    }

    /// <summary>The vector of the first token (batch, width), behind the pooler where there is one.</summary>
    public Tensor First(EncoderInput input)
    {
        Tensor first = call(input).select(1, 0);
        return pooler is null ? first : pooler.call(first);
    }

    /// <summary>
    /// The embedding of each text: the mean of its tokens' vectors (batch, width). Sentence-transformers normalises it to length 1
    /// besides, which no cosine notices.
    /// </summary>
    public Tensor Embed(EncoderInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Tensor vectors = call(input);
        if (input.Present is null)
        {
            return vectors.mean([1]);
        }

        Tensor present = input.Present.to(vectors.dtype).unsqueeze(-1);
        return (vectors * present).sum(1) / present.sum(1);
    }
}

/// <summary>The layers one upon the other.</summary>
internal sealed class EncoderLayers : Module<Tensor, Tensor?, Tensor>
{
    private readonly ModuleList<EncoderLayer> layer;
    private readonly Embedding? rel_embeddings;

    public EncoderLayers(EncoderConfiguration configuration)
        : base(nameof(EncoderLayers))
    {
        layer = new ModuleList<EncoderLayer>([.. Enumerable.Range(0, configuration.Layers).Select(_ => new EncoderLayer(configuration))]);
        rel_embeddings = configuration.RelativePositions > 0
            ? Embedding(2 * configuration.RelativePositions, configuration.HiddenSize).StartingFrom(configuration.Initial)
            : null;
        RegisterComponents();
    }

    /// <summary>The parameters of the lower layers; the vectors of distances belong to all layers together.</summary>
    /// <param name="count">How many layers.</param>
    public IEnumerable<TorchParameter> Lower(int count) => count >= layer.Count ? parameters() : layer.Take(count).SelectMany(static one => one.parameters());

    /// <summary>All layers.</summary>
    /// <param name="hidden">(batch, position, width).</param>
    /// <param name="mask">Added to the scores of attention; or null.</param>
    public override Tensor forward(Tensor hidden, Tensor? mask)
    {
        foreach (EncoderLayer one in layer)
        {
            hidden = one.call(hidden, mask, rel_embeddings?.weight);
        }

        return hidden;
    }
}
