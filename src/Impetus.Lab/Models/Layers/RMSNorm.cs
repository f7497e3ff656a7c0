using Impetus.Torch;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Layers;

/// <summary>
/// Divides the last dimension by its root mean square and multiplies it by a weight (Zhang and Sennrich 2019):
/// y = w·x / √(mean(x²) + ε).
/// </summary>
internal sealed class RMSNorm : Module<Tensor, Tensor>, IInitialValues
{
    private readonly TorchParameter weight;
    private readonly double _epsilon;

    /// <param name="width">Length of the last dimension.</param>
    /// <param name="epsilon">ε, added to the mean square.</param>
    public RMSNorm(long width, double epsilon = 1e-6)
        : base(nameof(RMSNorm))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        _epsilon = epsilon;
        weight = Parameter(ones(width));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        Tensor meanSquare = input.Squared().mean([-1], keepdim: true);
        return input * meanSquare.Plus(_epsilon).rsqrt() * weight;
    }

    Initializer IInitialValues.InitializerOf(string parameter) => Initializers.Constant(1);
}
