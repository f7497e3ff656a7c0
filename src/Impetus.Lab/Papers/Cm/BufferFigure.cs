using Impetus.Lab.Problems;
using Impetus.Lab.Reproduction;
using MathNet.Numerics.LinearAlgebra;

namespace Impetus.Lab.Papers.Cm;

/// <summary>Consecutive steps of a run, each with the vectors of its buffer as arrows.</summary>
internal static class BufferFigure
{
    private const int Columns = 3;
    private const double HalfWindow = 0.08, LongestArrow = 0.06;
    private const int Samples = 61;

    /// <summary>Draws the steps that lead up to the end of the setting's first steps.</summary>
    /// <param name="landscape">Where.</param>
    /// <param name="setting">How the buffer is set.</param>
    /// <param name="drawn">How many steps.</param>
    /// <param name="journey">The journey of each optimizer.</param>
    /// <param name="optimizers">The optimizers.</param>
    public static ExperimentFigure Of(Landscape landscape, BufferSetting setting, int drawn, Func<string, Journey> journey, IReadOnlyList<string> optimizers) => new(
        $"Buffers during {drawn} steps, {setting}",
        [.. optimizers.SelectMany(optimizer => Panels(landscape, setting, drawn, journey(optimizer)))])
    {
        Caption = "Arrows show where a vector pushes the parameters: against it. In each panel the longest has the same length. Shades are the loss, lower where they are closer to the colour of the page; they differ from panel to panel.",
        Columns = Columns,
    };

    private static IEnumerable<FigurePanel> Panels(Landscape landscape, BufferSetting setting, int drawn, Journey journey)
    {
        IReadOnlyList<BufferStep> steps = BufferPassage.Trace(journey, setting, setting.Steps).Steps;
        return Enumerable.Range(setting.Steps - drawn, drawn).Select(index => Panel(landscape, journey.Contestant.Name, steps, index));
    }

    private static FigurePanel Panel(Landscape landscape, string name, IReadOnlyList<BufferStep> steps, int index)
    {
        BufferStep step = steps[index];
        double side = landscape.Function.Domain.High - landscape.Function.Domain.Low, half = HalfWindow * side;
        Interval horizontal = new(step.Point[0] - half, step.Point[0] + half), vertical = new(step.Point[1] - half, step.Point[1] + half);
        double scale = LongestArrow * side / step.Buffer.Append(step.Own).Max(vector => vector.L2Norm());
        return new(new("x"), new("y"))
        {
            Title = $"{name}, step {index + 1}",
            Surface = FigureSurface.Of("Loss", landscape.Function, horizontal, vertical, samples: Samples),
            Trajectories = [new("way so far", [.. steps.Take(index + 1).Select(past => past.Point[0])], [.. steps.Take(index + 1).Select(past => past.Point[1])])],
            Arrows =
            [
                new("buffer", [.. step.Buffer.Select(Arrow)]) { IsFaint = true },
                new("mean of the buffer", [Arrow(step.Mean!)]),
                new("new gradient; momentum of Adam+CM", [Arrow(step.Own)]),
            ],
        };

        FigureArrow Arrow(Vector<double> vector) => new(step.Point[0], step.Point[1], -scale * vector[0], -scale * vector[1]);
    }
}
