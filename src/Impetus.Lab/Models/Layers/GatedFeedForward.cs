using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Impetus.Lab.Models.Layers;

/// <summary>
/// A feed-forward layer with a gate, W₂(silu(W₁x) ∘ W₃x), silu(x) = x·σ(x) (Shazeer 2020, SwiGLU). From and to (…, width);
/// no biases. W₁, W₃ and W₂ have the names <c>gate_proj</c>, <c>up_proj</c> and <c>down_proj</c>.
/// </summary>
internal sealed class GatedFeedForward : Module<Tensor, Tensor>
{
    private readonly Linear gate_proj;
    private readonly Linear up_proj;
    private readonly Linear down_proj;

    /// <param name="width">Length of the last dimension.</param>
    /// <param name="hidden">Length of what the gate is applied to.</param>
    /// <param name="initializer">Draws the weights.</param>
    public GatedFeedForward(int width, int hidden, Initializer initializer)
        : base(nameof(GatedFeedForward))
    {
        gate_proj = Linear(width, hidden, hasBias: false).StartingFrom(initializer);
        up_proj = Linear(width, hidden, hasBias: false).StartingFrom(initializer);
        down_proj = Linear(hidden, width, hasBias: false).StartingFrom(initializer);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        down_proj.call(functional.silu(gate_proj.call(input)) * up_proj.call(input));
}
