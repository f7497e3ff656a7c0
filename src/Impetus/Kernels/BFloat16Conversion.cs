using System.Runtime.CompilerServices;

namespace Impetus.Kernels;

/// <summary>Between bfloat16, the upper half of single precision, and single precision.</summary>
internal static unsafe class BFloat16Conversion
{
    private const uint QuietNaN = 0x0040;

    /// <summary>Widens; exact.</summary>
    public static void Widen(ushort* source, float* target, nint length)
    {
        for (nint index = 0; index < length; index++)
        {
            target[index] = BitConverter.UInt32BitsToSingle((uint)source[index] << 16);
        }
    }

    /// <summary>Rounds to the nearest, ties to even; what is not a number stays so.</summary>
    public static void RoundToNearest(float* source, ushort* target, nint length)
    {
        for (nint index = 0; index < length; index++)
        {
            uint bits = BitConverter.SingleToUInt32Bits(source[index]);
            uint rounded = (bits + 0x7fff + ((bits >> 16) & 1)) >> 16;
            target[index] = (ushort)(float.IsNaN(source[index]) ? (bits >> 16) | QuietNaN : rounded);
        }
    }

    /// <summary>Rounds up or down with the probability that makes the mean exact; infinities and NaN stay as they are.</summary>
    /// <param name="source">What to round.</param>
    /// <param name="target">Receives the upper halves.</param>
    /// <param name="length">How many numbers.</param>
    /// <param name="seed">Decides, with the index, about the random bits.</param>
    public static void RoundStochastically(float* source, ushort* target, nint length, ulong seed)
    {
        for (nint index = 0; index < length; index++)
        {
            uint bits = BitConverter.SingleToUInt32Bits(source[index]);
            uint noise = (uint)Mix(seed + (ulong)index) & 0xffff;
            target[index] = (ushort)(float.IsFinite(source[index]) ? (bits + noise) >> 16 : (bits >> 16) | (float.IsNaN(source[index]) ? QuietNaN : 0));
        }
    }

    /// <summary>The finalizer of SplitMix64: every bit of the result depends on every bit of the argument.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}
