using Impetus.Lab.Data;
using Impetus.Lab.Problems;
using Impetus.Lab.Problems.Functions;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Cm;

/// <summary>Section 4 and Figures 4 and 16: Ackley's function from random starts, every optimizer with its best settings.</summary>
/// <param name="id">The experiment's name.</param>
/// <param name="decays">Whether the learning rate falls to a tenth half way, as in figure 4, or stays, as in figure 16.</param>
internal sealed class AckleyDescent(string id, bool decays) : IExperiment
{
    private const string LowerThanOthers = "Adam+CM and Adam+SAM+CM reach a lower loss than Adam, Adam+SAM and Adam+CG";
    private const string OthersStick = "Adam, Adam+SAM and Adam+CG end in minima other than the global one";
    private const int Drawn = 2;
    private const double Outside = 2.5;
    private const ulong FirstFreshStart = 1_000_000;

    private static readonly int[] Capacities = [5, 20];
    private static readonly double[] BufferDecays = [0.7, 0.99];

    private static readonly Reading<bool>[] SettingsOf =
    [
        new("settings of Table 11", "the paper's table of the best settings on Ackley", false),
        new("the best of the grid", "the grid search of Table 8, reproduced", true),
    ];

    public string Id => id;

    public Publication Paper => Publications.CriticalMomenta;

    public string Title => decays
        ? "Ackley, 500 steps, learning rate divided by ten half way: loss of the best settings"
        : "Ackley, 500 steps with a constant learning rate: loss of the best settings";

    public IReadOnlyList<string> Claims => [LowerThanOthers, OthersStick];

    public Findings Run(ExperimentSettings settings)
    {
        int seeds = settings.Choose(5, 10, 10), freshSeeds = settings.Choose(10, 200, 1_000), steps = settings.Choose(100, 500, 500);
        var readings = Readings.Cross(Readings.Cross(SettingsOf, OpenChoices.StartsOnAckley), OpenChoices.Forms);
        Reading<Course[]>[] played =
        [
            .. readings.Select(reading =>
            {
                ((bool isSearched, Interval starts), string form) = reading.Choice;
                Family[] families = [.. (isSearched ? Families(settings) : Published()).Select(family => family.In(form))];
                return new Reading<Course[]>(reading.Name, reading.Source, [.. families.Select(family => Best(settings, family, starts, seeds, freshSeeds, steps))]);
            }),
        ];
        Course[] courses = played[0].Choice;
        return new()
        {
            Seeds = seeds,
            Rows = [.. played.SelectMany(reading => reading.Choice.Select(course => Row(reading.Name, course)))],
            Claims = [Readings.Decide(played, Lower), Readings.Decide(played, Stick)],
            Figures =
            [
                new("Loss over steps", new("Steps"), new("Mean loss"), [.. courses.Select(course => new FigureCurve(
                    course.Family.Name, [.. Enumerable.Range(0, steps + 1).Select(step => (double)step)], course.Losses))])
                {
                    Caption = $"The settings of Table 11, averaged over {seeds} starts in [−5, 5]².",
                },
                Trajectories(settings, courses, steps),
            ],
            Notes =
            [
                $"The grid is that of the paper's table 8: α, β₁, β₂, C, λ and ρ, as far as an optimizer has them{(settings.Choose(true, true, false) ? "; at this scale with fewer α, β₁ and β₂" : "")}. Settings are chosen by the mean loss after the last step over {seeds} starts; claims are tested on {freshSeeds} others.",
                $"A run counts as stuck if its last loss is above {Outside}: the lowest of the other minima has a loss of 2.58, and an optimizer that circles the global one may well be at 1 or 2.",
            ],
        };
    }

    // The last two keep critical momenta.
    private static Claim Lower(Course[] courses) => Decision.All(LowerThanOthers, [.. courses[3..].SelectMany(own => courses[..3].Select(other
        => Decision.Smaller($"{own.Family.Name} below {other.Family.Name}", own.Fresh, other.Fresh)))]);

    private static Claim Stick(Course[] courses) => Decision.All(OthersStick, [.. courses[..3].Select(other
        => Decision.MoreOftenThanNot($"{other.Family.Name}, more often than not", [.. other.Fresh.Select(loss => loss > Outside)]))]);

    private static IEnumerable<Family> Published() => Contestants.BestOfAll.Select(contestant => new Family(contestant.Optimizer, contestant.Name, [contestant.Specification]));

    private static IEnumerable<Family> Families(ExperimentSettings settings)
    {
        double[] rates = settings.Choose<double[]>([0.1], [0.1, 0.01], [0.1, 0.01, 0.001, 0.0001]);
        double[] first = settings.Choose<double[]>([0.9], [0.9, 0.99], [0.9, 0.99, 0.999]), second = settings.Choose<double[]>([0.99], [0.99, 0.999], [0.99, 0.999, 0.9999]);
        string[] common = [.. from rate in rates from beta1 in first from beta2 in second select $"lr={rate},beta1={beta1},beta2={beta2}"];
        string[] buffers = [.. from capacity in Capacities from decay in BufferDecays select $"capacity={capacity},decay={decay}"];
        double[] radii = settings.Choose<double[]>([0.05], [0.01, 0.05, 0.1], [0.01, 0.05, 0.1]);
        return
        [
            new("adam", "Adam", [.. common.Select(options => $"adam:{options}")]),
            new("sam+adam", "Adam+SAM", [.. from radius in radii from options in common select $"sam(rho={radius})+adam:{options}"]),
            new("adam-cg", "Adam+CG", [.. from options in common from buffer in buffers select $"adam-cg:{options},{buffer}"]),
            new("adam-cm", "Adam+CM", [.. from options in common from buffer in buffers select $"adam-cm:{options},{buffer}"]),
            new("sam+adam-cm", "Adam+SAM+CM", [.. from radius in radii from options in common from buffer in buffers select $"sam(rho={radius})+adam-cm:{options},{buffer}"]),
        ];
    }

    private Course Best(ExperimentSettings settings, Family family, Interval starts, int seeds, int freshSeeds, int steps)
    {
        double[][] ends = settings.Map(family.Grid, seeds, (specification, seed) => Losses(specification, starts, settings.Seed, (ulong)seed, steps, every: false)[^1]);
        int best = Enumerable.Range(0, family.Grid.Count).MinBy(index => ends[index].Average());
        List<double>[] losses = settings.Map(seeds, seed => Losses(family.Grid[best], starts, settings.Seed, (ulong)seed, steps, every: true));
        double[] fresh = settings.Map(freshSeeds, seed => Losses(family.Grid[best], starts, settings.Seed, FirstFreshStart + (ulong)seed, steps, every: false)[^1]);
        return new(family, family.Grid[best], SampleMean.Of(ends[best]), [.. Enumerable.Range(0, steps + 1).Select(step => losses.Average(own => own[step]))], fresh);
    }

    private ExperimentFigure Trajectories(ExperimentSettings settings, Course[] courses, int steps)
    {
        FigureSurface contours = Landscape.Ackley.Contours();
        return new("Trajectories with the settings of Table 11", settings.Map(Drawn, start => Landscape.Ackley.Panel("", contours) with
        {
            Trajectories = [.. courses.Select(course => Draw(course, start))],
        }))
        {
            Caption = $"From the first {Drawn} starts, {steps} steps each.",
            Columns = Drawn,
        };

        FigureTrajectory Draw(Course course, int start)
        {
            List<double> x = [], y = [];
            Run(course.Settings, Landscape.Ackley.Starts, settings.Seed, (ulong)start, steps, (_, point, _) =>
            {
                x.Add(point[0]);
                y.Add(point[1]);
            });
            return new(course.Family.Name, x, y);
        }
    }

    /// <summary>The loss after every step, or after the last one alone.</summary>
    private List<double> Losses(string specification, Interval starts, ulong seed, ulong start, int steps, bool every)
    {
        Ackley function = new(2);
        List<double> losses = [];
        Run(specification, starts, seed, start, steps, (step, point, _) =>
        {
            if (every || step == steps)
            {
                losses.Add(function.Value(point));
            }
        });
        return losses;
    }

    private void Run(string specification, Interval starts, ulong seed, ulong start, int steps, PointObserver observe)
    {
        DeterministicRandom random = DeterministicRandom.For(seed, start);
        new ProblemRun(new Ackley(2), OptimizerSpecification.Parse(specification), random.NextPoint(2, starts), steps)
        {
            RateFactor = decays ? Schedules.MultiStep(1, 0.1, steps / 2) : null,
            Observe = observe,
        }.Train();
    }

    private static Dictionary<string, object?> Row(string reading, Course course) => new()
    {
        ["optimizer"] = course.Family.Optimizer,
        ["reading"] = reading,
        ["settings"] = course.Settings,
        ["loss"] = course.Loss.Mean,
        ["lossStandardError"] = course.Loss.StandardError,
        ["freshLoss"] = course.Fresh.Average(),
        ["freshLossStandardError"] = SampleMean.Of(course.Fresh).StandardError,
        ["shareStuck"] = course.Fresh.Average(loss => loss > Outside ? 1.0 : 0.0),
    };

    private sealed record Family(string Optimizer, string Name, IReadOnlyList<string> Grid)
    {
        /// <summary>The same with a form of the critical memories.</summary>
        public Family In(string form) => this with { Grid = [.. Grid.Select(specification => new Contestant(Optimizer, Name, specification).In(form).Specification)] };
    }

    private sealed record Course(Family Family, string Settings, SampleMean Loss, double[] Losses, double[] Fresh);
}
