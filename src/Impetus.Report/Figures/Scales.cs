namespace Impetus.Report.Figures;

/// <summary>Carries values of one axis to positions along it.</summary>
public abstract class Scale
{
    /// <summary>The labelled positions.</summary>
    public abstract IReadOnlyList<Tick> Ticks { get; }

    /// <summary>
    /// Where a value lies: 0 at the start of the axis, 1 at its end, beyond them outside. NaN for a value that has no place on the axis.
    /// </summary>
    public abstract double Project(double value);
}

/// <summary>A side of a figure.</summary>
/// <param name="Title">The quantity with its unit; empty where the tick labels say it all.</param>
/// <param name="Scale">Where values lie and which of them are labelled.</param>
public sealed record Axis(string Title, Scale Scale);

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

/// <summary>One lane for each name; used upright, the first name stands on top. Value i is the middle of lane i.</summary>
/// <param name="names">The names in order.</param>
public sealed class CategoryScale(IReadOnlyList<string> names) : Scale
{
    /// <inheritdoc/>
    public override IReadOnlyList<Tick> Ticks { get; } = [.. names.Select((name, index) => new Tick(index, name))];

    /// <inheritdoc/>
    public override double Project(double value) => 1 - ((value + 0.5) / names.Count);
}
