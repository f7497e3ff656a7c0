using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Cm;

/// <summary>Appendix A.2.1 and Figure 15: how much of the landscape Adam+CM sees, against the extragradient among others.</summary>
internal sealed class Exploration : IExperiment
{
    private const string ExploresMore = "Adam+CM explores more than Adam+MEG";
    private const string ExploresMost = "Adam+CM explores more than Adam and Adam+SAM";
    private const double Rate = 0.1;
    private const int DrawnOfEach = 2;
    private const ulong FirstFreshStart = 1_000_000, FirstTuningStart = 2_000_000;

    private static readonly Reading<(int Capacity, double Decay)>[] Buffers =
    [
        new("C = 5, λ = 0.7", "the defaults of Appendix A.2.2, where no others are given", (5, 0.7)),
        new("C = 20, λ = 0.99", "the best settings on both functions (Table 11)", (20, 0.99)),
    ];

    private static readonly double[] Distances = [0.01, 0.05, 0.1, 0.5];
    private static readonly Landscape[] Landscapes = [Landscape.Ackley, Landscape.GoldsteinPrice];

    public string Id => "cm/fig15";

    public Publication Paper => Publications.CriticalMomenta;

    public string Title => "Exploration of Adam+CM, Adam, Adam+SAM and Adam under the extragradient, on Ackley and Goldstein-Price";

    public IReadOnlyList<string> Claims => [ExploresMore, ExploresMost];

    public Findings Run(ExperimentSettings settings)
    {
        int runs = settings.Choose(10, 500, 1_000), tuning = settings.Choose(5, 50, 100), steps = settings.Choose(100, 500, 500);
        Reading<Field[]>[] played =
        [
            .. Readings.Cross(Readings.Cross(Buffers, OpenChoices.Rates), OpenChoices.Forms).Select(reading =>
            {
                (((int Capacity, double Decay) buffer, bool falls), string form) = reading.Choice;
                Contestant momenta = Contestants.All(Rate, buffer.Capacity, buffer.Decay)[3].In(form);
                Schedule? factor = falls ? Schedules.MultiStep(1, 0.1, steps / 2) : null;
                return new Reading<Field[]>(reading.Name, reading.Source, [.. Landscapes.Select(landscape => Compete(settings, landscape, momenta, factor, runs, tuning, steps))]);
            }),
        ];
        Field[] fields = played[0].Choice;
        return new()
        {
            Seeds = runs,
            Rows =
            [
                .. played.SelectMany(reading => reading.Choice.SelectMany(field => field.Contestants.Select((contestant, index) => CourseTable.Row(field.Landscape, contestant, field.Courses[index]))
                    .Append(CourseTable.Row(field.Landscape, CourseTable.HeldBack(field.Contestants[^1]), field.HeldBack))
                    .Select(row => new Dictionary<string, object?>(row) { ["reading"] = reading.Name }))),
            ],
            Claims =
            [
                Readings.Decide(played, own => Decision.All(ExploresMore, [.. own.Select(field => FewerCells(field, field.Contestants.Length - 2))])),
                Readings.Decide(played, own => Decision.All(ExploresMost, [.. own.SelectMany(field => new[] { FewerCells(field, 0), FewerCells(field, 1) })])),
            ],
            Figures =
            [
                .. fields.Select(field => new ExperimentFigure($"Trajectories on {field.Landscape.Name}", Panels(settings, field, steps))
                {
                    Caption = $"From {DrawnOfEach} random starts, {steps} steps each. What leaves the picture has left the region of the starts.",
                    Columns = DrawnOfEach,
                }),
            ],
            Notes =
            [
                "Exploration is measured by how many cells of a grid of 20 × 20 over the region of the starts a run has been in; the paper gives no measure.",
                $"The paper gives no settings. Here: learning rate {Rate}, β = (0.9, 0.99), ρ = 0.05; {steps} steps. h of the extragradient is the one of {string.Join(", ", Distances)} that visits most cells from {tuning} other starts: {string.Join(", ", fields.Select(field => $"{field.Contestants[^2].Name} on {field.Landscape.Name}"))}.",
                $"Adam+MEG is Adam fed with the gradient at θ − h·g. Starts are uniform in the usual domains; claims are tested on {runs} starts, the same for all optimizers.",
                CourseTable.FirstSteps($"it visits {Cells(fields[0].Courses[^1]):G3} cells on Ackley with them, {Cells(fields[0].HeldBack):G3} without, and {Cells(fields[1].Courses[^1]):G3} against {Cells(fields[1].HeldBack):G3} on Goldstein-Price"),
                "More cells are no end in themselves: the columns on the share of runs that find the global minimum, and on the last loss, say what they are worth.",
            ],
        };
    }

    private static Field Compete(ExperimentSettings settings, Landscape landscape, Contestant momenta, Schedule? factor, int runs, int tuning, int steps)
    {
        IReadOnlyList<Contestant> known = Contestants.All(Rate, capacity: 5, decay: 0.7);
        Contestant[] extragradients = [.. Distances.Select(distance => Contestants.Extragradient(Rate, distance))];
        Course[][] tried = settings.Map(extragradients, tuning, (contestant, start) => new Journey(landscape, contestant, steps, factor, settings.Seed, FirstTuningStart + (ulong)start).Measure());
        Contestant widest = extragradients[Enumerable.Range(0, extragradients.Length).MaxBy(index => tried[index].Average(course => course.Cells))];
        Contestant[] contestants = [known[0], known[1], widest, momenta];
        return new(
            landscape,
            contestants,
            settings.Map(contestants, runs, (contestant, start) => JourneyOf(contestant, start).Measure()),
            settings.Map(runs, start => JourneyOf(contestants[^1], start).WithoutLongFirstSteps.Measure()));

        Journey JourneyOf(Contestant contestant, int start) => new(landscape, contestant, steps, factor, settings.Seed, FirstFreshStart + (ulong)start);
    }

    private static double Cells(Course[] courses) => courses.Average(course => course.Cells);

    private static Claim FewerCells(Field field, int other)
        => CourseTable.Smaller($"{field.Landscape.Name}, fewer cells with {field.Contestants[other].Name}", field.Courses[other], field.Courses[^1], course => course.Cells);

    private static FigurePanel[] Panels(ExperimentSettings settings, Field field, int steps)
    {
        FigureSurface contours = field.Landscape.Contours();
        return settings.Map(DrawnOfEach, start => field.Landscape.Panel("", contours) with
        {
            Trajectories = [.. field.Contestants.Select(contestant => new Journey(field.Landscape, contestant, steps, null, settings.Seed, (ulong)start).Draw())],
        });
    }

    private sealed record Field(Landscape Landscape, Contestant[] Contestants, Course[][] Courses, Course[] HeldBack);
}
