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
/// <param name="variesCapacity">Whether Adam+CM is shown with other buffers as well, as in the right part of figure 7.</param>
internal sealed class EscapeRatio(string id, int dimension, int capacity, double bufferDecay, bool variesCapacity) : IExperiment
{
    private const string HigherThanAll = "At the largest sharpness Adam+CM escapes more often than Adam, Adam+SAM and Adam+CG";
    private const string HigherEverywhere = "Adam+CM escapes more often than Adam, Adam+SAM and Adam+CG, at every sharpness above 2";
    private const string GradientsFallBehind = "At the largest sharpness Adam+CG escapes less often than Adam and Adam+SAM";
    private const string LargerBuffer = "Adam+CM escapes more often with a larger buffer, over all degrees of sharpness";
    private const double Rate = 0.05;

    // Half way between the two minima, a coordinate belongs to the flat one for every s above 1.
    private const double Boundary = 0.5;

    private static readonly int[] Capacities = [2, 5, 10, 20];

    public string Id => id;

    public Publication Paper => Publications.CriticalMomenta;

    public string Title => $"Escape ratio in {dimension} {(dimension == 1 ? "dimension" : "dimensions")} by sharpness of the other minimum, C = {capacity}";

    public IReadOnlyList<string> Claims => variesCapacity ? [HigherEverywhere, GradientsFallBehind, LargerBuffer] : [HigherThanAll];

    public Findings Run(ExperimentSettings settings)
    {
        double[] sharpnesses = settings.Choose<double[]>([5, 100], [2, 5, 10, 20, 50, 100], [2, 3, 5, 7, 10, 20, 30, 50, 70, 100]);
        int runs = settings.Choose(10, 50, 50), freshRuns = settings.Choose(20, 500, 1_000), steps = settings.Choose(200, 1_000, 1_000);
        Contestant[] contestants =
        [
            .. Contestants.All(Rate, capacity, bufferDecay),
            .. variesCapacity ? Capacities.Where(other => other != capacity).Select(Momenta) : [],
        ];
        (Contestant Contestant, double Sharpness)[] cells = [.. contestants.SelectMany(contestant => sharpnesses.Select(sharpness => (contestant, sharpness)))];
        Ending[][] shown = settings.Map(cells, runs, (cell, start) => EndingOf(cell.Contestant, cell.Sharpness, steps, settings.Seed, (ulong)start));
        Ending[][] fresh = settings.Map(cells, freshRuns, (cell, start) => EndingOf(cell.Contestant, cell.Sharpness, steps, settings.Seed, 1_000_000 + (ulong)start));
        Field[] fields = [.. contestants.Select((contestant, index) => new Field(contestant, fresh[(index * sharpnesses.Length)..((index + 1) * sharpnesses.Length)]))];
        return new()
        {
            Seeds = runs,
            Rows = [.. cells.Select((cell, index) => Row(cell.Contestant, cell.Sharpness, shown[index], fresh[index]))],
            Claims = [.. Decide(fields, sharpnesses)],
            Figures =
            [
                Curves("Escape ratio by sharpness", "Share of runs that end at the flat minimum", contestants[..4], sharpnesses, shown, own => own.Average(ending => ending.HasEscaped ? 1.0 : 0.0)),
                .. variesCapacity ? [Curves("Escape ratio of Adam+CM by capacity", "Share of runs that end at the flat minimum", contestants[3..], sharpnesses, shown[(3 * sharpnesses.Length)..], own => own.Average(ending => ending.HasEscaped ? 1.0 : 0.0))] : Array.Empty<ExperimentFigure>(),
                .. dimension > 1 ? [Curves("Coordinates in the flat minimum, by sharpness", "Mean share of coordinates", contestants[..4], sharpnesses, shown, own => own.Average(ending => ending.FlatCoordinates))] : Array.Empty<ExperimentFigure>(),
            ],
            Notes =
            [
                $"From the paper: starts uniform in [−5, 5], {runs} runs, learning rate {Rate}, β = (0.9, 0.99), ρ = 0.05, λ = {bufferDecay} (for figure 7 its general default). Left open: the number of steps, taken as {steps}, and when a run counts as having escaped: here, when every coordinate ends below {Boundary} in absolute value.",
                $"Claims are tested on {freshRuns} other starts, the same for all optimizers.",
                $"The rate is constant. With a large buffer Adam+CM keeps circling the flat minimum, and may be outside of the bound when the last step is taken{(dimension > 1 ? ", in one of many coordinates" : "")}. The column freshShareBelowTheRidge counts what lies on the flat side of the ridge between the two minima, however far from 0.",
                .. dimension > 1 ? ["The share of coordinates in the flat minimum shows how much hangs on all of them having to escape at once."] : Array.Empty<string>(),
            ],
        };
    }

    private Contestant Momenta(int size) => Contestants.All(Rate, size, bufferDecay)[3] with { Name = $"Adam+CM, C = {size}" };

    private IEnumerable<Claim> Decide(Field[] fields, double[] sharpnesses)
    {
        Field own = fields[3];
        if (!variesCapacity)
        {
            yield return Decision.All(HigherThanAll, [.. fields[..3].Select(other => MoreOften(own, other, sharpnesses.Length - 1))]);
            yield break;
        }

        yield return Decision.All(HigherEverywhere, [.. Enumerable.Range(0, sharpnesses.Length).Where(index => sharpnesses[index] > 2).SelectMany(index => fields[..3].Select(other =>
        {
            Claim part = MoreOften(own, other, index);
            return part with { Text = $"s = {sharpnesses[index]}, {part.Text}" };
        }))]);
        yield return Decision.All(GradientsFallBehind, [.. fields[..2].Select(other => MoreOften(other, fields[2], sharpnesses.Length - 1))]);
        Field[] bySize = [.. Capacities.Select(size => size == capacity ? own : fields.Single(field => field.Contestant.Name == Momenta(size).Name))];
        Claim larger = Decision.Smaller(LargerBuffer, bySize[0].Escapes, bySize[^1].Escapes);
        yield return larger with
        {
            Evidence = $"degrees of sharpness escaped from, C = {Capacities[0]} against {Capacities[^1]}: {larger.Evidence}; with C = {string.Join(", ", Capacities)} it is {string.Join(", ", bySize.Select(field => FormattableString.Invariant($"{field.Escapes.Average():G3}")))} of {sharpnesses.Length}",
        };
    }

    private static Claim MoreOften(Field more, Field less, int sharpness) => Decision.MoreOften(
        $"{more.Contestant.Name} more often than {less.Contestant.Name}",
        [.. more.Endings[sharpness].Select(ending => ending.HasEscaped)],
        [.. less.Endings[sharpness].Select(ending => ending.HasEscaped)]);

    private Ending EndingOf(Contestant contestant, double sharpness, int steps, ulong seed, ulong start)
    {
        FlatAndSharpMinima function = new(dimension, sharpness);
        DeterministicRandom random = DeterministicRandom.For(seed, start);
        double[] point = new ProblemRun(function, OptimizerSpecification.Parse(contestant.Specification), random.NextPoint(dimension, function.Domain), steps).Train();
        return new(point.Average(coordinate => Math.Abs(coordinate) < Boundary ? 1.0 : 0.0), point.All(coordinate => coordinate < function.Ridge));
    }

    private static Dictionary<string, object?> Row(Contestant contestant, double sharpness, Ending[] shown, Ending[] fresh) => new()
    {
        ["optimizer"] = contestant.Optimizer,
        ["variant"] = contestant.Name,
        ["sharpness"] = sharpness,
        ["escapeRatio"] = shown.Average(ending => ending.HasEscaped ? 1.0 : 0.0),
        ["flatCoordinates"] = shown.Average(ending => ending.FlatCoordinates),
        ["freshEscapeRatio"] = fresh.Average(ending => ending.HasEscaped ? 1.0 : 0.0),
        ["freshShareBelowTheRidge"] = fresh.Average(ending => ending.IsBelowTheRidge ? 1.0 : 0.0),
    };

    private static ExperimentFigure Curves(
        string title, string quantity, Contestant[] contestants, double[] sharpnesses, Ending[][] endings, Func<Ending[], double> measure) => new(
        title,
        new("Sharpness s", IsLogarithmic: true),
        new(quantity),
        [.. contestants.Select((contestant, index) => new FigureCurve(
            contestant.Name, sharpnesses, [.. endings[(index * sharpnesses.Length)..((index + 1) * sharpnesses.Length)].Select(measure)]))]);

    /// <summary>How a run ended.</summary>
    /// <param name="FlatCoordinates">The share of coordinates that end in the flat minimum.</param>
    /// <param name="IsBelowTheRidge">Whether all coordinates are on the side of the ridge from which downhill leads to the flat minimum.</param>
    private readonly record struct Ending(double FlatCoordinates, bool IsBelowTheRidge)
    {
        public bool HasEscaped => FlatCoordinates == 1;
    }

    /// <summary>An optimizer's runs, by sharpness.</summary>
    private sealed record Field(Contestant Contestant, Ending[][] Endings)
    {
        /// <summary>From how many degrees of sharpness each start escapes.</summary>
        public double[] Escapes => [.. Endings[0].Select((_, start) => Endings.Sum(endings => endings[start].HasEscaped ? 1.0 : 0.0))];
    }
}
