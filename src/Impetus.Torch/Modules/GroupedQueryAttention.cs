namespace Impetus.Torch.Modules;

/// <summary>
/// Causal self-attention with rotary positions, whose query heads share key and value heads in groups of equal size
/// (Ainslie et al. 2023); with as many key as query heads it is multi-head attention (Vaswani et al. 2017). From and to
/// (batch, position, width). No biases.
/// </summary>
public sealed class GroupedQueryAttention : Module
{
    private readonly int _heads;
    private readonly int _keyHeads;
    private readonly Linear _query;
    private readonly Linear _key;
    private readonly Linear _value;
    private readonly Linear _output;
    private readonly RotaryEmbedding _rotateQuery;
    private readonly RotaryEmbedding _rotateKey;

    /// <param name="width">Length of a position's vector; a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">Query heads.</param>
    /// <param name="keyHeads">Key and value heads; divides <paramref name="heads"/>.</param>
    /// <param name="angleBase">The base of the rotary angles.</param>
    /// <param name="initializer">Initial values of the four projections; <see cref="Initializers.UniformByInputs"/> by default.</param>
    public GroupedQueryAttention(
        int width, int heads, int keyHeads, double angleBase = 10_000, Initializer? initializer = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(keyHeads, 1);
        if (width < heads || width % heads != 0 || heads % keyHeads != 0)
        {
            throw new ArgumentException(
                $"{heads} heads must divide the width {width}, and {keyHeads} key heads must divide {heads} heads.", nameof(heads));
        }
        (_heads, _keyHeads) = (heads, keyHeads);
        int headSize = width / heads;
        _query = Child("q_proj", new Linear(width, width, bias: false, initializer));
        _key = Child("k_proj", new Linear(width, keyHeads * headSize, bias: false, initializer));
        _value = Child("v_proj", new Linear(width, keyHeads * headSize, bias: false, initializer));
        _output = Child("o_proj", new Linear(width, width, bias: false, initializer));
        _rotateQuery = new RotaryEmbedding(headSize, angleBase, 1 / Math.Sqrt(headSize));
        _rotateKey = new RotaryEmbedding(headSize, angleBase);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        long[] shape = input.Shape;
        (long batch, long length) = (shape[0], shape[1]);
        int group = _heads / _keyHeads;

        // The queries of a group stand below each other: one product with the keys they share, which are not copied.
        Tensor queries = _rotateQuery.Forward(Split(_query.Forward(input), _heads)).Transpose(1, 2)
            .Reshape(batch, _keyHeads, group * length, -1);
        Tensor keys = _rotateKey.Forward(Split(_key.Forward(input), _keyHeads)).Permute(0, 2, 3, 1);
        Tensor values = Split(_value.Forward(input), _keyHeads).Transpose(1, 2);

        Tensor scores = queries.MatrixMultiply(keys).Reshape(batch, _heads, length, length);
        Operators.AddInPlace.Run(scores, CausalMask.Of(length, scores.ScalarType));
        Tensor weights = Operators.Softmax.Call(scores, -1).Reshape(batch, _keyHeads, group * length, length);
        Tensor mixed = weights.MatrixMultiply(values).Reshape(batch, _heads, length, -1);
        return _output.Forward(mixed.Transpose(1, 2).Reshape(batch, length, -1));

        Tensor Split(Tensor projected, int heads) => projected.Reshape(batch, length, heads, -1);
    }
}
