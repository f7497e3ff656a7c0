namespace Impetus.Torch.Modules;

/// <summary>
/// Layers of long short-term memory (Hochreiter and Schmidhuber 1997, with a forget gate): for every position of a sequence
/// (i, f, o) = σ(W x + U h + b), g = tanh(…), c ← f∘c + i∘g, h ← o∘tanh(c).
/// </summary>
public sealed class LongShortTermMemory : Module
{
    private readonly int _layers;
    private readonly long _hidden;
    private readonly double _dropout;
    private readonly ModuleTensor[] _parameters;

    /// <param name="inputs">Length of an input vector.</param>
    /// <param name="hidden">Length of the state of a layer.</param>
    /// <param name="layers">Layers, each on the states of the one before.</param>
    /// <param name="dropout">Probability of dropping a coordinate between layers while training, in [0, 1).</param>
    public LongShortTermMemory(long inputs, long hidden, int layers = 1, double dropout = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hidden, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(dropout);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(dropout, 1);
        (_hidden, _layers, _dropout) = (hidden, layers, dropout);
        Initializer initializer = Initializers.UniformByInputs(hidden);
        _parameters = [.. Enumerable.Range(0, layers).SelectMany(layer => (ModuleTensor[])
        [
            Parameter($"weight_ih_l{layer}", [4 * hidden, layer == 0 ? inputs : hidden], initializer),
            Parameter($"weight_hh_l{layer}", [4 * hidden, hidden], initializer),
            Parameter($"bias_ih_l{layer}", [4 * hidden], initializer),
            Parameter($"bias_hh_l{layer}", [4 * hidden], initializer),
        ])];
    }

    /// <summary>The states of the last layer, from a state of zeros.</summary>
    /// <param name="input">Vectors (position, batch, inputs).</param>
    /// <returns>States h (position, batch, hidden).</returns>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Forward(input, ZeroState(input.Shape[1], input.ScalarType)).Output;
    }

    /// <summary>The states of the last layer, going on from a state.</summary>
    /// <param name="input">Vectors (position, batch, inputs).</param>
    /// <param name="state">Where all layers start.</param>
    /// <returns>States h of the last layer (position, batch, hidden), and where all layers end.</returns>
    public (Tensor Output, RecurrentState State) Forward(Tensor input, RecurrentState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Tensor[] results = Operators.LongShortTermMemory.CallMany(
            input,
            new Tensor?[] { state.Hidden, state.Cell },
            Array.ConvertAll(_parameters, static parameter => (Tensor?)parameter.Value),
            true,
            _layers,
            _dropout,
            IsTraining,
            false,
            false);
        return (results[0], new RecurrentState(results[1], results[2]));
    }

    /// <summary>A state of zeros for a number of sequences.</summary>
    /// <param name="batch">Sequences.</param>
    /// <param name="type">The type of the parameters.</param>
    public RecurrentState ZeroState(long batch, ScalarType type = ScalarType.Float32) =>
        new(Tensor.Zeros([_layers, batch, _hidden], type), Tensor.Zeros([_layers, batch, _hidden], type));
}

/// <summary>The state of a <see cref="LongShortTermMemory"/> between two positions.</summary>
/// <param name="Hidden">h (layer, batch, hidden).</param>
/// <param name="Cell">c (layer, batch, hidden).</param>
public sealed record RecurrentState(Tensor Hidden, Tensor Cell);
