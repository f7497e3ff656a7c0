namespace Impetus.Report.Figures;

/// <summary>One lane for each name; used upright, the first name stands on top. Value i is the middle of lane i.</summary>
/// <param name="names">The names in order.</param>
public sealed class CategoryScale(IReadOnlyList<string> names) : Scale
{
    /// <inheritdoc/>
    public override IReadOnlyList<Tick> Ticks { get; } = [.. names.Select((name, index) => new Tick(index, name))];

    /// <inheritdoc/>
    public override double Project(double value) => 1 - ((value + 0.5) / names.Count);
}
