using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Cm;

/// <summary>A function of the plane with several minima.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Function">The function.</param>
/// <param name="SecondLowest">The value of the lowest minimum that is not global: whatever is below lies around the global one.</param>
internal sealed record Landscape(string Name, ITestFunction Function, double SecondLowest)
{
    private const double Margin = 0.1;

    /// <summary>Where runs start, the same interval for both coordinates.</summary>
    public Interval Starts { get; init; } = Function.Domain;

    /// <summary>Ackley's function; its next minima are at (±0.952, 0) and (0, ±0.952).</summary>
    public static Landscape Ackley { get; } = new("Ackley", new Ackley(2), 2.57993);

    /// <summary>Goldstein-Price; its next minimum is at (−0.6, −0.4), where the function itself is 30.</summary>
    public static Landscape GoldsteinPrice { get; } = new(
        "Goldstein-Price", new GoldsteinPrice(), (Math.Log(30) - Problems.Functions.GoldsteinPrice.Shift) / Problems.Functions.GoldsteinPrice.Spread);

    /// <summary>Ackley with Rosenbrock's valley; its next minimum is near (1.986, 3.004).</summary>
    public static Landscape AckleyRosenbrock { get; } = new("Ackley+Rosenbrock", new AckleyRosenbrock(), 0.45677);

    /// <summary>A panel with its contours and its minima, a little beyond the region of the starts.</summary>
    public FigurePanel Panel(string title, FigureSurface contours) => new(new("x"), new("y"))
    {
        Title = title,
        Surface = contours,
        Points = [new("global minimum", [.. Function.Minima.Select(minimum => minimum[0])], [.. Function.Minima.Select(minimum => minimum[1])], IsTarget: true)],
    };

    /// <summary>The contours for <see cref="Panel"/>.</summary>
    public FigureSurface Contours()
    {
        double margin = Margin * (Starts.High - Starts.Low);
        Interval seen = new(Starts.Low - margin, Starts.High + margin);
        return FigureSurface.Of("Loss", Function, seen, seen);
    }
}
