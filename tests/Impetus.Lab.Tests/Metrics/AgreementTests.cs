using Impetus.Lab.Metrics;

namespace Impetus.Lab.Tests.Metrics;

/// <summary>Values from the documentation of scikit-learn and SciPy, or counted by hand.</summary>
public sealed class AgreementTests
{
    [Fact]
    public void Classes()
    {
        Assert.Equal(-1.0 / 3, Agreement.Matthews([1, 0, 1, 1], [1, 1, 1, 0]), 12);
        // 3 of 6 right, guessed 2, 3 and 1 times, true twice each.
        Assert.Equal(((3 * 6) - 12) / Math.Sqrt((36.0 - 14) * (36 - 12)), Agreement.Matthews([0, 2, 1, 0, 1, 1], [0, 1, 2, 0, 1, 2]), 12);
        Assert.Equal(0, Agreement.Matthews([1, 1], [0, 1]));
        Assert.Equal(2.0 / 3, Agreement.F1([1, 1, 0, 0], [1, 0, 0, 0]), 12);
        Assert.Equal(0, Agreement.F1([0, 0], [0, 0]));
        Assert.Equal(0.5, Agreement.Accuracy([0, 2, 1, 3], [0, 1, 2, 3]));
    }

    [Fact]
    public void Numbers()
    {
        Assert.Equal(-0.7426106572325057, Agreement.Pearson([1, 2, 3, 4, 5], [10, 9, 2.5, 6, 4]), 12);
        Assert.Equal(0.8207826816681233, Agreement.Spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]), 12);
        Assert.Equal(0, Agreement.Pearson([1, 1], [1, 2]));
    }
}
