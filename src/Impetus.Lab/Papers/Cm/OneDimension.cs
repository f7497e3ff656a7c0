using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Cm;

/// <summary>Section 4, Appendix A.3 and Figures 5, 17 and 18: one coordinate between a flat and a sharp minimum.</summary>
/// <param name="id">The experiment's name.</param>
/// <param name="capacities">C; the first is the smallest.</param>
/// <param name="decay">λ.</param>
internal sealed class OneDimension(string id, int[] capacities, double decay) : IExperiment
{
    private const string AdamStaysClose = "Adam ends in the minimum closest to its start, more often than not";
    private const string CapacityMatters = "C plays a role in how often the flat minimum is found, in Adam+CG as in Adam+CM";
    private const double Rate = 0.05;

    private static readonly double[] Sharpnesses = [5, 10, 100];
    private static readonly double[] Starts = [-2, 2, 3];

    public string Id => id;

    public Publication Paper => Publications.CriticalMomenta;

    public string Title => $"One coordinate between a flat and a sharp minimum, C = {string.Join(", ", capacities)}, λ = {decay}";

    public IReadOnlyList<string> Claims =>
    [
        .. capacities.Length == 1 ? [AdamStaysClose] : Array.Empty<string>(),
        .. capacities.SelectMany(capacity => new[] { InTheFigure(capacity), FromAnywhere(capacity) }),
        .. capacities.Length > 1 ? [CapacityMatters] : Array.Empty<string>(),
    ];

    public Findings Run(ExperimentSettings settings)
    {
        int runs = settings.Choose(20, 500, 1_000), steps = settings.Choose(200, 500, 500);
        Contestant[] contestants =
        [
            Contestants.All(Rate, capacities[0], decay)[0],
            .. capacities.SelectMany(capacity => Contestants.All(Rate, capacity, decay).Skip(2).Select(contestant => contestant with { Name = $"{contestant.Name}, C = {capacity}" })),
        ];
        (Contestant Contestant, double Sharpness)[] cells = [.. contestants.SelectMany(contestant => Sharpnesses.Select(sharpness => (contestant, sharpness)))];
        double[][][] ways = settings.Map(cells, Starts.Length, (cell, start) => Way(cell.Contestant, cell.Sharpness, Starts[start], steps));
        Outcome[][] outcomes = settings.Map(cells, runs, (cell, start) => OutcomeOf(cell.Contestant, cell.Sharpness, settings.Seed, (ulong)start, steps));
        Race[] races = [.. contestants.Select((contestant, index) => new Race(contestant, ways[(index * Sharpnesses.Length)..((index + 1) * Sharpnesses.Length)], outcomes[(index * Sharpnesses.Length)..((index + 1) * Sharpnesses.Length)]))];
        return new()
        {
            Seeds = runs,
            Rows = [.. races.SelectMany(race => Sharpnesses.Select((sharpness, index) => Row(race, sharpness, index)))],
            Claims = [.. Decide(races)],
            Figures = [.. capacities.Select((capacity, index) => Trajectories(capacity, capacities.Length == 1 ? races : races[(1 + (2 * index))..(3 + (2 * index))], steps))],
            Notes =
            [
                $"From the paper: s in {{5, 10, 100}}, starts in {{−2, 2, 3}}, learning rate {Rate}, β = (0.9, 0.99){(capacities.Length == 1 ? ", and as the figure names no others the defaults C = 5 and λ = 0.7" : "")}. Left open: the number of steps, taken as {steps}; the rate is constant.",
                "A run has escaped if it ends below √s/(1 + √s), the ridge between the two minima: from there, downhill leads to the flat one. Whoever circles it counts, although the distance from 0 may be large.",
                $"The nine cases of the figure are what they are; whether the claim is true of more than these is tested on {runs} random starts in [−5, 5], the same for all optimizers and all s, by the number of the three degrees of sharpness at which each start ends in the flat minimum.",
            ],
        };
    }

    private IEnumerable<Claim> Decide(Race[] races)
    {
        if (capacities.Length == 1)
        {
            yield return Decision.All(AdamStaysClose, [.. Sharpnesses.Select((sharpness, index) => Decision.MoreOftenThanNot($"s = {sharpness}", [.. races[0].Outcomes[index].Select(outcome => outcome.IsClosest)]))]);
        }

        for (int index = 0; index < capacities.Length; index++)
        {
            (Race gradients, Race momenta) = (races[1 + (2 * index)], races[2 + (2 * index)]);
            (int own, int other) = (momenta.EscapesInTheFigure, gradients.EscapesInTheFigure);
            yield return new(
                InTheFigure(capacities[index]),
                own > other ? Verdict.Holds : own < other ? Verdict.Fails : Verdict.Undecided,
                $"in {own} against {other} of the nine cases; of Adam, {races[0].EscapesInTheFigure}. Chance plays no part");
            yield return Decision.Smaller(FromAnywhere(capacities[index]), gradients.Escapes, momenta.Escapes);
        }

        if (capacities.Length > 1)
        {
            // Adam comes first, then pairs of Adam+CG and Adam+CM, the smallest buffer first.
            Claim[] parts = [.. races[1..3].Zip(races[^2..], (smallest, largest) => Decision.Smaller($"{largest.Contestant.Name}, more often than C = {capacities[0]}", smallest.Escapes, largest.Escapes))];
            yield return Decision.All(CapacityMatters, parts) with { Verdict = parts.Any(part => part.Verdict == Verdict.Undecided) ? Verdict.Undecided : Verdict.Holds };
        }
    }

    private static string InTheFigure(int capacity) => $"C = {capacity}: from the figure's three starts, at its three degrees of sharpness, Adam+CM ends in the flat minimum more often than Adam+CG";

    private static string FromAnywhere(int capacity) => $"C = {capacity}: so it does from random starts";

    private static double[] Way(Contestant contestant, double sharpness, double start, int steps)
    {
        double[] way = new double[steps + 1];
        new ProblemRun(new FlatAndSharpMinima(1, sharpness), OptimizerSpecification.Parse(contestant.Specification), [start], steps) { Observe = (step, point, _) => way[step] = point[0] }.Train();
        return way;
    }

    private static Outcome OutcomeOf(Contestant contestant, double sharpness, ulong seed, ulong run, int steps)
    {
        FlatAndSharpMinima function = new(1, sharpness);
        DeterministicRandom random = DeterministicRandom.For(seed, run);
        double start = random.NextPoint(1, function.Domain)[0];
        bool hasEscaped = new ProblemRun(function, OptimizerSpecification.Parse(contestant.Specification), [start], steps).Train()[0] < function.Ridge;
        return new(hasEscaped, hasEscaped == Math.Abs(start) < Math.Abs(start - 1));
    }

    private static Dictionary<string, object?> Row(Race race, double sharpness, int index) => new()
    {
        ["optimizer"] = race.Contestant.Optimizer,
        ["variant"] = race.Contestant.Name,
        ["sharpness"] = sharpness,
        ["endFromMinus2"] = race.Ways[index][0][^1],
        ["endFrom2"] = race.Ways[index][1][^1],
        ["endFrom3"] = race.Ways[index][2][^1],
        ["shareInTheFlatMinimum"] = race.Outcomes[index].Average(outcome => outcome.HasEscaped ? 1.0 : 0.0),
        ["shareInTheClosestMinimum"] = race.Outcomes[index].Average(outcome => outcome.IsClosest ? 1.0 : 0.0),
    };

    private ExperimentFigure Trajectories(int capacity, Race[] races, int steps)
    {
        double[] x = [.. Enumerable.Range(0, steps + 1).Select(step => (double)step)];
        return new(
            $"Trajectories, C = {capacity}, λ = {decay}",
            [
                .. Starts.SelectMany((start, row) => Sharpnesses.Select((sharpness, column) => new FigurePanel(new("Step"), new("x") { Range = new(-2.4, 3.4) })
                {
                    Title = $"s = {sharpness}, start {(start < 0 ? "−" : "")}{Math.Abs(start)}",
                    References = [new(0, IsUpright: false, "flat"), new(1, IsUpright: false, "sharp")],
                    Curves = [.. races.Select(race => new FigureCurve(race.Contestant.Name, x, race.Ways[column][row]))],
                })),
            ])
        {
            Caption = "Rows are starts, columns degrees of sharpness. The flat minimum is at 0, the sharp one at 1.",
            Columns = Sharpnesses.Length,
        };
    }

    private readonly record struct Outcome(bool HasEscaped, bool IsClosest);

    private sealed record Race(Contestant Contestant, double[][][] Ways, Outcome[][] Outcomes)
    {
        /// <summary>At how many degrees of sharpness each random start ends in the flat minimum.</summary>
        public double[] Escapes => [.. Outcomes[0].Select((_, start) => Outcomes.Sum(outcomes => outcomes[start].HasEscaped ? 1.0 : 0.0))];

        public int EscapesInTheFigure => Ways.Select((ways, index) => ways.Count(way => way[^1] < new FlatAndSharpMinima(1, Sharpnesses[index]).Ridge)).Sum();
    }
}
