using System.Globalization;
using Impetus.Lab.Reproduction;

namespace Impetus.Lab.Papers.Tam;

/// <summary>Section 1 and Figure 1: what SGDM and TAM make of the gradients along one SGD trajectory, in a noisy valley.</summary>
internal sealed class UpdateDirections : IExperiment
{
    private const string Smaller = "Along an SGD trajectory the updates of TAM are smaller than those of SGDM (same rate)";
    private const string Steadier = "Successive updates of TAM turn less than those of SGDM";
    private const string SteadierWhenTorqued = "At misaligned gradients (⟨m, g⟩ < 0) the direction of TAM turns less than that of SGDM";
    private const string PointsLower = "The updates of TAM point more towards the minimum than those of SGDM";
    private const string HeavyBall = "sgdm:lr=1,momentum=0.9", TorqueAware = "tam:lr=1,momentum=0.9";

    public string Id => "tam/fig1";

    public Publication Paper => Publications.TorqueAware;

    public string Title => "Updates of SGDM and TAM along the same SGD trajectory in a noisy valley: length, turning, direction";

    public IReadOnlyList<string> Claims => [Smaller, Steadier, SteadierWhenTorqued, PointsLower];

    public Findings Run(ExperimentSettings settings)
    {
        int seeds = settings.Choose(10, 1_000, 5_000);
        double[] noises = settings.Choose<double[]>([1], [1, 0.3, 3], [1, 0.1, 0.3, 3, 10]);
        Pair[][] pairs = settings.Map(noises, seeds, (noise, seed) => Pair.Of(Valley.Run(settings, noise, seed, $"sgd:lr={Valley.Rate}"), HeavyBall, TorqueAware));
        return new()
        {
            Seeds = seeds,
            Rows = [.. noises.SelectMany((noise, index) => new[] { Row("sgdm", noise, pairs[index], pair => pair.HeavyBall), Row("tam", noise, pairs[index], pair => pair.TorqueAware) })],
            Claims =
            [
                Compare(Smaller, (tam, sgdm) => (tam.Length, sgdm.Length)),
                Compare(Steadier, (tam, sgdm) => (tam.Turn, sgdm.Turn)),
                Compare(SteadierWhenTorqued, (tam, sgdm) => (tam.TurnWhenTorqued, sgdm.TurnWhenTorqued)),
                Compare(PointsLower, (tam, sgdm) => (tam.OffTarget, sgdm.OffTarget)),
            ],
            Figures = [Drawing(settings)],
            Notes =
            [
                $"The paper draws a sketch. Here: the valley ½(0.05x² + y²) from (−8, y₀), y₀ uniform in [−2, 2], gradients h(θ − σε), ε ~ N(0, I), {Valley.Steps} steps of SGD with rate {Valley.Rate}. Both momenta are shown the same gradients, so what differs is what they make of them. Angles are in degrees.",
                "Misaligned are the steps in which the gradient is more than 90° from SGDM's momentum before; the turn is that of each method's own momentum in this step.",
                "The damping k multiplies the gradient that comes in, not what is there. Where it is nearly the same all the time, TAM's momentum is SGDM's times k: shorter, with the same direction.",
                string.Create(CultureInfo.InvariantCulture, $"With γ = 0, so that the damping follows every single gradient, turns at misaligned gradients are {string.Join(", ", noises.Select((noise, index) => $"{Unsmoothed(settings, noise, Math.Min(seeds, 200)):F1}° instead of {pairs[index].Average(pair => pair.HeavyBall.TurnWhenTorqued):F1}° with σ = {noise}"))}."),
            ],
        };

        Claim Compare(string text, Func<Measures, Measures, (double Tam, double Sgdm)> quantity) => Readings.Decide(Valley.Readings(noises), index => Decision.Smaller(
            text,
            [.. pairs[index].Select(pair => quantity(pair.TorqueAware, pair.HeavyBall).Tam)],
            [.. pairs[index].Select(pair => quantity(pair.TorqueAware, pair.HeavyBall).Sgdm)]));
    }

    private static double Unsmoothed(ExperimentSettings settings, double noise, int seeds)
        => settings.Map(seeds, seed => Pair.Of(Valley.Run(settings, noise, seed, $"sgd:lr={Valley.Rate}"), HeavyBall, $"{TorqueAware},gamma=0").TorqueAware.TurnWhenTorqued).Average();

    private static ExperimentFigure Drawing(ExperimentSettings settings)
    {
        const double Noise = 1, Scale = 0.5;
        const int Shown = 40;
        Valley.Course way = Valley.Run(settings, Noise, 0, $"sgd:lr={Valley.Rate}");
        int[] shown = [.. Enumerable.Range(1, 13).Select(k => 3 * k)];
        return new("Momenta along one SGD trajectory",
        [
            new(new("x"), new("y"))
            {
                Surface = FigureSurface.Of("loss", Valley.WithNoise(0), new(-9, 0.5), new(-2.5, 2.5)),
                Trajectories = [new("SGD", [.. way.Points.Take(Shown).Select(point => point[0])], [.. way.Points.Take(Shown).Select(point => point[1])])],
                Arrows = [Arrows("update of SGDM", HeavyBall), Arrows("update of TAM", TorqueAware)],
                Points = [new("minimum", [0], [0], IsTarget: true)],
            },
        ])
        {
            Caption = "σ = 1, every third of the first 40 steps. Arrows show −m, to the same scale for both methods.",
        };

        FigureArrows Arrows(string name, string specification)
        {
            double[][] updates = Valley.Replay(specification, way.Gradients);
            return new(name, [.. shown.Select(step => new FigureArrow(way.Points[step][0], way.Points[step][1], Scale * updates[step][0], Scale * updates[step][1]))]);
        }
    }

    private static Dictionary<string, object?> Row(string optimizer, double noise, Pair[] pairs, Func<Pair, Measures> method) => new()
    {
        ["optimizer"] = optimizer,
        ["noise"] = noise,
        ["updateLength"] = pairs.Average(pair => method(pair).Length),
        ["turn"] = pairs.Average(pair => method(pair).Turn),
        ["turnAtMisaligned"] = pairs.Average(pair => method(pair).TurnWhenTorqued),
        ["angleToMinimum"] = pairs.Average(pair => method(pair).OffTarget),
    };

    /// <summary>Means over the steps of one trajectory.</summary>
    /// <param name="Length">‖m‖.</param>
    /// <param name="Turn">The angle between successive updates.</param>
    /// <param name="TurnWhenTorqued">The same where the gradient disagrees with SGDM's momentum.</param>
    /// <param name="OffTarget">The angle between an update and the way to the minimum.</param>
    private readonly record struct Measures(double Length, double Turn, double TurnWhenTorqued, double OffTarget);

    /// <summary>Both methods on one trajectory.</summary>
    private readonly record struct Pair(Measures HeavyBall, Measures TorqueAware)
    {
        public static Pair Of(Valley.Course way, string heavyBall, string torqueAware)
        {
            double[][] reference = Valley.Replay(heavyBall, way.Gradients);
            int[] steps = [.. Enumerable.Range(1, way.Gradients.Length - 1)];
            // Updates go down, gradients up: they agree where the cosine is negative.
            int[] torqued = [.. steps.Where(step => Plane.Cosine(reference[step - 1], way.Gradients[step]) > 0)];
            return new(Measure(way, reference, steps, torqued), Measure(way, Valley.Replay(torqueAware, way.Gradients), steps, torqued));
        }

        private static Measures Measure(Valley.Course way, double[][] updates, int[] steps, int[] torqued) => new(
            steps.Average(step => Plane.Length(updates[step])),
            steps.Average(step => Plane.Angle(updates[step], updates[step - 1])),
            torqued.Length == 0 ? 0 : torqued.Average(step => Plane.Angle(updates[step], updates[step - 1])),
            steps.Average(step => Plane.Angle(updates[step], [-way.Points[step][0], -way.Points[step][1]])));
    }
}
