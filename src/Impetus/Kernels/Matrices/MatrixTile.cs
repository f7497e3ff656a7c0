using System.Runtime.CompilerServices;
using Impetus.Kernels.Lanes;

namespace Impetus.Kernels.Matrices;

/// <summary>The innermost loop of a matrix product: a tile of the result, kept in registers.</summary>
/// <remarks>
/// Every element of the result is one chain of multiply-adds over the inner dimension, in order. Its bits depend on no width of
/// vectors, no size of tiles and no number of threads. Twelve running vectors keep two multipliers busy, and fit into sixteen registers
/// beside two of the right factor and one of the left.
/// </remarks>
internal static unsafe class MatrixTile
{
    /// <summary>Rows of a tile.</summary>
    public const int Rows = 6;

    /// <summary>Lanes side by side in a row of a tile.</summary>
    public const int Lanes = 2;

    /// <summary>target ← left · right, or target + left · right.</summary>
    /// <param name="left">Six rows, those of one column of the left factor side by side.</param>
    /// <param name="right">Two lanes of columns, those of one row of the right factor side by side.</param>
    /// <param name="depth">How many columns of the left factor.</param>
    /// <param name="target">The tile's first element.</param>
    /// <param name="stride">From one row of the target to the next.</param>
    /// <param name="continues">Whether the chains go on from what the target holds.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLane, TElement>(TElement* left, TElement* right, nint depth, TElement* target, nint stride, bool continues)
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged
    {
        nint width = TLane.Width;
        TLane c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        TLane c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        if (continues)
        {
            (c00, c01) = (TLane.Load(target), TLane.Load(target + width));
            (c10, c11) = (TLane.Load(target + stride), TLane.Load(target + stride + width));
            (c20, c21) = (TLane.Load(target + 2 * stride), TLane.Load(target + 2 * stride + width));
            (c30, c31) = (TLane.Load(target + 3 * stride), TLane.Load(target + 3 * stride + width));
            (c40, c41) = (TLane.Load(target + 4 * stride), TLane.Load(target + 4 * stride + width));
            (c50, c51) = (TLane.Load(target + 5 * stride), TLane.Load(target + 5 * stride + width));
        }

        for (TElement* end = left + depth * Rows; left < end; left += Rows, right += Lanes * width)
        {
            TLane first = TLane.Load(right), second = TLane.Load(right + width);
            TLane row = TLane.Repeat(left);
            c00 = TLane.MultiplyAdd(row, first, c00);
            c01 = TLane.MultiplyAdd(row, second, c01);
            row = TLane.Repeat(left + 1);
            c10 = TLane.MultiplyAdd(row, first, c10);
            c11 = TLane.MultiplyAdd(row, second, c11);
            row = TLane.Repeat(left + 2);
            c20 = TLane.MultiplyAdd(row, first, c20);
            c21 = TLane.MultiplyAdd(row, second, c21);
            row = TLane.Repeat(left + 3);
            c30 = TLane.MultiplyAdd(row, first, c30);
            c31 = TLane.MultiplyAdd(row, second, c31);
            row = TLane.Repeat(left + 4);
            c40 = TLane.MultiplyAdd(row, first, c40);
            c41 = TLane.MultiplyAdd(row, second, c41);
            row = TLane.Repeat(left + 5);
            c50 = TLane.MultiplyAdd(row, first, c50);
            c51 = TLane.MultiplyAdd(row, second, c51);
        }

        Store(c00, c01, target, width);
        Store(c10, c11, target + stride, width);
        Store(c20, c21, target + 2 * stride, width);
        Store(c30, c31, target + 3 * stride, width);
        Store(c40, c41, target + 4 * stride, width);
        Store(c50, c51, target + 5 * stride, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLane, TElement>(TLane first, TLane second, TElement* target, nint width)
        where TLane : struct, ILane<TLane, TElement>
        where TElement : unmanaged
    {
        TLane.Store(first, target);
        TLane.Store(second, target + width);
    }
}
