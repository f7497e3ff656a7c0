using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Models.Language;

/// <summary>A recurrent language model: token embedding, long short-term memory, output layer (Zaremba et al. 2014).</summary>
public sealed class LstmLanguageModel : Module
{
    private const double InitialRange = 0.1;

    private readonly Embedding _encoder;
    private readonly LongShortTermMemory _memory;
    private readonly Linear _decoder;
    private readonly Dropout _dropout;

    /// <summary>Makes one, not yet initialised.</summary>
    public LstmLanguageModel(LstmConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Initializer initializer = Initializers.Uniform(InitialRange);
        _encoder = Child("encoder", new Embedding(configuration.Vocabulary, configuration.EmbeddingSize, initializer));
        _memory = Child("rnn", new LongShortTermMemory(
            configuration.EmbeddingSize, configuration.HiddenSize, configuration.Layers, configuration.Dropout));
        _decoder = Child("decoder", new Linear(configuration.HiddenSize, configuration.Vocabulary, initializer: initializer));
        _dropout = Child("drop", new Dropout(configuration.Dropout));
    }

    /// <summary>Scores of the next token after every position, from a state of zeros.</summary>
    /// <param name="input">Tokens (batch, position) of type <see cref="ScalarType.Int64"/>.</param>
    /// <returns>Unnormalised scores (batch, position, vocabulary).</returns>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Forward(input, ZeroState(input.Shape[0])).Scores;
    }

    /// <summary>Scores of the next token after every position, going on from a state.</summary>
    /// <param name="input">Tokens (batch, position) of type <see cref="ScalarType.Int64"/>.</param>
    /// <param name="state">The state after the text before.</param>
    /// <returns>Unnormalised scores (batch, position, vocabulary), and the state after the last position.</returns>
    public (Tensor Scores, RecurrentState State) Forward(Tensor input, RecurrentState state)
    {
        ArgumentNullException.ThrowIfNull(input);
        // The recurrence runs along the first dimension; the states are small, so they are turned back, not the scores.
        Tensor vectors = _dropout.Forward(_encoder.Forward(input.Transpose(0, 1)));
        (Tensor states, RecurrentState last) = _memory.Forward(vectors, state);
        return (_decoder.Forward(_dropout.Forward(states).Transpose(0, 1).Contiguous()), last);
    }

    /// <summary>The state before any text.</summary>
    /// <param name="batch">Sequences.</param>
    public RecurrentState ZeroState(long batch) => _memory.ZeroState(batch, _memory.Parameters[0].Tensor.Value.ScalarType);
}
