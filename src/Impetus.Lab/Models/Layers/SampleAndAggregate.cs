using Impetus.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Layers;

/// <summary>
/// A layer of GraphSAGE with means over neighbours (Hamilton et al. 2017): y = W_l·mean of the neighbours + b + W_r·x, from one
/// kind of nodes to another.
/// </summary>
internal sealed class SampleAndAggregate : Module<Tensor, Tensor, Tensor, Tensor>, IInitialValues
{
    private readonly TorchParameter bias;
    private readonly Linear lin_l;
    private readonly Linear lin_r;

    /// <param name="neighbours">Length of a neighbour's vector.</param>
    /// <param name="own">Length of a node's own vector.</param>
    /// <param name="outputs">Length of a result.</param>
    public SampleAndAggregate(int neighbours, int own, int outputs)
        : base(nameof(SampleAndAggregate))
    {
        bias = Parameter(zeros(outputs));
        lin_l = Linear(neighbours, outputs, hasBias: false);
        lin_r = Linear(own, outputs, hasBias: false);
        RegisterComponents();
    }

    /// <summary>New vectors of nodes.</summary>
    /// <param name="means">(node, neighbour): every row takes the mean over the neighbours of a node.</param>
    /// <param name="neighbours">Vectors (neighbour, width).</param>
    /// <param name="own">Vectors (node, width).</param>
    /// <returns>(node, outputs).</returns>
    public override Tensor forward(Tensor means, Tensor neighbours, Tensor own) =>
        // The mean of linear maps is the map of the mean; this order multiplies the shorter vectors.
        means.matmul(lin_l.call(neighbours)).Plus(lin_r.call(own)).Plus(bias);

    Initializer IInitialValues.InitializerOf(string parameter) => Initializers.UniformByInputs(lin_l.in_features);
}
