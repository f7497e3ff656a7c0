using System.Globalization;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Cm;

/// <summary>Section 1, Appendix A.2.1 and Figures 1, 13 and 14: trajectories from several starts on one landscape.</summary>
/// <param name="id">The experiment's name.</param>
/// <param name="landscape">Where.</param>
/// <param name="contestants">Who; Adam is the first, Adam+CM the last.</param>
/// <param name="decays">Whether the learning rate falls to a tenth half way; null where the paper leaves it open.</param>
internal sealed class Trajectories(string id, Landscape landscape, IReadOnlyList<Contestant> contestants, bool? decays) : IExperiment
{
    private const string Arrives = "Adam+CM finds the global minimum, more often than not";
    private const string ArrivesMoreOften = "Adam+CM finds the global minimum more often than Adam, Adam+SAM and Adam+CG";
    private const string OthersStick = "Adam, Adam+SAM and Adam+CG end on a higher surface than that around the global minimum, more often than not";
    private const string Lower = "Adam+CM ends lower than Adam, Adam+SAM and Adam+CG";
    private const string Flatter = "Adam+CM ends at flatter points than Adam, Adam+SAM and Adam+CG";
    private const int Drawn = 4;
    private const ulong FirstFreshStart = 1_000_000;

    private static readonly Reading<bool>[] Starts =
    [
        new("of all starts", "the figure shows several starts and does not say how they were chosen", false),
        new("of the starts from which Adam does not find it", "what is claimed is escape: \"the other optimizers get stuck\" in the starts that are shown", true),
    ];

    public string Id => id;

    public Publication Paper => Publications.CriticalMomenta;

    public string Title => $"{landscape.Name}: trajectories from several starts{(decays is true ? ", learning rate divided by ten half way" : "")}";

    public IReadOnlyList<string> Claims => [Arrives, ArrivesMoreOften, OthersStick, Lower, .. decays is true ? Array.Empty<string>() : [Flatter]];

    public Findings Run(ExperimentSettings settings)
    {
        int runs = settings.Choose(20, 500, 1_000), steps = settings.Choose(100, 500, 500);
        IReadOnlyList<Reading<bool>> rates = decays is { } known ? [.. OpenChoices.Rates.Where(rate => rate.Choice == known)] : OpenChoices.Rates;
        var fields = Readings.Cross(Readings.Cross(OpenChoices.StartsOn(landscape), rates), OpenChoices.Forms);
        Field[] all = [.. fields.Select(reading => Field.Of(settings, landscape with { Starts = reading.Choice.First.First }, contestants, reading.Choice.Second, Factor(reading.Choice.First.Second), runs, steps))];
        Reading<Field>[] played = [.. fields.Zip(all, (reading, field) => new Reading<Field>(decays is null ? reading.Name : WithoutRate(reading.Name), reading.Source, field))];
        Field shown = all[0];
        FigureSurface contours = landscape.Contours();
        FigurePanel[] panels = settings.Map(Drawn, start => landscape.Panel("", contours) with
        {
            Trajectories = [.. contestants.Select(contestant => new Journey(landscape, contestant, steps, Factor(rates[0].Choice), settings.Seed, (ulong)start).Draw())],
        });
        Course[] heldBack = settings.Map(runs, start => shown.JourneyOf(^1, start).WithoutLongFirstSteps.Measure());
        return new()
        {
            Seeds = runs,
            Rows =
            [
                .. played.SelectMany(reading => reading.Choice.Rows(reading.Name)),
                new Dictionary<string, object?>(CourseTable.Row(landscape, CourseTable.HeldBack(contestants[^1]), heldBack)) { ["reading"] = played[0].Name },
            ],
            Claims =
            [
                Readings.Decide(Readings.Cross(played, Starts), choice => choice.First.Arrives(choice.Second)),
                Readings.Decide(Readings.Cross(played, Starts), choice => choice.First.ArrivesMoreOften(choice.Second)),
                Readings.Decide(played, field => field.OthersStick()),
                Readings.Decide(played, field => field.Smaller(Lower, course => course.Loss)),
                .. decays is true ? [] : (Claim[])[Readings.Decide(played, field => field.Smaller(Flatter, course => course.Sharpness))],
            ],
            Figures =
            [
                new($"Trajectories on {landscape.Name}", panels)
                {
                    Caption = $"From {Drawn} random starts, {steps} steps each. What leaves the picture has left the region of the starts.",
                    Columns = 2,
                },
            ],
            Notes =
            [
                decays is true
                    ? $"From the paper: the settings are the best of its Table 11; {steps} steps, learning rate divided by ten half way, as for its figure 4, whose other starts this figure shows."
                    : $"From the paper: C = 20, λ = 0.99, learning rate 0.1, β = (0.9, 0.99), ρ = 0.05. Left open: the number of steps, taken as {steps}, and whether the rate falls.",
                $"The picture shows the first {Drawn} starts; claims are tested on {runs} others, the same for all optimizers.",
                $"A run has found the global minimum once its loss is below {landscape.SecondLowest:G4}, that of the lowest other minimum: all such points lie around the global one.",
                string.Create(CultureInfo.InvariantCulture, $"To find is not to stay: of the runs of Adam+CM that found the global minimum, {shown.Stays():P0} end there."),
                CourseTable.FirstSteps($"{shown.Own.Average(course => course.HasArrived ? 1.0 : 0.0):P0} of the runs find the global minimum with them, {heldBack.Average(course => course.HasArrived ? 1.0 : 0.0):P0} without"),
            ],
        };

        Schedule? Factor(bool falls) => falls ? Schedules.MultiStep(1, 0.1, steps / 2) : null;
        string WithoutRate(string name) => name.Replace($"{rates[0].Name}, ", "", StringComparison.Ordinal);
    }

    /// <summary>The courses of all contestants from the same starts.</summary>
    private sealed record Field(ExperimentSettings Settings, Landscape Landscape, IReadOnlyList<Contestant> Contestants, Schedule? Factor, int Steps, Course[][] Courses)
    {
        public Course[] Own => Courses[^1];

        public static Field Of(ExperimentSettings settings, Landscape landscape, IReadOnlyList<Contestant> contestants, string form, Schedule? factor, int runs, int steps)
        {
            Field field = new(settings, landscape, [.. contestants.Select(contestant => contestant.In(form))], factor, steps, []);
            return field with { Courses = settings.Map([.. Enumerable.Range(0, contestants.Count)], runs, (index, start) => field.JourneyOf(index, start).Measure()) };
        }

        public Journey JourneyOf(Index contestant, int start) => new(Landscape, Contestants[contestant], Steps, Factor, Settings.Seed, FirstFreshStart + (ulong)start);

        public Claim Arrives(bool afterAdam) => Decision.MoreOftenThanNot(Trajectories.Arrives, Where(Own, afterAdam));

        /// <summary>Of the starts from which Adam fails it is ahead of Adam by choice, so there only the others count.</summary>
        public Claim ArrivesMoreOften(bool afterAdam) => Decision.All(Trajectories.ArrivesMoreOften, [.. Others(afterAdam ? 1 : 0).Select(other => Decision.MoreOften(
            $"more often than {other.Contestant.Name}", Where(Own, afterAdam), Where(other.Courses, afterAdam)))]);

        public Claim OthersStick() => Decision.All(Trajectories.OthersStick, [.. Others(0).Select(other => Decision.MoreOftenThanNot(
            other.Contestant.Name, [.. other.Courses.Select(course => course.Loss >= Landscape.SecondLowest)]))]);

        public Claim Smaller(string text, Func<Course, double> quantity) => Decision.All(text, [.. Others(0).Select(other => CourseTable.Smaller(
            $"below {other.Contestant.Name}", Own, other.Courses, quantity))]);

        public double Stays() => Own.Where(course => course.HasArrived).Select(course => course.Loss < Landscape.SecondLowest ? 1.0 : 0.0).DefaultIfEmpty(double.NaN).Average();

        public IEnumerable<Dictionary<string, object?>> Rows(string reading)
            => Contestants.Select((contestant, index) => new Dictionary<string, object?>(CourseTable.Row(Landscape, contestant, Courses[index])) { ["reading"] = reading });

        private IEnumerable<(Contestant Contestant, Course[] Courses)> Others(int first) => Contestants.SkipLast(1).Zip(Courses).Skip(first);

        private bool[] Where(Course[] courses, bool afterAdam)
            => [.. courses.Zip(Courses[0]).Where(pair => !afterAdam || !pair.Second.HasArrived).Select(pair => pair.First.HasArrived)];
    }
}
