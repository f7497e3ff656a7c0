using System.Globalization;
using Impetus.Lab.Reproduction;
using MathNet.Numerics.LinearAlgebra;

namespace Impetus.Lab.Papers.Am;

/// <summary>The model of two planes on ½x²: what it looks like at one point, after one step with a given memory.</summary>
/// <param name="Name">What happens there.</param>
/// <param name="Point">x.</param>
/// <param name="Memory">d, the step before was −ηd.</param>
/// <param name="Rate">η.</param>
internal sealed record TwoPlaneScene(string Name, double Point, double Memory, double Rate)
{
    private const int Samples = 161;

    private static readonly TwoPlaneScene[] All =
    [
        new("downhill", Point: 1, Memory: 1.2, Rate: 0.5),
        new("past the minimum", Point: -0.3, Memory: 0.8, Rate: 1),
        new("memory far too long", Point: 0.1, Memory: 2, Rate: 0.1),
    ];

    private TwoPlaneModel Model => new(Line(Point), Line(Memory), Loss(Point + (Rate * Memory)) - Loss(Point), Rate, Proximity: 0.1);

    private string Result => string.Create(CultureInfo.InvariantCulture, $"{Name}: β = {Model.Share():0.##}");

    public static ExperimentFigure Figure() => new("The model on ½x², and its dual", [.. All.Select(scene => scene.Panel()), DualPanel()])
    {
        Columns = 2,
        Caption = "The model is the larger of both planes plus the proximal terms; the star is its minimum, found by the closed form, where the next point lies. The last panel shows the dual, largest at the β that is taken.",
    };

    private FigurePanel Panel()
    {
        TwoPlaneModel model = Model;
        double next = Point - (Rate * model.NextMemory(model.Share())[0]), before = Point + (Rate * Memory);
        double low = Math.Min(next, before), high = Math.Max(next, before), margin = 0.6 * (high - low);
        double[] x = [.. Enumerable.Range(0, Samples).Select(k => low - margin + ((high - low + (2 * margin)) * k / (Samples - 1)))];
        return new(new("x"), new("value"))
        {
            Title = Result,
            Curves =
            [
                new("loss", x, [.. x.Select(Loss)]),
                new("plane of the gradient", x, Heights(model.GradientPlane)),
                new("plane of the memory", x, Heights(model.MemoryPlane)),
                new("model", x, Heights(model.Value)),
            ],
            Points =
            [
                new("point before", [before], [Loss(before)]),
                new("current point", [Point], [Loss(Point)]),
                new("minimum of the model", [next], [Loss(Point) + model.Value(Line(next - Point))], IsTarget: true),
            ],
        };

        double[] Heights(Func<Vector<double>, double> plane) => [.. x.Select(place => Loss(Point) + plane(Line(place - Point)))];
    }

    private static FigurePanel DualPanel()
    {
        double[] shares = [.. Enumerable.Range(0, Samples).Select(k => k / (Samples - 1.0))];
        return new(new("β"), new("dual, relative to its largest value"))
        {
            Title = "dual",
            Curves = [.. All.Select(scene => new FigureCurve(scene.Name, shares, [.. shares.Select(scene.RelativeDual)]))],
            Points = [new("β of the closed form", [.. All.Select(scene => scene.Model.Share())], [.. All.Select(scene => scene.RelativeDual(scene.Model.Share()))], IsTarget: true)],
        };
    }

    /// <summary>0 at the largest, −1 at the smallest value.</summary>
    private double RelativeDual(double share)
    {
        double largest = Model.Dual(Model.Share()), smallest = Math.Min(Model.Dual(0), Model.Dual(1));
        return (Model.Dual(share) - largest) / (largest - smallest);
    }

    private static double Loss(double x) => x * x / 2;

    private static Vector<double> Line(double value) => Vector<double>.Build.Dense(1, value);
}
