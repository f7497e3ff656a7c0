namespace Impetus.Report.Figures;

/// <summary>Equal differences take equal lengths.</summary>
public sealed class LinearScale : Scale
{
    private readonly double _start;
    private readonly double _end;

    private LinearScale(double start, double end, IReadOnlyList<double> ticks)
    {
        (_start, _end) = (start, end);
        Ticks = TickLabels.Linear(ticks);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tick> Ticks { get; }

    /// <summary>An axis that starts and ends at a tick, so that all data lies between two labels.</summary>
    /// <inheritdoc cref="LinearTicks.Covering"/>
    public static LinearScale Covering(double minimum, double maximum, int maximumCount = 8)
    {
        IReadOnlyList<double> ticks = LinearTicks.Covering(minimum, maximum, maximumCount);
        return new(ticks[0], ticks[^1], ticks);
    }

    /// <summary>An axis that starts and ends with the data.</summary>
    /// <inheritdoc cref="LinearTicks.Within"/>
    public static LinearScale Within(double minimum, double maximum, int maximumCount = 10)
    {
        (minimum, maximum) = LinearTicks.Widened(minimum, maximum);
        return new(minimum, maximum, LinearTicks.Within(minimum, maximum, maximumCount));
    }

    /// <inheritdoc/>
    public override double Project(double value) => double.IsFinite(value) ? (value - _start) / (_end - _start) : double.NaN;
}
