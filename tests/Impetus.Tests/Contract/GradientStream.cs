using System.Numerics;
using System.Runtime.CompilerServices;

namespace Impetus.Tests.Contract;

/// <summary>
/// Reproducible values and gradients of numbered coordinates: a common direction, noise, coordinates that are zero at
/// times or change sign at every step, and now and then a large gradient.
/// </summary>
internal static class GradientStream
{
    /// <summary>The first value of a coordinate, in [−1, 1).</summary>
    public static double Value(int coordinate) => Uniform(coordinate, -1);

    /// <summary>The gradient of a coordinate at a step from 0.</summary>
    public static double Gradient(int coordinate, int step)
    {
        double direction = Uniform(coordinate, -2), noise = Uniform(coordinate, step);
        double size = step % 4 == 3 ? 8 : 1;
        return (coordinate % 7) switch
        {
            2 when step % 3 != 1 => 0,
            5 => size * (step % 2 == 0 ? direction : -direction),
            _ => size * (direction + noise / 2),
        };
    }

    /// <summary>The first values of neighbouring coordinates.</summary>
    public static TElement[] Values<TElement>(int firstCoordinate, int length)
        where TElement : unmanaged, IFloatingPoint<TElement>
    {
        TElement[] values = new TElement[length];
        for (int index = 0; index < length; index++)
        {
            values[index] = TElement.CreateTruncating(Value(firstCoordinate + index));
        }

        return values;
    }

    /// <summary>The gradients of neighbouring coordinates.</summary>
    public static void Fill<TElement>(Span<TElement> gradients, int firstCoordinate, int step)
        where TElement : unmanaged, IFloatingPoint<TElement>
    {
        for (int index = 0; index < gradients.Length; index++)
        {
            gradients[index] = TElement.CreateTruncating(Gradient(firstCoordinate + index, step));
        }
    }

    /// <summary>SplitMix64 of a coordinate and a step, as a number in [−1, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Uniform(int coordinate, int step)
    {
        ulong z = ((ulong)(uint)coordinate << 32 | (uint)step) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (long)(z ^ (z >> 31)) * (1.0 / (1UL << 63));
    }
}
