namespace Impetus.Torch.Modules;

/// <summary>
/// Attention with several heads (Vaswani et al. 2017, section 3.2): softmax(QKᵀ/√size)·V for each head, with projections
/// before and after. Biases; dropout of the attention weights while training.
/// </summary>
public sealed class MultiHeadAttention : Module
{
    private readonly int _heads;
    private readonly double _scale;
    private readonly Linear _query;
    private readonly Linear _key;
    private readonly Linear _value;
    private readonly Linear _output;
    private readonly Dropout _dropout;

    /// <param name="width">Length of a position's vector; a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="dropout">Probability of dropping an attention weight, in [0, 1).</param>
    /// <param name="initializer">Initial weights of the projections; <see cref="Initializers.UniformByInputs"/> by default.</param>
    public MultiHeadAttention(int width, int heads, double dropout = 0, Initializer? initializer = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        if (width < heads || width % heads != 0)
        {
            throw new ArgumentException($"{heads} heads do not divide the width {width}.", nameof(heads));
        }
        (_heads, _scale) = (heads, 1 / Math.Sqrt(width / heads));
        _query = Child("q_proj", new Linear(width, width, initializer: initializer));
        _key = Child("k_proj", new Linear(width, width, initializer: initializer));
        _value = Child("v_proj", new Linear(width, width, initializer: initializer));
        _output = Child("out_proj", new Linear(width, width, initializer: initializer));
        _dropout = Child("dropout", new Dropout(dropout));
    }

    /// <summary>What every query gathers from the sources.</summary>
    /// <param name="queries">Who asks (batch, position, width).</param>
    /// <param name="sources">Who answers (batch, source, width); the queries themselves for self-attention.</param>
    /// <param name="mask">Added to the scores (batch, head, position, source) before the softmax, −∞ where a query must not look; or null.</param>
    /// <returns>(batch, position, width).</returns>
    public Tensor Forward(Tensor queries, Tensor sources, Tensor? mask)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(sources);
        (Tensor keys, Tensor values) = Project(sources);
        return Forward(queries, keys, values, mask);
    }

    /// <summary>Keys (batch, head, size, source) and values (batch, head, source, size) of sources: work that later queries share.</summary>
    public (Tensor Keys, Tensor Values) Project(Tensor sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return (Split(_key.Forward(sources)).Permute(0, 2, 3, 1), Split(_value.Forward(sources)).Transpose(1, 2));
    }

    /// <summary>What every query gathers from projected sources.</summary>
    /// <param name="queries">Who asks (batch, position, width).</param>
    /// <param name="keys">Keys, as <see cref="Project"/> gives them.</param>
    /// <param name="values">Values, as <see cref="Project"/> gives them.</param>
    /// <param name="mask">Added to the scores (batch, head, position, source) before the softmax; or null.</param>
    /// <returns>(batch, position, width).</returns>
    public Tensor Forward(Tensor queries, Tensor keys, Tensor values, Tensor? mask)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(keys);
        long[] shape = queries.Shape;
        Tensor scores = (Split(_query.Forward(queries) * _scale).Transpose(1, 2)).MatrixMultiply(keys);
        if (mask is not null)
        {
            Operators.AddInPlace.Run(scores, mask);
        }
        Tensor weights = _dropout.Forward(Operators.Softmax.Call(scores, -1));
        return _output.Forward(weights.MatrixMultiply(values).Transpose(1, 2).Reshape(shape));
    }

    private Tensor Split(Tensor projected)
    {
        long[] shape = projected.Shape;
        return projected.Reshape(shape[0], shape[1], _heads, -1);
    }
}
