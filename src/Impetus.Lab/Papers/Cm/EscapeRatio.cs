using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Cm;

/// <summary>Section 4 and Figures 6 and 7: how often optimizers escape sharp minima and end in the flat one.</summary>
/// <param name="id">The experiment's name.</param>
/// <param name="dimension">The coordinates of Σ min(x², s(x − 1)²).</param>
/// <param name="capacity">C.</param>
/// <param name="bufferDecays">λ; several where the paper leaves it open.</param>
/// <param name="variesCapacity">Whether Adam+CM is shown with other buffers as well, as in the right part of figure 7.</param>
internal sealed class EscapeRatio(string id, int dimension, int capacity, double[] bufferDecays, bool variesCapacity) : IExperiment
{
    private const string HigherThanAll = "At the largest sharpness Adam+CM escapes more often than Adam, Adam+SAM and Adam+CG";
    private const string HigherEverywhere = "Adam+CM escapes more often than Adam, Adam+SAM and Adam+CG, at every sharpness above 2";
    private const string GradientsFallBehind = "At the largest sharpness Adam+CG escapes less often than Adam and Adam+SAM";
    private const string LargerBuffer = "Adam+CM escapes more often with a larger buffer, over all degrees of sharpness";
    private const double Rate = 0.05;
    private const ulong FirstFreshStart = 1_000_000;

    // Half way between the two minima, a coordinate belongs to the flat one for every s above 1.
    private const double Boundary = 0.5;

    private static readonly int[] Capacities = [2, 5, 10, 20];

    public string Id => id;

    public Publication Paper => Publications.CriticalMomenta;

    public string Title => $"Escape ratio in {dimension} {(dimension == 1 ? "dimension" : "dimensions")} by sharpness of the other minimum, C = {capacity}";

    public IReadOnlyList<string> Claims => variesCapacity
        ? [.. bufferDecays.SelectMany(decay => new[] { HigherEverywhere, GradientsFallBehind, LargerBuffer }.Select(claim => Prefix(decay) + claim))]
        : [HigherThanAll];

    public Findings Run(ExperimentSettings settings)
    {
        double[] sharpnesses = settings.Choose<double[]>([5, 100], [2, 5, 10, 20, 50, 100], [2, 3, 5, 7, 10, 20, 30, 50, 70, 100]);
        int runs = settings.Choose(10, 50, 50), freshRuns = settings.Choose(20, 500, 1_000), steps = settings.Choose(200, 1_000, 1_000);
        Race[] shown = Races(settings, sharpnesses, 0, runs, steps), fresh = Races(settings, sharpnesses, FirstFreshStart, freshRuns, steps);
        return new()
        {
            Seeds = runs,
            Rows = [.. shown.Zip(fresh).SelectMany(pair => pair.First.Fields.Zip(pair.Second.Fields).SelectMany(fields => sharpnesses.Select((sharpness, index) => Row(pair.First.Decay, fields.First, fields.Second, sharpness, index))))],
            Claims = [.. fresh.SelectMany(race => Decide(race, sharpnesses))],
            Figures =
            [
                Curves("Escape ratio by sharpness", "Share of runs that end at the flat minimum", sharpnesses, shown, fields => fields[..4], ending => ending.HasEscaped ? 1 : 0),
                .. variesCapacity ? [Curves("Escape ratio of Adam+CM by capacity", "Share of runs that end at the flat minimum", sharpnesses, shown, BySize, ending => ending.HasEscaped ? 1 : 0)] : Array.Empty<ExperimentFigure>(),
                .. dimension > 1 ? [Curves("Coordinates in the flat minimum, by sharpness", "Mean share of coordinates", sharpnesses, shown, fields => fields[..4], ending => ending.FlatCoordinates)] : Array.Empty<ExperimentFigure>(),
            ],
            Notes =
            [
                $"From the paper: starts uniform in [−5, 5], {runs} runs, learning rate {Rate}, β = (0.9, 0.99), ρ = 0.05, C = {capacity}{(variesCapacity ? "" : $", λ = {bufferDecays[0]}")}. Left open: the number of steps, taken as {steps}, and when a run counts as having escaped: here, when every coordinate ends below {Boundary} in absolute value.",
                .. variesCapacity
                    ? [
                        "The paper names no λ for this figure. Its general default is 0.7; but it calls the figure similar to its figure 6, which has 0.99, and the exception that it names, s = 2, is one with 0.99. So both are run.",
                        $"After {steps / 5} steps instead of {steps}: {string.Join("; ", Races(settings, sharpnesses, FirstFreshStart, freshRuns, steps / 5).SelectMany(race => Decide(race, sharpnesses)).Select(claim => $"{claim.Text}: {claim.Verdict.ToString().ToLowerInvariant()}"))}.",
                    ]
                    : Array.Empty<string>(),
                $"Claims are tested on {freshRuns} other starts, the same for all optimizers.",
                $"The rate is constant. With a large buffer Adam+CM keeps circling the flat minimum, and may be outside of the bound when the last step is taken{(dimension > 1 ? ", in one of many coordinates" : "")}. The column \"fresh share below the ridge\" counts what lies on the flat side of the ridge between the two minima, however far from 0.",
                .. dimension > 1 ? ["The share of coordinates in the flat minimum shows how much hangs on all of them having to escape at once."] : Array.Empty<string>(),
            ],
        };
    }

    private string Prefix(double decay) => bufferDecays.Length > 1 ? $"λ = {decay}: " : "";

    /// <summary>All optimizers from the same starts, for each λ: the four of the paper, and Adam+CM with other buffers.</summary>
    private Race[] Races(ExperimentSettings settings, double[] sharpnesses, ulong firstStart, int runs, int steps) =>
    [
        .. bufferDecays.Select(decay =>
        {
            Contestant[] contestants =
            [
                .. Contestants.All(Rate, capacity, decay),
                .. variesCapacity ? Capacities.Where(size => size != capacity).Select(size => Contestants.All(Rate, size, decay)[3] with { Name = Sized(size) }) : [],
            ];
            (Contestant Contestant, double Sharpness)[] cells = [.. contestants.SelectMany(contestant => sharpnesses.Select(sharpness => (contestant, sharpness)))];
            Ending[][] endings = settings.Map(cells, runs, (cell, start) => EndingOf(cell.Contestant, cell.Sharpness, steps, settings.Seed, firstStart + (ulong)start));
            return new Race(decay, [.. contestants.Select((contestant, index) => new Field(contestant, endings[(index * sharpnesses.Length)..((index + 1) * sharpnesses.Length)]))]);
        }),
    ];

    private static string Sized(int size) => $"Adam+CM, C = {size}";

    /// <summary>Adam+CM with all buffers, the smallest first.</summary>
    private Field[] BySize(Field[] fields) =>
    [
        .. Capacities.Select(size => size == capacity
            ? fields[3] with { Contestant = fields[3].Contestant with { Name = Sized(size) } }
            : fields.Single(field => field.Contestant.Name == Sized(size))),
    ];

    private IEnumerable<Claim> Decide(Race race, double[] sharpnesses)
    {
        (string prefix, Field own, Field[] others) = (Prefix(race.Decay), race.Fields[3], race.Fields[..3]);
        if (!variesCapacity)
        {
            yield return Decision.All(HigherThanAll, [.. others.Select(other => MoreOften(own, other, sharpnesses.Length - 1))]);
            yield break;
        }

        yield return Decision.All(prefix + HigherEverywhere, [.. Enumerable.Range(0, sharpnesses.Length).Where(index => sharpnesses[index] > 2).SelectMany(index => others.Select(other =>
        {
            Claim part = MoreOften(own, other, index);
            return part with { Text = $"s = {sharpnesses[index]}, {part.Text}" };
        }))]);
        yield return Decision.All(prefix + GradientsFallBehind, [.. others[..2].Select(other => MoreOften(other, others[2], sharpnesses.Length - 1))]);
        Field[] bySize = BySize(race.Fields);
        Claim larger = Decision.Smaller(prefix + LargerBuffer, bySize[0].Escapes, bySize[^1].Escapes);
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

    private static Dictionary<string, object?> Row(double decay, Field shown, Field fresh, double sharpness, int index) => new()
    {
        ["optimizer"] = shown.Contestant.Optimizer,
        ["variant"] = shown.Contestant.Name,
        ["decay"] = decay,
        ["sharpness"] = sharpness,
        ["escapeRatio"] = shown.Endings[index].Average(ending => ending.HasEscaped ? 1.0 : 0.0),
        ["flatCoordinates"] = shown.Endings[index].Average(ending => ending.FlatCoordinates),
        ["freshEscapeRatio"] = fresh.Endings[index].Average(ending => ending.HasEscaped ? 1.0 : 0.0),
        ["freshShareBelowTheRidge"] = fresh.Endings[index].Average(ending => ending.IsBelowTheRidge ? 1.0 : 0.0),
    };

    private static ExperimentFigure Curves(
        string title, string quantity, double[] sharpnesses, Race[] races, Func<Field[], Field[]> which, Func<Ending, double> measure) => new(
        title,
        [
            .. races.Select(race => new FigurePanel(new("Sharpness s", IsLogarithmic: true), new(quantity) { Range = new(0, 1.02) })
            {
                Title = races.Length > 1 ? $"λ = {race.Decay}" : "",
                Curves = [.. which(race.Fields).Select(field => new FigureCurve(field.Contestant.Name, sharpnesses, [.. field.Endings.Select(endings => endings.Average(measure))]))],
            }),
        ])
        {
            Columns = races.Length,
        };

    /// <summary>How a run ended.</summary>
    /// <param name="FlatCoordinates">The share of coordinates that end in the flat minimum.</param>
    /// <param name="IsBelowTheRidge">Whether all coordinates are on the side of the ridge from which downhill leads to the flat minimum.</param>
    private readonly record struct Ending(double FlatCoordinates, bool IsBelowTheRidge)
    {
        public bool HasEscaped => FlatCoordinates == 1;
    }

    /// <summary>All optimizers with one λ.</summary>
    private sealed record Race(double Decay, Field[] Fields);

    /// <summary>An optimizer's runs, by sharpness.</summary>
    private sealed record Field(Contestant Contestant, Ending[][] Endings)
    {
        /// <summary>From how many degrees of sharpness each start escapes.</summary>
        public double[] Escapes => [.. Endings[0].Select((_, start) => Endings.Sum(endings => endings[start].HasEscaped ? 1.0 : 0.0))];
    }
}
