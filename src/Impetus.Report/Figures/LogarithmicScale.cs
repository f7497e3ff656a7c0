namespace Impetus.Report.Figures;

/// <summary>Equal ratios take equal lengths. Zero and negative values have no place on it.</summary>
public sealed class LogarithmicScale : Scale
{
    private readonly double _start;
    private readonly double _extent;

    /// <summary>An axis from one positive value to another; a range without extent is widened.</summary>
    /// <param name="minimum">Its start; positive.</param>
    /// <param name="maximum">Its end; not below the start.</param>
    /// <param name="maximumCount">The most ticks it may have; at least 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not positive and ascending, or fewer than 3 ticks are allowed.</exception>
    public LogarithmicScale(double minimum, double maximum, int maximumCount = 8)
    {
        (minimum, maximum) = LinearTicks.Widened(minimum, maximum);
        Ticks = TickLabels.Logarithmic(LogarithmicTicks.Within(minimum, maximum, maximumCount));
        _start = Math.Log(minimum);
        _extent = Math.Log(maximum) - _start;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tick> Ticks { get; }

    /// <inheritdoc/>
    public override double Project(double value) =>
        value > 0 && double.IsFinite(value) ? (Math.Log(value) - _start) / _extent : double.NaN;
}
