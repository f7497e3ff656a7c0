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
    private const double Boundary = 0.5;

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
        int runs = settings.Choose(20, 500, 1_000);
        int[] lengths = settings.Choose<int[]>([200, 40], [500, 100], [500, 100]);
        Reading<Judged>[] judged =
        [
            .. from form in OpenChoices.Forms
               let races = RacesOf(settings, form.Choice, runs, lengths)
               from length in lengths.Select((count, index) => (Name: $"{count} steps", Index: index))
               from escape in OpenChoices.Escapes.Reverse()
               select new Reading<Judged>($"{form.Name}, {length.Name}, {escape.Name}", $"{form.Source}; the paper gives no number of steps; {escape.Source}", new(races, length.Index, escape.Choice)),
        ];
        Race[] shown = judged[0].Choice.Races;
        return new()
        {
            Seeds = runs,
            Rows = [.. judged.SelectMany(reading => reading.Choice.Races.SelectMany(race => Sharpnesses.Select((sharpness, index) => Row(reading, race, sharpness, index))))],
            Claims = Readings.Decide(judged, Decide),
            Figures = [.. capacities.Select((capacity, index) => Trajectories(capacity, capacities.Length == 1 ? shown : shown[(1 + (2 * index))..(3 + (2 * index))], lengths[0]))],
            Notes =
            [
                $"From the paper: s in {{5, 10, 100}}, starts in {{−2, 2, 3}}, learning rate {Rate}, β = (0.9, 0.99){(capacities.Length == 1 ? ", and as the figure names no others the defaults C = 5 and λ = 0.7" : "")}. Left open: the number of steps and what counts as an escape; the rate is constant.",
                "The ridge between the two minima is at √s/(1 + √s): from below it, downhill leads to the flat one. Whoever circles it is on the flat side, although the distance from 0 may be large.",
                $"The nine cases of the figure are what they are; whether the claim is true of more than these is tested on {runs} random starts in [−5, 5], the same for all optimizers and all s, by the number of the three degrees of sharpness at which each start ends in the flat minimum.",
            ],
        };
    }

    private Race[] RacesOf(ExperimentSettings settings, string form, int runs, int[] lengths)
    {
        Contestant[] contestants =
        [
            Contestants.All(Rate, capacities[0], decay)[0],
            .. capacities.SelectMany(capacity => Contestants.All(Rate, capacity, decay).Skip(2).Select(contestant => contestant.In(form) with { Name = $"{contestant.Name}, C = {capacity}" })),
        ];
        (Contestant Contestant, double Sharpness)[] cells = [.. contestants.SelectMany(contestant => Sharpnesses.Select(sharpness => (contestant, sharpness)))];
        double[][][] ways = settings.Map(cells, Starts.Length, (cell, start) => Way(cell.Contestant, cell.Sharpness, Starts[start], lengths[0]));
        Outcome[][] outcomes = settings.Map(cells, runs, (cell, start) =>
        {
            DeterministicRandom random = DeterministicRandom.For(settings.Seed, (ulong)start);
            double[] way = Way(cell.Contestant, cell.Sharpness, random.NextPoint(1, new FlatAndSharpMinima(1, cell.Sharpness).Domain)[0], lengths[0]);
            return new Outcome(way[0], [.. lengths.Select(length => way[length])]);
        });
        return [.. contestants.Select((contestant, index) => new Race(contestant, ways[(index * Sharpnesses.Length)..((index + 1) * Sharpnesses.Length)], outcomes[(index * Sharpnesses.Length)..((index + 1) * Sharpnesses.Length)], lengths))];
    }

    private IEnumerable<Claim> Decide(Judged judged)
    {
        Race[] races = judged.Races;
        if (capacities.Length == 1)
        {
            yield return Decision.All(AdamStaysClose, [.. Sharpnesses.Select((sharpness, index) => Decision.MoreOftenThanNot($"s = {sharpness}", judged.StaysClose(races[0], index)))]);
        }

        for (int index = 0; index < capacities.Length; index++)
        {
            (Race gradients, Race momenta) = (races[1 + (2 * index)], races[2 + (2 * index)]);
            (int own, int other) = (judged.EscapesInTheFigure(momenta), judged.EscapesInTheFigure(gradients));
            yield return new(
                InTheFigure(capacities[index]),
                own > other ? Verdict.Holds : own < other ? Verdict.Fails : Verdict.Undecided,
                $"in {own} against {other} of the nine cases; of Adam, {judged.EscapesInTheFigure(races[0])}. Chance plays no part");
            yield return Decision.Smaller(FromAnywhere(capacities[index]), judged.Escapes(gradients), judged.Escapes(momenta));
        }

        if (capacities.Length > 1)
        {
            // Adam comes first, then pairs of Adam+CG and Adam+CM, the smallest buffer first.
            Claim[] parts = [.. races[1..3].Zip(races[^2..], (smallest, largest) => Decision.Smaller($"{largest.Contestant.Name}, more often than C = {capacities[0]}", judged.Escapes(smallest), judged.Escapes(largest)))];
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

    private static Dictionary<string, object?> Row(Reading<Judged> reading, Race race, double sharpness, int index)
    {
        Judged judged = reading.Choice;
        int length = race.Lengths[judged.Length];
        return new()
        {
            ["optimizer"] = race.Contestant.Optimizer,
            ["variant"] = race.Contestant.Name,
            ["reading"] = reading.Name,
            ["sharpness"] = sharpness,
            ["endFromMinus2"] = race.Ways[index][0][length],
            ["endFrom2"] = race.Ways[index][1][length],
            ["endFrom3"] = race.Ways[index][2][length],
            ["shareInTheFlatMinimum"] = judged.HaveEscaped(race, index).Average(escaped => escaped ? 1.0 : 0.0),
            ["shareInTheClosestMinimum"] = judged.StaysClose(race, index).Average(stays => stays ? 1.0 : 0.0),
        };
    }

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

    /// <summary>A run from a random start.</summary>
    /// <param name="Start">Where it began.</param>
    /// <param name="Ends">Where it was after each number of steps.</param>
    private readonly record struct Outcome(double Start, double[] Ends);

    /// <summary>An optimizer's runs, by sharpness.</summary>
    private sealed record Race(Contestant Contestant, double[][][] Ways, Outcome[][] Outcomes, int[] Lengths);

    /// <summary>All races after some number of steps, with what counts as an escape.</summary>
    private sealed record Judged(Race[] Races, int Length, bool IsNear)
    {
        public bool[] HaveEscaped(Race race, int sharpness) => [.. race.Outcomes[sharpness].Select(outcome => HasEscaped(outcome.Ends[Length], sharpness))];

        /// <summary>Whether runs end in the minimum that their start was closer to.</summary>
        public bool[] StaysClose(Race race, int sharpness)
            => [.. race.Outcomes[sharpness].Select(outcome => HasEscaped(outcome.Ends[Length], sharpness) == Math.Abs(outcome.Start) < Math.Abs(outcome.Start - 1))];

        /// <summary>At how many degrees of sharpness each random start ends in the flat minimum.</summary>
        public double[] Escapes(Race race) => [.. race.Outcomes[0].Select((_, start) => Sharpnesses.Select((_, index) => HasEscaped(race.Outcomes[index][start].Ends[Length], index) ? 1.0 : 0.0).Sum())];

        public int EscapesInTheFigure(Race race) => race.Ways.Select((ways, index) => ways.Count(way => HasEscaped(way[race.Lengths[Length]], index))).Sum();

        private bool HasEscaped(double end, int sharpness) => IsNear ? Math.Abs(end) < Boundary : end < new FlatAndSharpMinima(1, Sharpnesses[sharpness]).Ridge;
    }
}
