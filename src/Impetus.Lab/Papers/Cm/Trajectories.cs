using System.Globalization;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Cm;

/// <summary>Section 1, Appendix A.2.1 and Figures 1, 13 and 14: trajectories from several starts on one landscape.</summary>
/// <param name="id">The experiment's name.</param>
/// <param name="landscape">Where.</param>
/// <param name="contestants">Who; Adam+CM is the last.</param>
/// <param name="decays">Whether the learning rate falls to a tenth half way.</param>
internal sealed class Trajectories(string id, Landscape landscape, IReadOnlyList<Contestant> contestants, bool decays) : IExperiment
{
    private const string Arrives = "Adam+CM finds the global minimum, more often than not";
    private const string ArrivesMoreOften = "Adam+CM finds the global minimum more often than Adam, Adam+SAM and Adam+CG";
    private const string OthersStick = "Adam, Adam+SAM and Adam+CG end on a higher surface than that around the global minimum, more often than not";
    private const string Lower = "Adam+CM ends lower than Adam, Adam+SAM and Adam+CG";
    private const string Flatter = "Adam+CM ends at flatter points than Adam, Adam+SAM and Adam+CG";
    private const int Drawn = 4;
    private const ulong FirstFreshStart = 1_000_000;

    public string Id => id;

    public Publication Paper => Publications.CriticalMomenta;

    public string Title => $"{landscape.Name}: trajectories from several starts, {(decays ? "learning rate divided by ten half way" : "with a constant learning rate")}";

    public IReadOnlyList<string> Claims => [Arrives, ArrivesMoreOften, OthersStick, Lower, .. decays ? Array.Empty<string>() : [Flatter]];

    public Findings Run(ExperimentSettings settings)
    {
        int runs = settings.Choose(20, 500, 1_000), steps = settings.Choose(100, 500, 500);
        Schedule? factor = decays ? Schedules.MultiStep(1, 0.1, steps / 2) : null;
        Course[][] courses = settings.Map(contestants, runs, (contestant, start) => new Journey(landscape, contestant, steps, factor, settings.Seed, FirstFreshStart + (ulong)start).Measure());
        Course[] heldBack = settings.Map(runs, start => new Journey(landscape, contestants[^1], steps, factor, settings.Seed, FirstFreshStart + (ulong)start).WithoutLongFirstSteps.Measure());
        FigureSurface contours = landscape.Contours();
        FigurePanel[] panels = settings.Map(Drawn, start => landscape.Panel("", contours) with
        {
            Trajectories = [.. contestants.Select(contestant => new Journey(landscape, contestant, steps, factor, settings.Seed, (ulong)start).Draw())],
        });
        return new()
        {
            Seeds = runs,
            Rows =
            [
                .. contestants.Select((contestant, index) => CourseTable.Row(landscape, contestant, courses[index])),
                CourseTable.Row(landscape, CourseTable.HeldBack(contestants[^1]), heldBack),
            ],
            Claims = [.. Decide(courses)],
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
                decays
                    ? $"From the paper: the settings are the best of its Table 11; {steps} steps, learning rate divided by ten half way, as for its figure 4, whose other starts this figure shows."
                    : $"From the paper: C = 20, λ = 0.99, learning rate 0.1, β = (0.9, 0.99), ρ = 0.05. Left open: the number of steps, taken as {steps}, and whether the rate falls; here it is constant, and {(landscape == Landscape.GoldsteinPrice ? "cm/fig14 shows a falling one" : "elsewhere it falls")}.",
                $"The starts are not given in the paper. Here they are uniform over {landscape.Function.Domain.Low} to {landscape.Function.Domain.High} in both coordinates. The picture shows the first {Drawn}; claims are tested on {runs} others, the same for all optimizers.",
                $"A run has found the global minimum once its loss is below {landscape.SecondLowest:G4}, that of the lowest other minimum: all such points lie around the global one.",
                string.Create(CultureInfo.InvariantCulture, $"To find is not to stay: of the runs of Adam+CM that found the global minimum, {Stays(courses[^1]):P0} end there."),
                CourseTable.FirstSteps($"{courses[^1].Average(course => course.HasArrived ? 1.0 : 0.0):P0} of the runs find the global minimum with them, {heldBack.Average(course => course.HasArrived ? 1.0 : 0.0):P0} without"),
            ],
        };
    }

    private double Stays(Course[] courses)
        => courses.Where(course => course.HasArrived).Select(course => course.Loss < landscape.SecondLowest ? 1.0 : 0.0).DefaultIfEmpty(double.NaN).Average();

    private IEnumerable<Claim> Decide(Course[][] courses)
    {
        // Adam+CM is the last contestant.
        Course[] own = courses[^1];
        (Contestant Contestant, Course[] Courses)[] others = [.. contestants.SkipLast(1).Zip(courses)];
        yield return Decision.MoreOftenThanNot(Arrives, [.. own.Select(course => course.HasArrived)]);
        yield return Decision.All(ArrivesMoreOften, [.. others.Select(other => Decision.MoreOften(
            $"more often than {other.Contestant.Name}", [.. own.Select(course => course.HasArrived)], [.. other.Courses.Select(course => course.HasArrived)]))]);
        yield return Decision.All(OthersStick, [.. others.Select(other => Decision.MoreOftenThanNot(other.Contestant.Name, [.. other.Courses.Select(course => course.Loss >= landscape.SecondLowest)]))]);
        yield return Decision.All(Lower, [.. others.Select(other => CourseTable.Smaller($"below {other.Contestant.Name}", own, other.Courses, course => course.Loss))]);
        if (!decays)
        {
            yield return Decision.All(Flatter, [.. others.Select(other => CourseTable.Smaller($"below {other.Contestant.Name}", own, other.Courses, course => course.Sharpness))]);
        }
    }
}
