namespace Impetus.Torch.Modules;

/// <summary>
/// A layer of GraphSAGE with means over neighbours (Hamilton et al. 2017): y = W_l·mean of the neighbours + b + W_r·x, from one
/// kind of nodes to another.
/// </summary>
public sealed class SampleAndAggregate : Module
{
    private readonly ModuleTensor _bias;
    private readonly Linear _neighbours;
    private readonly Linear _own;

    /// <param name="neighbours">Length of a neighbour's vector.</param>
    /// <param name="own">Length of a node's own vector.</param>
    /// <param name="outputs">Length of a result.</param>
    public SampleAndAggregate(int neighbours, int own, int outputs)
    {
        _bias = Parameter("bias", [outputs], Initializers.UniformByInputs(neighbours));
        _neighbours = Child("lin_l", new Linear(neighbours, outputs, bias: false));
        _own = Child("lin_r", new Linear(own, outputs, bias: false));
    }

    /// <summary>New vectors of nodes.</summary>
    /// <param name="means">(node, neighbour): every row takes the mean over the neighbours of a node.</param>
    /// <param name="neighbours">Vectors (neighbour, width).</param>
    /// <param name="own">Vectors (node, width).</param>
    /// <returns>(node, outputs).</returns>
    public Tensor Forward(Tensor means, Tensor neighbours, Tensor own)
    {
        ArgumentNullException.ThrowIfNull(means);
        // The mean of linear maps is the map of the mean; this order multiplies the shorter vectors.
        return means.MatrixMultiply(_neighbours.Forward(neighbours)) + _own.Forward(own) + _bias.Value;
    }
}
