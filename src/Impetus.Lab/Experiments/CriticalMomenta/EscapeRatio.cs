using Impetus.Lab.Data;
using Impetus.Lab.Experiments.Reproduction;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;

namespace Impetus.Lab.Experiments.CriticalMomenta;

/// <summary>Section 4 and Figures 6 and 7: how often optimizers escape sharp minima and end in the flat one.</summary>
/// <param name="id">The experiment's name.</param>
/// <param name="dimension">The coordinates of Σ min(x², s(x − 1)²).</param>
/// <param name="capacity">C.</param>
/// <param name="bufferDecay">λ.</param>
internal sealed class EscapeRatio(string id, int dimension, int capacity, double bufferDecay) : IExperiment
{
    private const string HigherThanAll = "At the largest sharpness Adam+CM escapes more often than Adam, Adam+SAM and Adam+CG";
    private const string LargerBuffer = "At the largest sharpness Adam+CM escapes more often with a larger buffer";
    private const double Rate = 0.05;

    // Half way between the two minima, a coordinate belongs to the flat one for every s above 1.
    private const double Boundary = 0.5;

    public string Id => id;

    public Publication Paper => Publications.CriticalMomenta;

    public string Title => $"Escape ratio in {dimension} {(dimension == 1 ? "dimension" : "dimensions")} by sharpness of the other minimum, C = {capacity}";

    public IReadOnlyList<string> Claims => [HigherThanAll, LargerBuffer];

    public Findings Run(ExperimentSettings settings)
    {
        double[] sharpnesses = settings.Choose<double[]>([5, 100], [2, 5, 10, 20, 50, 100], [2, 3, 5, 7, 10, 20, 30, 50, 70, 100]);
        int runs = settings.Choose(10, 50, 50), freshRuns = settings.Choose(20, 500, 1_000), steps = settings.Choose(200, 1_000, 1_000);
        Contestant[] contestants =
        [
            .. Contestants.All(Rate, capacity, bufferDecay),
            .. Contestants.All(Rate, capacity / 4, bufferDecay).Where(contestant => contestant.Optimizer == "adam-cm").Select(contestant => contestant with { Name = $"Adam+CM, C = {capacity / 4}" }),
        ];
        (Contestant Contestant, double Sharpness)[] cells = [.. contestants.SelectMany(contestant => sharpnesses.Select(sharpness => (contestant, sharpness)))];
        double[][] shares = settings.Map(cells, runs, (cell, start) => FlatShare(cell.Contestant, cell.Sharpness, steps, settings.Seed, (ulong)start));
        double[][] fresh = settings.Map(contestants, freshRuns, (contestant, start) => FlatShare(contestant, sharpnesses[^1], steps, settings.Seed, 1_000_000 + (ulong)start));
        bool[][] escapes = [.. fresh.Select(own => own.Select(share => share == 1).ToArray())];
        return new()
        {
            Seeds = runs,
            Rows = [.. cells.Select((cell, index) => Row(cell.Contestant, cell.Sharpness, shares[index]))],
            Claims =
            [
                Decision.All(HigherThanAll, [.. Enumerable.Range(0, 3).Select(other => Decision.MoreOften($"more often than {contestants[other].Name}", escapes[3], escapes[other]))]),
                Decision.MoreOften(LargerBuffer, escapes[3], escapes[4]),
            ],
            Figures =
            [
                Curves("Escape ratio by sharpness", "Share of runs that end at the origin", contestants, sharpnesses, shares, own => own.Average(share => share == 1 ? 1.0 : 0.0)),
                .. dimension > 1 ? [Curves("Coordinates in the flat minimum, by sharpness", "Mean share of coordinates", contestants, sharpnesses, shares, own => own.Average())] : Array.Empty<ExperimentFigure>(),
            ],
            Notes =
            [
                $"From the paper: starts uniform in [−5, 5], {runs} runs, learning rate {Rate}, β = (0.9, 0.99), ρ = 0.05, λ = {bufferDecay} (for figure 7 its general default). Left open: the number of steps, taken as {steps}, and when a run counts as having escaped: here, when every coordinate ends below {Boundary} in absolute value.",
                $"Claims are tested on {freshRuns} other starts at s = {sharpnesses[^1]}, the same for all optimizers.",
                "The rate is constant. With a large buffer Adam+CM keeps circling the flat minimum, and may be outside of the bound in one of many coordinates when the last step is taken. So which buffer is ahead depends on the number of steps.",
                "The share of coordinates in the flat minimum shows how much hangs on all of them having to escape at once.",
            ],
        };
    }

    /// <summary>The share of coordinates that end in the flat minimum.</summary>
    private double FlatShare(Contestant contestant, double sharpness, int steps, ulong seed, ulong start)
    {
        FlatAndSharpMinima function = new(dimension, sharpness);
        DeterministicRandom random = DeterministicRandom.For(seed, start);
        double[] point = new ProblemRun(function, OptimizerSpecification.Parse(contestant.Specification), random.NextPoint(dimension, function.Domain), steps).Train();
        return point.Average(coordinate => Math.Abs(coordinate) < Boundary ? 1.0 : 0.0);
    }

    private static Dictionary<string, object?> Row(Contestant contestant, double sharpness, double[] shares) => new()
    {
        ["optimizer"] = contestant.Optimizer,
        ["variant"] = contestant.Name,
        ["sharpness"] = sharpness,
        ["escapeRatio"] = shares.Average(share => share == 1 ? 1.0 : 0.0),
        ["flatCoordinates"] = shares.Average(),
    };

    private static ExperimentFigure Curves(
        string title, string quantity, Contestant[] contestants, double[] sharpnesses, double[][] shares, Func<double[], double> measure) => new(
        title,
        new("Sharpness s", IsLogarithmic: true),
        new(quantity),
        [.. contestants.Select((contestant, index) => new FigureCurve(
            contestant.Name, sharpnesses, [.. shares[(index * sharpnesses.Length)..((index + 1) * sharpnesses.Length)].Select(measure)]))]);
}
