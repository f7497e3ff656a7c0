using System.Numerics;

namespace Impetus.Lab.Data.Images;

/// <summary>
/// The filters of PNG: a row is stored as differences from its neighbours a (left), b (above) and c (above left).
/// </summary>
internal static class PngFilter
{
    /// <summary>Makes samples of differences, in place.</summary>
    /// <param name="filter">The filter's number.</param>
    /// <param name="row">Differences; receives samples.</param>
    /// <param name="above">The samples of the row above; zeros for the first.</param>
    /// <param name="distance">Bytes of a pixel: how far away the left neighbour is.</param>
    /// <returns>Whether there is such a filter.</returns>
    public static bool Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        switch (filter)
        {
            case 0:
                return true;
            case 1:
                UndoLeft(row, distance);
                return true;
            case 2:
                UndoAbove(row, above);
                return true;
            case 3:
                UndoAverage(row, above, distance);
                return true;
            case 4:
                UndoPaeth(row, above, distance);
                return true;
            default:
                return false;
        }
    }

    private static void UndoLeft(Span<byte> row, int distance)
    {
        for (int k = distance; k < row.Length; k++)
        {
            row[k] += row[k - distance];
        }
    }

    private static void UndoAbove(Span<byte> row, ReadOnlySpan<byte> above)
    {
        int k = 0;
        for (; k <= row.Length - Vector<byte>.Count; k += Vector<byte>.Count)
        {
            (new Vector<byte>(row[k..]) + new Vector<byte>(above[k..])).CopyTo(row[k..]);
        }

        for (; k < row.Length; k++)
        {
            row[k] += above[k];
        }
    }

    private static void UndoAverage(Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        for (int k = 0; k < row.Length; k++)
        {
            int left = k < distance ? 0 : row[k - distance];
            row[k] += (byte)((left + above[k]) >> 1);
        }
    }

    // The neighbour nearest to a + b - c; of equals a, then b.
    private static void UndoPaeth(Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        int start = Math.Min(distance, row.Length);
        UndoAbove(row[..start], above[..start]);
        for (int k = start; k < row.Length; k++)
        {
            (int a, int b, int c) = (row[k - distance], above[k], above[k - distance]);
            (int toA, int toB, int toC) = (Math.Abs(b - c), Math.Abs(a - c), Math.Abs(a + b - c - c));
            row[k] += (byte)(toA <= toB && toA <= toC ? a : toB <= toC ? b : c);
        }
    }
}
