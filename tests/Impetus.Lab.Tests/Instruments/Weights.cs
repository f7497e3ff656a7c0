using Impetus.Torch;
using Impetus.Torch.Modules;

namespace Impetus.Lab.Tests.Instruments;

/// <summary>A bare vector of weights in double precision, so that any function of it can be a loss.</summary>
internal sealed class Weights : Module
{
    private readonly ModuleTensor _vector;

    public Weights(params double[] values)
    {
        _vector = Parameter("vector", [values.Length], Initializers.Constant(0));
        Initialize(seed: 0);
        ConvertTo(ScalarType.Float64);
        values.CopyTo(_vector.Value.Span<double>());
    }

    public Tensor Vector => _vector.Value;

    public override Tensor Forward(Tensor input) => input.MatrixMultiply(_vector.Value);
}
