using System.Runtime.CompilerServices;

namespace Impetus.Algebra;

/// <summary>e⁻ˣ − 1 out of the operations that every lane has, so that it has the same bits in all of them.</summary>
internal static class NegativeExponential
{
    /// <summary>From here on e⁻ˣ − 1 is −1 in double precision; larger arguments must be cut to this.</summary>
    public const double Saturation = 40;

    private const double Halvings = 1 << 6;

    /// <summary>
    /// e⁻ˣ − 1 of 0 ≤ x ≤ <see cref="Saturation"/>: from tanh(x/128) by its Padé approximant of degrees 7 and 6, exact to double
    /// precision there, to e⁻ʸ − 1 = −2t / (1 + t) with y = x/64, and six times e⁻²ʸ − 1 = (e⁻ʸ − 1)² + 2(e⁻ʸ − 1), which never makes a
    /// relative error larger.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane MinusOne<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        TLane half = 0.5 / Halvings * x;
        TLane square = half * half;
        TLane numerator = half * TLane.MultiplyAdd(TLane.MultiplyAdd(square + 378, square, TLane.Broadcast(17325)), square, TLane.Broadcast(135135));
        TLane denominator = TLane.MultiplyAdd(
            TLane.MultiplyAdd(TLane.MultiplyAdd(28, square, TLane.Broadcast(3150)), square, TLane.Broadcast(62370)), square, TLane.Broadcast(135135));
        TLane power = -2 * numerator / (denominator + numerator);
        return Double(Double(Double(Double(Double(Double(power))))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Double<TLane>(TLane power)
        where TLane : struct, ILane<TLane>
        => TLane.MultiplyAdd(power, power, power + power);
}
