using Impetus.Torch.Native;

namespace Impetus.Torch;

/// <summary>While it is open, operators on this thread record no gradients. Made by <see cref="Engine.NoGradient"/>.</summary>
public readonly ref struct NoGradientScope
{
    private readonly int _outerMode;

    internal NoGradientScope(int outerMode) => _outerMode = outerMode;

    /// <summary>Restores what was in force before.</summary>
    public void Dispose() => _ = NativeMethods.SetGradientMode(_outerMode);
}
