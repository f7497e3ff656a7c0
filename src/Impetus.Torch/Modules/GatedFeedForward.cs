namespace Impetus.Torch.Modules;

/// <summary>
/// A feed-forward layer with a gate, W₂(silu(W₁x) ∘ W₃x), silu(x) = x·σ(x) (Shazeer 2020, SwiGLU). From and to (…, width);
/// no biases. W₁, W₃ and W₂ have the names <c>gate_proj</c>, <c>up_proj</c> and <c>down_proj</c>.
/// </summary>
public sealed class GatedFeedForward : Module
{
    private readonly Linear _gate;
    private readonly Linear _up;
    private readonly Linear _down;

    /// <param name="width">Length of the last dimension.</param>
    /// <param name="hidden">Length of what the gate is applied to.</param>
    /// <param name="initializer">Initial values; <see cref="Initializers.UniformByInputs"/> by default.</param>
    public GatedFeedForward(int width, int hidden, Initializer? initializer = null)
    {
        _gate = Child("gate_proj", new Linear(width, hidden, bias: false, initializer));
        _up = Child("up_proj", new Linear(width, hidden, bias: false, initializer));
        _down = Child("down_proj", new Linear(hidden, width, bias: false, initializer));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) =>
        _down.Forward(Operators.SigmoidLinearUnit.Call(_gate.Forward(input)) * _up.Forward(input));
}
