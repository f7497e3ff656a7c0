using Impetus.Torch.Native;

namespace Impetus.Torch;

/// <summary>While it is open, products and convolutions on this thread compute in bfloat16. Made by <see cref="Engine.BFloat16"/>.</summary>
public readonly ref struct BFloat16Scope
{
    private readonly int _outerMode;

    internal BFloat16Scope(int outerMode) => _outerMode = outerMode;

    /// <summary>Restores what was in force before.</summary>
    public void Dispose() => _ = NativeMethods.SetBFloat16Mode(_outerMode);
}
