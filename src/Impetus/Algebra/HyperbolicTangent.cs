using System.Runtime.CompilerServices;

namespace Impetus.Algebra;

/// <summary>tanh out of the operations that every lane has, so that it has the same bits in all of them.</summary>
internal static class HyperbolicTangent
{
    /// <summary>From here on tanh is 1 in double precision; larger arguments must be cut to this.</summary>
    public const double Saturation = 20;

    private const double Halvings = 1 << 6;

    /// <summary>
    /// tanh of 0 ≤ x ≤ <see cref="Saturation"/>: the Padé approximant of degrees 7 and 6 at x/64, exact to double precision
    /// there, and six times tanh 2y = 2·tanh y / (1 + tanh² y).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Of<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        TLane y = x * TLane.Splat(1 / Halvings);
        TLane square = y * y;
        TLane numerator = TLane.MultiplyAdd(TLane.MultiplyAdd(square + TLane.Splat(378), square, TLane.Splat(17325)), square, TLane.Splat(135135));
        TLane denominator = TLane.MultiplyAdd(
            TLane.MultiplyAdd(TLane.MultiplyAdd(TLane.Splat(28), square, TLane.Splat(3150)), square, TLane.Splat(62370)), square, TLane.Splat(135135));
        TLane tanh = y * numerator / denominator;
        return Double(Double(Double(Double(Double(Double(tanh))))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Double<TLane>(TLane tanh)
        where TLane : struct, ILane<TLane>
        => (tanh + tanh) / TLane.MultiplyAdd(tanh, tanh, TLane.Splat(1));
}
