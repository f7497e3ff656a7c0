using Impetus.Torch;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Encoders;

/// <summary>The vectors that an encoder begins with: those of the token, of its position and of its segment, added and normalised.</summary>
internal sealed class EncoderEmbeddings : Module<EncoderInput, Tensor>
{
    private readonly EncoderConfiguration _configuration;
    private readonly Embedding word_embeddings;
    private readonly Embedding? position_embeddings;
    private readonly Embedding? token_type_embeddings;
    [ComponentName(Name = "LayerNorm")]
    private readonly LayerNorm norm;
    private readonly Dropout dropout;

    public EncoderEmbeddings(EncoderConfiguration configuration)
        : base(nameof(EncoderEmbeddings))
    {
        _configuration = configuration;
        word_embeddings = Table(configuration.Vocabulary);
        position_embeddings = configuration.AddsPositions ? Table(configuration.Positions) : null;
        token_type_embeddings = configuration.TokenTypes > 0 ? Table(configuration.TokenTypes) : null;
        norm = LayerNorm(configuration.HiddenSize, configuration.NormEpsilon);
        dropout = Dropout(configuration.Dropout);
        RegisterComponents();
    }

    /// <summary>The table of tokens (vocabulary, width), which heads for masked tokens share.</summary>
    public Tensor Tokens => word_embeddings.weight!;

    /// <summary>Vectors (batch, position, width).</summary>
    public override Tensor forward(EncoderInput input)
    {
        Tensor sum = word_embeddings.call(input.Tokens);
        if (token_type_embeddings is not null)
        {
            sum = sum.Plus(input.Types is null ? token_type_embeddings.weight!.narrow(0, 0, 1) : token_type_embeddings.call(input.Types));
        }

        if (position_embeddings is not null)
        {
            sum = sum.Plus(position_embeddings.weight!.narrow(0, _configuration.FirstPosition, input.Tokens.shape[1]));
        }

        return dropout.call(norm.call(sum));
    }

    private Embedding Table(long rows) => Embedding(rows, _configuration.HiddenSize).StartingFrom(_configuration.Initial);
}
