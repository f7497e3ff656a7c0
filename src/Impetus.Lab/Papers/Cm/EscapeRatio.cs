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
internal sealed class EscapeRatio(string id, int dimension, int capacity, Reading<double>[] bufferDecays, bool variesCapacity) : IExperiment
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

    /// <summary>Figure 6, in ten dimensions.</summary>
    public static EscapeRatio InTenDimensions { get; } = new(
        "cm/fig6", 10, capacity: 20, [new("λ = 0.99", "Appendix A.2.2", 0.99)], variesCapacity: false);

    /// <summary>Figure 7, in one.</summary>
    public static EscapeRatio InOneDimension { get; } = new(
        "cm/fig7",
        1,
        capacity: 10,
        [new("λ = 0.7", "the default of Appendix A.2.2, where no other is given", 0.7), new("λ = 0.99", "\"similar to Figure 6\", which has 0.99", 0.99)],
        variesCapacity: true);

    public string Id => id;

    public Publication Paper => Publications.CriticalMomenta;

    public string Title => $"Escape ratio in {dimension} {(dimension == 1 ? "dimension" : "dimensions")} by sharpness of the other minimum, C = {capacity}";

    public IReadOnlyList<string> Claims => variesCapacity ? [HigherEverywhere, GradientsFallBehind, LargerBuffer] : [HigherThanAll];

    public Findings Run(ExperimentSettings settings)
    {
        double[] sharpnesses = settings.Choose<double[]>([5, 100], [2, 5, 10, 20, 50, 100], [2, 3, 5, 7, 10, 20, 30, 50, 70, 100]);
        int runs = settings.Choose(10, 50, 50), freshRuns = settings.Choose(20, 300, 1_000);
        int[] steps = settings.Choose<int[]>([100, 20], [1_000, 200, 100], [1_000, 200, 100]);
        var settled = Readings.Cross(bufferDecays, OpenChoices.Forms);
        Race[] shown = [.. settled.Select(reading => RaceOf(settings, reading.Choice, sharpnesses, 0, runs, steps))];
        Race[] fresh = [.. settled.Select(reading => RaceOf(settings, reading.Choice, sharpnesses, FirstFreshStart, freshRuns, steps))];
        Reading<Judged>[] judged =
        [
            .. from pair in settled.Zip(fresh)
               from length in steps.Select((count, index) => (Name: $"{count:N0} steps", Index: index))
               from escape in OpenChoices.Escapes
               select new Reading<Judged>($"{pair.First.Name}, {length.Name}, {escape.Name}", $"{pair.First.Source}; the paper gives no number of steps; {escape.Source}", new(pair.Second, length.Index, escape.Choice)),
        ];
        return new()
        {
            Seeds = runs,
            Rows = [.. settled.Select((reading, race) => (reading, race)).SelectMany(entry => shown[entry.race].Fields.Zip(fresh[entry.race].Fields)
                .SelectMany(fields => steps.SelectMany((count, length) => sharpnesses.Select((sharpness, index) => Row(entry.reading.Name, count, length, fields.First, fields.Second, sharpness, index)))))],
            Claims = Readings.Decide(judged, own => Decide(own, sharpnesses)),
            Figures =
            [
                Curves("Escape ratio by sharpness", "Share of runs that end at the flat minimum", sharpnesses, settled, shown, fields => fields[..4], ending => ending.HasEscaped ? 1 : 0),
                .. variesCapacity ? [Curves("Escape ratio of Adam+CM by capacity", "Share of runs that end at the flat minimum", sharpnesses, settled, shown, BySize, ending => ending.HasEscaped ? 1 : 0)] : Array.Empty<ExperimentFigure>(),
                .. dimension > 1 ? [Curves("Coordinates in the flat minimum, by sharpness", "Mean share of coordinates", sharpnesses, settled, shown, fields => fields[..4], ending => ending.FlatCoordinates)] : Array.Empty<ExperimentFigure>(),
            ],
            Notes =
            [
                $"From the paper: starts uniform in [−5, 5], {runs} runs, learning rate {Rate}, β = (0.9, 0.99), ρ = 0.05, C = {capacity}. Left open: the number of steps, and when a run counts as having escaped. Figures show runs of {steps[0]:N0} steps that end within {Boundary} of the flat minimum in every coordinate.",
                $"Claims are tested on {freshRuns} other starts, the same for all optimizers.",
                $"The rate is constant. With a large buffer Adam+CM keeps circling the flat minimum, and may be outside of the bound when the last step is taken{(dimension > 1 ? ", in one of many coordinates" : "")}; it may then still be on the flat side of the ridge between the two minima.",
                .. dimension > 1 ? ["The share of coordinates in the flat minimum shows how much hangs on all of them having to escape at once."] : Array.Empty<string>(),
            ],
        };
    }

    /// <summary>All optimizers from the same starts: the four of the paper, and Adam+CM with other buffers.</summary>
    private Race RaceOf(ExperimentSettings settings, (double Decay, string Form) choice, double[] sharpnesses, ulong firstStart, int runs, int[] steps)
    {
        Contestant[] contestants =
        [
            .. Contestants.All(Rate, capacity, choice.Decay),
            .. variesCapacity ? Capacities.Where(size => size != capacity).Select(size => Contestants.All(Rate, size, choice.Decay)[3] with { Name = Sized(size) }) : [],
        ];
        (Contestant Contestant, double Sharpness)[] cells = [.. contestants.SelectMany(contestant => sharpnesses.Select(sharpness => (contestant.In(choice.Form), sharpness)))];
        Ending[][][] endings = settings.Map(cells, runs, (cell, start) => EndingsOf(cell.Contestant, cell.Sharpness, steps, settings.Seed, firstStart + (ulong)start));
        return new([.. contestants.Select((contestant, index) => new Field(contestant, endings[(index * sharpnesses.Length)..((index + 1) * sharpnesses.Length)]))]);
    }

    private static string Sized(int size) => $"Adam+CM, C = {size}";

    /// <summary>Adam+CM with all buffers, the smallest first.</summary>
    private Field[] BySize(Field[] fields) =>
    [
        .. Capacities.Select(size => size == capacity
            ? fields[3] with { Contestant = fields[3].Contestant with { Name = Sized(size) } }
            : fields.Single(field => field.Contestant.Name == Sized(size))),
    ];

    private IEnumerable<Claim> Decide(Judged judged, double[] sharpnesses)
    {
        (Field own, Field[] others) = (judged.Race.Fields[3], judged.Race.Fields[..3]);
        if (!variesCapacity)
        {
            yield return Decision.All(HigherThanAll, [.. others.Select(other => MoreOften(judged, own, other, sharpnesses.Length - 1))]);
            yield break;
        }

        yield return Decision.All(HigherEverywhere, [.. Enumerable.Range(0, sharpnesses.Length).Where(index => sharpnesses[index] > 2).SelectMany(index => others.Select(other =>
        {
            Claim part = MoreOften(judged, own, other, index);
            return part with { Text = $"s = {sharpnesses[index]}, {part.Text}" };
        }))]);
        yield return Decision.All(GradientsFallBehind, [.. others[..2].Select(other => MoreOften(judged, other, others[2], sharpnesses.Length - 1))]);
        double[][] bySize = [.. BySize(judged.Race.Fields).Select(judged.Escapes)];
        Claim larger = Decision.Smaller(LargerBuffer, bySize[0], bySize[^1]);
        yield return larger with
        {
            Evidence = $"degrees of sharpness escaped from, C = {Capacities[0]} against {Capacities[^1]}: {larger.Evidence}; with C = {string.Join(", ", Capacities)} it is {string.Join(", ", bySize.Select(escapes => FormattableString.Invariant($"{escapes.Average():G3}")))} of {sharpnesses.Length}",
        };
    }

    private static Claim MoreOften(Judged judged, Field more, Field less, int sharpness) => Decision.MoreOften(
        $"{more.Contestant.Name} more often than {less.Contestant.Name}", judged.HaveEscaped(more, sharpness), judged.HaveEscaped(less, sharpness));

    /// <summary>Where a run is after each number of steps, the largest first.</summary>
    private Ending[] EndingsOf(Contestant contestant, double sharpness, int[] steps, ulong seed, ulong start)
    {
        FlatAndSharpMinima function = new(dimension, sharpness);
        DeterministicRandom random = DeterministicRandom.For(seed, start);
        Ending[] endings = new Ending[steps.Length];
        new ProblemRun(function, OptimizerSpecification.Parse(contestant.Specification), random.NextPoint(dimension, function.Domain), steps[0])
        {
            Observe = (step, point, _) =>
            {
                int index = Array.IndexOf(steps, step);
                if (index >= 0)
                {
                    endings[index] = Ending.At(point, function.Ridge);
                }
            },
        }.Train();
        return endings;
    }

    private static Dictionary<string, object?> Row(string reading, int steps, int length, Field shown, Field fresh, double sharpness, int index) => new()
    {
        ["optimizer"] = shown.Contestant.Optimizer,
        ["variant"] = shown.Contestant.Name,
        ["reading"] = reading,
        ["steps"] = steps,
        ["sharpness"] = sharpness,
        ["escapeRatio"] = shown.Endings[index].Average(endings => endings[length].HasEscaped ? 1.0 : 0.0),
        ["flatCoordinates"] = shown.Endings[index].Average(endings => endings[length].FlatCoordinates),
        ["freshEscapeRatio"] = fresh.Endings[index].Average(endings => endings[length].HasEscaped ? 1.0 : 0.0),
        ["freshShareBelowTheRidge"] = fresh.Endings[index].Average(endings => endings[length].IsBelowTheRidge ? 1.0 : 0.0),
    };

    private static ExperimentFigure Curves(
        string title, string quantity, double[] sharpnesses, IReadOnlyList<Reading<(double, string)>> readings, Race[] races, Func<Field[], Field[]> which, Func<Ending, double> measure) => new(
        title,
        [
            .. races.Select((race, index) => new FigurePanel(new("Sharpness s", IsLogarithmic: true), new(quantity) { Range = new(0, 1.02) })
            {
                Title = readings[index].Name,
                Curves = [.. which(race.Fields).Select(field => new FigureCurve(field.Contestant.Name, sharpnesses, [.. field.Endings.Select(endings => endings.Average(each => measure(each[0])))]))],
            }),
        ])
        {
            Columns = 2,
        };

    /// <summary>How a run ended.</summary>
    /// <param name="FlatCoordinates">The share of coordinates that end in the flat minimum.</param>
    /// <param name="IsBelowTheRidge">Whether all coordinates are on the side of the ridge from which downhill leads to the flat minimum.</param>
    private readonly record struct Ending(double FlatCoordinates, bool IsBelowTheRidge)
    {
        public bool HasEscaped => FlatCoordinates == 1;

        public static Ending At(ReadOnlySpan<double> point, double ridge)
        {
            int flat = 0;
            bool isBelow = true;
            foreach (double coordinate in point)
            {
                flat += Math.Abs(coordinate) < Boundary ? 1 : 0;
                isBelow &= coordinate < ridge;
            }

            return new(flat / (double)point.Length, isBelow);
        }
    }

    /// <summary>All optimizers with one λ and one form.</summary>
    private sealed record Race(Field[] Fields);

    /// <summary>An optimizer's runs, by sharpness, run and number of steps.</summary>
    private sealed record Field(Contestant Contestant, Ending[][][] Endings);

    /// <summary>A race after some number of steps, with what counts as an escape.</summary>
    private sealed record Judged(Race Race, int Length, bool IsNear)
    {
        public bool[] HaveEscaped(Field field, int sharpness) => [.. field.Endings[sharpness].Select(Escaped)];

        /// <summary>From how many degrees of sharpness each start escapes.</summary>
        public double[] Escapes(Field field) => [.. field.Endings[0].Select((_, start) => field.Endings.Sum(endings => Escaped(endings[start]) ? 1.0 : 0.0))];

        private bool Escaped(Ending[] endings) => IsNear ? endings[Length].HasEscaped : endings[Length].IsBelowTheRidge;
    }
}
