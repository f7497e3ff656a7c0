namespace Impetus.Benchmarks;

/// <summary>How many coordinates there are, and how many tensors share them.</summary>
/// <param name="Name">The heading of a column.</param>
/// <param name="Elements">The coordinates of all tensors together.</param>
/// <param name="Tensors">The tensors.</param>
internal sealed record Shape(string Name, long Elements, int Tensors)
{
    /// <summary>From far beyond all caches to well within one core's own.</summary>
    public static IReadOnlyList<Shape> All { get; } =
    [
        new("20M", 20_000_000, 1),
        new("20x1M", 20_000_000, 20),
        new("2M", 2_000_000, 1),
        new("200x10k", 2_000_000, 200),
        new("30k", 30_000, 1),
    ];

    /// <summary>The shape of that name.</summary>
    public static Shape Named(string name) => All.Single(shape => shape.Name == name);
}
