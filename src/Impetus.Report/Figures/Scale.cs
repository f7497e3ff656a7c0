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
