namespace Impetus.Torch.Modules;

/// <summary>A vector for every token: from tokens (…) of type <see cref="ScalarType.Int64"/> to (…, width).</summary>
public sealed class Embedding : Module
{
    private readonly ModuleTensor _weight;

    /// <param name="tokens">Number of different tokens; they are counted from 0.</param>
    /// <param name="width">Length of a vector.</param>
    /// <param name="initializer">Initial values; normal with standard deviation 1 by default.</param>
    public Embedding(long tokens, long width, Initializer? initializer = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        _weight = Parameter("weight", [tokens, width], initializer ?? Initializers.Normal(1));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => _weight.Value.Rows(input);

    /// <summary>The scalar product with every token's vector: scores (…, tokens) of an output layer that shares the weights.</summary>
    /// <param name="hidden">Vectors (…, width).</param>
    public Tensor Scores(Tensor hidden) => Operators.Linear.Call(hidden, _weight.Value);
}
