using Impetus.Lab.Statistics;

namespace Impetus.Lab.Tests.Statistics;

public class TwoWayTableTests
{
    [Fact]
    public void AnAdditiveTableIsItsRowsAndColumns()
    {
        // 10 + (−1, 1) down + (−2, 0, 2) across.
        TwoWayTable table = new([[7.0, 9, 11], [9.0, 11, 13]]);

        Assert.Equal(10, table.Mean);
        Assert.Equal([-1.0, 1], table.RowEffects);
        Assert.Equal([-2.0, 0, 2], table.ColumnEffects);
        Assert.Equal((22.0, 6.0, 16.0), (table.Total, table.Rows, table.Columns(column => column)));
        // The first column against the two others: 2·(2² + 2·1²).
        Assert.Equal(12, table.Columns(column => column == 0));
    }

    [Fact]
    public void WhatIsNeitherIsLeftOver()
    {
        TwoWayTable table = new([[1.0, -1], [-1.0, 1]]);
        Assert.Equal((4.0, 0.0, 0.0), (table.Total, table.Rows, table.Columns(column => column)));
    }
}
