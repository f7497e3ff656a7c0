using System.Numerics;
using Impetus.Kernels;
using Impetus.Kernels.Matrices;
using Impetus.Tests.Contract;

namespace Impetus.Tests.Matrices;

/// <summary>Products of matrices: each element is one chain of multiply-adds in order, whatever the lanes, tiles and threads.</summary>
[Collection(nameof(LaneTests))]
public sealed unsafe class MatrixProductTests
{
    /// <summary>Shapes around tiles of every width, blocks of the inner dimension and strips of rows.</summary>
    public static TheoryData<int, int, int, bool> Shapes => new()
    {
        { 1, 1, 1, false }, { 5, 3, 7, true }, { 6, 256, 32, false }, { 7, 257, 33, true }, { 49, 300, 95, false }, { 130, 20, 130, true }, { 97, 513, 101, false },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void EqualPlainLoopsToTheLastBitInDoublePrecision(int rows, int depth, int columns, bool isTransposed) => Compare<double>(rows, depth, columns, isTransposed);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void EqualPlainLoopsToTheLastBitInSinglePrecision(int rows, int depth, int columns, bool isTransposed) => Compare<float>(rows, depth, columns, isTransposed);

    private static void Compare<TElement>(int rows, int depth, int columns, bool isTransposed)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        TElement[] left = GradientStream.Values<TElement>(0, rows * depth), right = GradientStream.Values<TElement>(7, depth * columns);
        TElement[] expected = new TElement[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                TElement sum = TElement.Zero;
                for (int at = 0; at < depth; at++)
                {
                    sum = TElement.FusedMultiplyAdd(left[row * depth + at], right[isTransposed ? column * depth + at : at * columns + column], sum);
                }

                expected[row * columns + column] = sum;
            }
        }

        int usual = LaneLimit.Bits;
        using WorkerPool three = new(3);
        try
        {
            foreach (WorkerPool? pool in (WorkerPool?[])[null, three])
            {
                foreach (int bits in (int[])[512, 256, 0])
                {
                    LaneLimit.Bits = bits;
                    Assert.Equal(expected, Multiply(left, right, rows, depth, columns, isTransposed, pool));
                }
            }
        }
        finally
        {
            LaneLimit.Bits = usual;
        }
    }

    private static TElement[] Multiply<TElement>(TElement[] left, TElement[] right, int rows, int depth, int columns, bool isTransposed, WorkerPool? pool)
        where TElement : unmanaged, IBinaryFloatingPointIeee754<TElement>
    {
        using MatrixProduct<TElement> product = new((nint)MatrixProduct<TElement>.RoundedRows(rows) * depth, (nint)MatrixProduct<TElement>.RoundedColumns(columns) * depth, pool);
        TElement[] target = new TElement[rows * columns];
        Array.Fill(target, TElement.NaN);
        fixed (TElement* one = left, other = right, result = target)
        {
            Matrix<TElement> second = isTransposed ? new Matrix<TElement>(other, columns, depth).Transposed : new(other, depth, columns);
            product.Multiply(new(one, rows, depth), second, result);
        }

        return target;
    }
}
