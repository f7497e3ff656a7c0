using Impetus.Lab.Tasks;
using static TorchSharp.torch;

namespace Impetus.Lab.Tests.Instruments;

/// <summary>A bare vector of weights in double precision, so that any function of it can be a loss.</summary>
internal sealed class Weights : nn.Module<Tensor, Tensor>
{
    public Weights(params double[] values)
        : base(nameof(Weights))
    {
        Vector = new TorchParameter(TensorValues.Copy<double>(values));
        register_parameter("vector", Vector);
    }

    public TorchParameter Vector { get; }

    public override Tensor forward(Tensor input) => input.matmul(Vector);
}
