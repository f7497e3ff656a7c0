using Impetus.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Language;

/// <summary>A recurrent language model: token embedding, long short-term memory, output layer (Zaremba et al. 2014).</summary>
public sealed class LstmLanguageModel : Module<Tensor, RecurrentState?, (Tensor Scores, RecurrentState State)>
{
    private const double InitialRange = 0.1;

    private readonly Embedding encoder;
    private readonly LSTM rnn;
    private readonly Linear decoder;
    private readonly Dropout drop;
    private readonly LstmConfiguration _sizes;

    /// <summary>Makes one, not yet initialised.</summary>
    public LstmLanguageModel(LstmConfiguration configuration)
        : base(nameof(LstmLanguageModel))
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _sizes = configuration;
        Initializer initializer = Initializers.Uniform(InitialRange);
        encoder = Embedding(configuration.Vocabulary, configuration.EmbeddingSize).StartingFrom(initializer);
        rnn = LSTM(configuration.EmbeddingSize, configuration.HiddenSize, configuration.Layers, dropout: configuration.Dropout);
        decoder = Linear(configuration.HiddenSize, configuration.Vocabulary).StartingFrom(initializer);
        drop = Dropout(configuration.Dropout);
        RegisterComponents();
    }

    /// <summary>Scores of the next token after every position, going on from a state.</summary>
    /// <param name="tokens">Tokens (batch, position) of type <see cref="int64"/>.</param>
    /// <param name="state">The state after the text before; null for the start.</param>
    /// <returns>Unnormalised scores (batch, position, vocabulary), and the state after the last position.</returns>
    public override (Tensor Scores, RecurrentState State) forward(Tensor tokens, RecurrentState? state)
    {
        // The recurrence runs along the first dimension; the states are small, so they are turned back, not the scores.
        Tensor vectors = drop.call(encoder.call(tokens.transpose(0, 1)));
        RecurrentState start = state ?? ZeroState(tokens.shape[0]);
        (Tensor states, Tensor hidden, Tensor cell) = Recur(vectors, start);
        return (decoder.call(drop.call(states).transpose(0, 1).contiguous()), new RecurrentState(hidden, cell));
    }

    private (Tensor States, Tensor Hidden, Tensor Cell) Recur(Tensor vectors, RecurrentState start)
    {
        using BFloat16Scope single = BFloat16Scope.SuspendForLstm();
        return rnn.call(vectors, (start.Hidden, start.Cell));
    }

    /// <summary>The state before any text.</summary>
    /// <param name="batch">Sequences.</param>
    public RecurrentState ZeroState(long batch)
    {
        ScalarType type = decoder.weight.dtype;
        return new(Zeros(), Zeros());

        Tensor Zeros() => zeros(_sizes.Layers, batch, _sizes.HiddenSize, dtype: type);
    }
}

/// <summary>The state of a long short-term memory between two positions.</summary>
/// <param name="Hidden">h (layer, batch, hidden).</param>
/// <param name="Cell">c (layer, batch, hidden).</param>
public sealed record RecurrentState(Tensor Hidden, Tensor Cell);
