using System.Globalization;
using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Cm;

/// <summary>Section 4 and Table 1: how low and how flat the solutions on Goldstein-Price and Levy are.</summary>
internal sealed class LossAndSharpness : IExperiment
{
    private const string SamIsHigher = "On Goldstein-Price, Adam+SAM ends higher than Adam, at flatter points";
    private const string SamIsAlike = "On Levy, Adam and Adam+SAM reach almost equal losses and sharpness: within 5 % of Adam's";
    private const double Rate = 0.1, Alike = 0.05;
    private const int Capacity = 20;
    private const double BufferDecay = 0.99;
    private const ulong FirstFreshStart = 1_000_000;

    /// <summary>Which point of a run counts, and whether the rate falls on the way there.</summary>
    private static readonly Reading<Solution>[] Solutions =
    [
        new("last point, constant rate", "\"based on the final loss\" (Section 4); nothing is said of a schedule", Solution.Last),
        new("last point, rate falls to a tenth half way", "\"based on the final loss\" (Section 4); the schedule of figure 4", Solution.LastOfFallingRate),
        new("lowest point on the way", "\"able to find solutions\" (Table 1): the lowest is what it has found", Solution.Lowest),
    ];

    private static readonly Surface[] Surfaces =
    [
        new("Goldstein-Price", new GoldsteinPrice(), OpenChoices.StartsOnGoldsteinPrice, [(0.86, 1.49), (3.14, 1.43), (0.85, 1.51), (0.81, 1.36)]),
        new("Levy", new Levy(2), OpenChoices.StartsOnLevy, [(13.87, 65.65), (13.87, 65.62), (13.61, 64.45), (12.50, 62.53)]),
    ];

    public string Id => "cm/table1";

    public Publication Paper => Publications.CriticalMomenta;

    public string Title => "Loss and sharpness of the solutions on Goldstein-Price and Levy";

    public IReadOnlyList<string> Claims => [.. Surfaces.SelectMany(surface => new[] { Lower(surface), Flatter(surface) }), SamIsHigher, SamIsAlike];

    public Findings Run(ExperimentSettings settings)
    {
        int seeds = settings.Choose(5, 20, 20), freshSeeds = settings.Choose(10, 500, 1_000), steps = settings.Choose(100, 500, 500);
        IReadOnlyList<Contestant> contestants = Contestants.All(Rate, Capacity, BufferDecay);
        Schedule decaying = Schedules.MultiStep(1, 0.1, steps / 2);
        Played[] played = [.. Surfaces.Select(surface => new Played(surface, [.. Readings.Cross(surface.Starts, OpenChoices.Forms).SelectMany(place =>
        {
            (Interval starts, string form) = place.Choice;
            Contestant[] formed = [.. contestants.Select(contestant => contestant.In(form))];
            Table constant = Measure(surface, formed, starts, null), falling = Measure(surface, formed, starts, decaying);
            return Solutions.Select(solution => new Reading<Ends>($"{place.Name}, {solution.Name}", $"{place.Source}; {solution.Source}", Ends.Of(solution.Choice, constant, falling)));
        })]))];
        return new()
        {
            Seeds = seeds,
            Rows = [.. played.SelectMany(own => own.Readings.SelectMany(reading => contestants.Select((contestant, index) => Row(own.Surface, reading, contestant, index))))],
            Claims =
            [
                .. played.SelectMany(own => new[]
                {
                    Readings.Decide(own.Readings, ends => Below(Lower(own.Surface), contestants, ends.Fresh, end => end.Loss)),
                    Readings.Decide(own.Readings, ends => Below(Flatter(own.Surface), contestants, ends.Fresh, end => end.Sharpness)),
                }),
                Readings.Decide(played[0].Readings, ends => Decision.All(
                    SamIsHigher,
                    Decision.Smaller("Adam lower", Losses(ends.Fresh[0]), Losses(ends.Fresh[1])),
                    Decision.Smaller("Adam+SAM flatter", Sharpnesses(ends.Fresh[1]), Sharpnesses(ends.Fresh[0])))),
                Readings.Decide(played[1].Readings, ends => Decision.All(
                    SamIsAlike,
                    Decision.Similar("loss", Losses(ends.Fresh[1]), Losses(ends.Fresh[0]), Alike * Losses(ends.Fresh[0]).Average()),
                    Decision.Similar("sharpness", Sharpnesses(ends.Fresh[1]), Sharpnesses(ends.Fresh[0]), Alike * Sharpnesses(ends.Fresh[0]).Average()))),
            ],
            Notes =
            [
                $"From the paper: learning rate {Rate}, β = (0.9, 0.99), ρ = 0.05, λ = 0.99. C = {Capacity}, with which Table 5 prints the same values for Levy. Left open: the number of steps, taken as {steps}, and what the readings name.",
                $"The columns loss and sharpness are means over {seeds} starts as in the paper; claims are tested on {freshSeeds} other starts, because so few decide little.",
                string.Create(CultureInfo.InvariantCulture, $"The printed losses on Goldstein-Price lie above {new GoldsteinPrice().MinimumValue:F2}, its minimum, by 4: Eq. 12 without the shift of 8.693 has its minima at log(3, 30, 84 and 840)/2.427 = 0.45, 1.40, 1.83 and 2.77, and means over them of the printed size. To compare, add {GoldsteinPrice.Shift / GoldsteinPrice.Spread:F2} to ours (the column lossWithoutShift); sharpness does not depend on it."),
                "From the usual domain of Levy the printed losses and sharpness are three times ours; from [−16, 16]² they are of that size.",
                "Adam+CM with C = 20 and λ = 0.99 keeps circling while the rate is constant: the loss at the last step is that of a point on the way, which is flatter and higher than the minimum it circles.",
                "The printed sharpness on Goldstein-Price, about 1.4, is not the largest eigenvalue of the Hessian at any of the function's minima, where it is between "
                    + $"{Bounds()}; how it was measured is not known.",
            ],
        };

        Table Measure(Surface surface, Contestant[] formed, Interval starts, Schedule? factor) => new(
            settings.Map(formed, seeds, (contestant, seed) => EndOf(surface, contestant, starts, steps, factor, settings.Seed, (ulong)seed)),
            settings.Map(formed, freshSeeds, (contestant, seed) => EndOf(surface, contestant, starts, steps, factor, settings.Seed, FirstFreshStart + (ulong)seed)));
    }

    private static End EndOf(Surface surface, Contestant contestant, Interval starts, int steps, Schedule? factor, ulong seed, ulong start)
    {
        ITestFunction function = surface.Function;
        DeterministicRandom random = DeterministicRandom.For(seed, start);
        (double lowest, double[] there) = (double.PositiveInfinity, []);
        double[] point = new ProblemRun(function, OptimizerSpecification.Parse(contestant.Specification), random.NextPoint(2, starts), steps)
        {
            RateFactor = factor,
            Observe = (_, passed, _) => (lowest, there) = function.Value(passed) is var loss && loss < lowest ? (loss, passed.ToArray()) : (lowest, there),
        }.Train();
        return new(function.Value(point), function.LargestEigenvalue(point), lowest, function.LargestEigenvalue(there));
    }

    // Adam+CM is the last contestant.
    private static Claim Below(string text, IReadOnlyList<Contestant> contestants, End[][] ends, Func<End, double> quantity) => Decision.All(
        text, [.. contestants.SkipLast(1).Select((other, index) => Decision.Smaller($"below {other.Name}", [.. ends[^1].Select(quantity)], [.. ends[index].Select(quantity)]))]);

    private static string Lower(Surface surface) => $"Adam+CM reaches a lower loss than Adam, Adam+SAM and Adam+CG on {surface.Name}";

    private static string Flatter(Surface surface) => $"Adam+CM ends at flatter points than Adam, Adam+SAM and Adam+CG on {surface.Name}";

    /// <summary>The sharpness of the flattest and of the sharpest minimum of Goldstein-Price.</summary>
    private static string Bounds()
    {
        double[] sharpnesses = [.. new double[][] { [0, -1], [-0.6, -0.4], [1.8, 0.2], [1.2, 0.8] }.Select(point => new GoldsteinPrice().LargestEigenvalue(point))];
        return string.Create(CultureInfo.InvariantCulture, $"{sharpnesses.Min():F0} and {sharpnesses.Max():F0}");
    }

    private static double[] Losses(End[] ends) => [.. ends.Select(end => end.Loss)];

    private static double[] Sharpnesses(End[] ends) => [.. ends.Select(end => end.Sharpness)];

    private static Dictionary<string, object?> Row(Surface surface, Reading<Ends> reading, Contestant contestant, int index)
    {
        (SampleMean loss, SampleMean sharpness) = (SampleMean.Of(Losses(reading.Choice.Shown[index])), SampleMean.Of(Sharpnesses(reading.Choice.Shown[index])));
        return new()
        {
            ["function"] = surface.Name,
            ["optimizer"] = contestant.Optimizer,
            ["reading"] = reading.Name,
            ["loss"] = loss.Mean,
            ["lossStandardError"] = loss.StandardError,
            ["lossWithoutShift"] = surface.Function is GoldsteinPrice ? loss.Mean + (GoldsteinPrice.Shift / GoldsteinPrice.Spread) : null,
            ["paperLoss"] = surface.Paper[index].Loss,
            ["sharpness"] = sharpness.Mean,
            ["sharpnessStandardError"] = sharpness.StandardError,
            ["paperSharpness"] = surface.Paper[index].Sharpness,
            ["freshLoss"] = Losses(reading.Choice.Fresh[index]).Average(),
            ["freshSharpness"] = Sharpnesses(reading.Choice.Fresh[index]).Average(),
        };
    }

    private sealed record Surface(string Name, ITestFunction Function, IReadOnlyList<Reading<Interval>> Starts, (double Loss, double Sharpness)[] Paper);

    private sealed record Played(Surface Surface, Reading<Ends>[] Readings);

    private enum Solution
    {
        Last,
        LastOfFallingRate,
        Lowest,
    }

    /// <summary>The runs of all contestants from the starts of the table, and from fresh ones.</summary>
    private sealed record Table(End[][] Shown, End[][] Fresh);

    /// <summary>The points that count.</summary>
    private sealed record Ends(End[][] Shown, End[][] Fresh)
    {
        public static Ends Of(Solution solution, Table constant, Table falling)
        {
            Table table = solution == Solution.LastOfFallingRate ? falling : constant;
            return new(Of(table.Shown), Of(table.Fresh));

            End[][] Of(End[][] ends) => solution == Solution.Lowest ? [.. ends.Select(own => own.Select(end => end.OnTheWay).ToArray())] : ends;
        }
    }

    /// <summary>Where a run led.</summary>
    /// <param name="Loss">The loss at the last point.</param>
    /// <param name="Sharpness">The sharpness there.</param>
    /// <param name="LowestLoss">The lowest loss on the way.</param>
    /// <param name="SharpnessThere">The sharpness there.</param>
    private readonly record struct End(double Loss, double Sharpness, double LowestLoss, double SharpnessThere)
    {
        public End OnTheWay => this with { Loss = LowestLoss, Sharpness = SharpnessThere };
    }
}
