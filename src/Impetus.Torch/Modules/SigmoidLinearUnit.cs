namespace Impetus.Torch.Modules;

/// <summary>The sigmoid-weighted linear unit (SiLU, also "swish"): x·σ(x) by element (Elfwing et al. 2018).</summary>
public sealed class SigmoidLinearUnit : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Operators.SigmoidLinearUnit.Call(input);
}
